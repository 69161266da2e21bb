/** Words that are used otherwise in English: "it was less violence", "the important is", "theirs life", "I against", "told that". */
import { PEOPLE } from '../lexicon/nouns.js';
import { wordSet } from '../lexicon/word-set.js';
import type { Words } from '../phrases.js';
import { n, nounPhrase, opensClause, pos, POSSESSIVES, skipAdverbs } from '../phrases.js';
import type { Stretch } from '../stretch.js';
import { numberOf, verbForms } from '../stretch.js';
import type { Match, Rule } from './rule.js';
import { match } from './rule.js';
import { wordTable } from '../../../text/word-table.js';

/** "It was many people", "it is less violence": English says "there". */
function itForThere(words: Words, index: number): Match | null {
  if (n(words, index) !== 'it' || !opensClause(words, index)) return null;
  const be = n(words, index + 1);
  if (!/^(?:is|was|are|were|'s)$/.test(be) || !/^(?:many|less|several|fewer|few|enough)$/.test(n(words, index + 2)))
    return null;
  const noun = words[index + 3];
  if (
    noun?.pos !== 'NOUN' ||
    n(words, index + 4) === 'than' ||
    /^(?:fun|work|trouble|expense|effort|ago)$/.test(noun.n)
  )
    return null;
  // "It was many years before", "it is few people who": a sentence turned round.
  if (/^(?:years|year|months|weeks|days|hours|times|miles|minutes)$/.test(noun.n)) return null;
  return words.slice(index + 4).some(({ n: word }) => /^(?:that|who|which|before|since|than)$/.test(word))
    ? null
    : match(index, index + 2);
}

/** "The important is to try". */
function adjectiveAlone(words: Words, index: number, { said }: Stretch): Match | null {
  if (n(words, index) !== 'the' || !opensClause(words, index)) return null;
  const most = n(words, index + 1) === 'most';
  const adjective = n(words, most ? index + 2 : index + 1);
  if (!/^(?:important|interesting|difficult|main|funny|strange|necessary|essential)$/.test(adjective)) return null;
  const at = index + (most ? 3 : 2);
  if (!/^(?:is|was)$/.test(n(words, at))) return null;
  // "I've had three jobs. The most interesting was at the zoo": of those that were told of.
  if (most && (isOneOfThose([...said, ...words.slice(0, index)]) || !isNewTo(words, at))) return null;
  return match(index, at, `${most ? 'the most' : 'the'} ${adjective} thing`);
}

/** Several things were told of, of which one may be "the most important". */
const isOneOfThose = (said: Words): boolean =>
  said.some(
    (word) =>
      word.pos === 'NUM' || numberOf(word) === 'plural' || /^(?:of|them|these|those|ones|all|every|each)$/.test(word.n),
  );
/** "The most important is my family", "is to try": something that is named now. "Was the last one" points back. */
function isNewTo(words: Words, be: number): boolean {
  const next = n(words, be + 1);
  if (/^(?:to|that)$/.test(next)) return true;
  if (n(words, be) !== 'is') return false;
  const phrase = nounPhrase(words, be + 1);
  return phrase !== null && (POSSESSIVES.has(next) || (phrase.determiner === '' && pos(words, phrase.head) === 'NOUN'));
}

const OWN: Readonly<Record<string, string>> = wordTable({ theirs: 'their', ours: 'our', hers: 'her', mine: 'my' });
/** "Theirs life". */
function ownerBeforeNoun(words: Words, index: number): Match | null {
  const better = OWN[n(words, index)];
  if (better === undefined || pos(words, index + 1) !== 'NOUN' || /^(?:of|like|as|than|'s)$/.test(n(words, index - 1)))
    return null;
  return numberOf(words[index + 1]) === null ||
    (verbForms(words[index + 2]).size + verbForms(words[index - 1]).size === 0 && pos(words, index - 1) !== 'ADP')
    ? null
    : match(index, index + 2, `${better} ${n(words, index + 1)}`);
}

/** "I against this idea". */
function against(words: Words, index: number): Match | null {
  if (n(words, index) !== 'against' || !['DET', 'NOUN', 'PRON', 'ADJ'].includes(pos(words, index + 1))) return null;
  const adverb = /^(?:totally|strongly|completely|absolutely|really|definitely|also|always)$/.test(n(words, index - 1));
  const subject = adverb ? index - 2 : index - 1;
  if (!/^(?:i|we|they|he|she)$/.test(n(words, subject)) || !opensClause(words, subject)) return null;
  return match(subject, index + 1);
}

/** "Comparing with older people, they ..." at the beginning of a sentence. */
function comparing(words: Words, index: number, { startsSentence }: Stretch): Match | null {
  if (
    index !== 0 ||
    !startsSentence ||
    !/^(?:comparing|compare)$/.test(n(words, 0)) ||
    !/^(?:with|to)$/.test(n(words, 1))
  )
    return null;
  return ['DET', 'ADJ', 'NOUN', 'PROPN', 'PRON', 'ADP'].includes(pos(words, 2))
    ? match(0, 2, `compared ${n(words, 1)}`)
    : null;
}

/** "We are good friend", "he and I are student". */
function manyAreOne(words: Words, index: number): Match | null {
  if (!/^(?:are|were|'re)$/.test(n(words, index))) return null;
  const subject = n(words, index - 1);
  const joined = n(words, index - 2) === 'and' && ['PRON', 'NOUN', 'PROPN'].includes(pos(words, index - 1));
  if (!/^(?:we|they)$/.test(subject) && !joined) return null;
  let at = index + 1;
  while (/^(?:very|really)$/.test(n(words, at))) at += 1;
  while (pos(words, at) === 'ADJ' && at < index + 4) at += 1;
  const noun = n(words, at);
  const person = PEOPLE.has(noun) && !/^(?:family|baby|boss|woman|man)$/.test(noun);
  // "We're brother and sister": one is the one, one the other.
  if (n(words, at + 1) === 'and' && pos(words, at + 2) === 'NOUN') return null;
  if (
    pos(words, at) !== 'NOUN' ||
    !(person || /^(?:pal|mate|twin|classmate)$/.test(noun)) ||
    (['NOUN', 'ADJ', 'ADP', 'CCONJ'].includes(pos(words, at + 1)) && pos(words, at + 1) !== 'CCONJ')
  )
    return null;
  return n(words, at + 1).startsWith("'") ? null : match(index + 1, at + 1);
}

const LANGUAGES = wordSet(
  'english chinese japanese korean french german spanish italian russian arabic persian turkish portuguese hindi vietnamese thai greek polish latin mandarin',
);
/** "Speak English language". */
function language(words: Words, index: number): Match | null {
  if (!LANGUAGES.has(n(words, index)) || n(words, index + 1) !== 'language') return null;
  if (['NOUN', 'PROPN', 'ADJ'].includes(pos(words, index + 2)) || !['VERB', 'ADP', ''].includes(pos(words, index - 1)))
    return null;
  // "English language and literature" is a subject.
  if (n(words, index + 2) === 'and' && n(words, index + 3) === 'literature') return null;
  return match(index, index + 2, `the ${n(words, index)} language`);
}

const ADVERB_ADJECTIVES = wordSet(
  'additionally quickly easily safely correctly clearly properly differently successfully healthily dangerously usefully specially gradually negatively positively effectively rapidly freely carefully independently necessarily recently vitally importantly hugely crucially wonderfully beautifully',
);
/** "A quickly change", "learn additionally skills". */
function adverbBeforeNoun(words: Words, index: number): Match | null {
  const adverb = n(words, index);
  if (
    !ADVERB_ADJECTIVES.has(adverb) ||
    pos(words, index + 1) !== 'NOUN' ||
    verbForms(words[index + 2]).has('participle')
  )
    return null;
  const before = n(words, index - 1);
  const after = pos(words, index + 2);
  if (['ADJ', 'VERB'].includes(after) || n(words, index + 2).startsWith('-')) return null;
  const determined = /^(?:a|an|my|our|their|your|his|any|some|many)$/.test(before);
  const object =
    pos(words, index - 1) === 'VERB' &&
    verbForms(words[index - 1]).has('base') &&
    /^(?:additionally|differently|specially)$/.test(adverb) &&
    numberOf(words[index + 1]) === 'plural';
  return determined || object ? match(index, index + 1) : null;
}

/** "Large number of people": "a" is missing. */
function numberOfBare(words: Words, index: number): Match | null {
  if (
    !/^(?:large|great|huge|big|small|wide|vast)$/.test(n(words, index)) ||
    !/^(?:number|amount|variety|range|majority)$/.test(n(words, index + 1)) ||
    n(words, index + 2) !== 'of'
  )
    return null;
  if (index > 0 && !['VERB', 'ADP', 'AUX', 'SCONJ', 'CCONJ'].includes(pos(words, index - 1))) return null;
  // "Great range of shops, too" is no sentence, and needs none.
  if (index === 0 && !['VERB', 'AUX'].includes(pos(words, nounPhrase(words, 3)?.end ?? 3))) return null;
  return n(words, index + 1) === 'majority'
    ? null
    : match(index, index + 3, `a ${n(words, index)} ${n(words, index + 1)} of`);
}

/** "Plenty people", "lots things". */
function plentyOf(words: Words, index: number): Match | null {
  const amount = n(words, index);
  if (
    (amount !== 'plenty' && amount !== 'lots') ||
    pos(words, index + 1) !== 'NOUN' ||
    /^(?:more|times|time)$/.test(n(words, index + 1))
  )
    return null;
  const at = index + 1;
  if (numberOf(words[at]) !== 'plural' && n(words, at) !== 'people') return null;
  if (amount === 'lots' && /^(?:the|parking|building|these|those)$/.test(n(words, index - 1))) return null;
  return opensClause(words, index) || pos(words, index - 1) !== 'NOUN' ? match(index, index + 1, `${amount} of`) : null;
}

/** "He told that": "tell" needs the person. */
function tellThat(words: Words, index: number): Match | null {
  if (!/^(?:tells|told)$/.test(n(words, index)) || n(words, index + 1) !== 'that') return null;
  const subject = n(words, index - 1);
  if (
    !/^(?:he|she|they|i|we|also|professor|lecturer|author|speaker|teacher|passage|writer|article|woman)$/.test(subject)
  )
    return null;
  if (!/^(?:he|she|they|i|we|the|it|there|people|this|these|in)$/.test(n(words, index + 2))) return null;
  return match(index, index + 2, n(words, index) === 'told' ? 'said that' : 'says that');
}

/** What one may agree to do, and agree about. */
const PROPOSED = wordSet('idea proposition topic');
const POSITIONS = wordSet('statement opinion idea view viewpoint topic proposition sentence claim argument');
/** "I agree the statement", "disagree to this opinion". */
function agreeWith(words: Words, index: number): Match | null {
  const verb = words[index];
  if (verb?.pos !== 'VERB' || !/^(?:agree|disagree)$/.test(verb.lemma)) return null;
  const preposition = /^(?:to|for|of|at|in|about)$/.test(n(words, index + 1)) ? index + 1 : index;
  const phrase = nounPhrase(words, preposition + 1);
  if (
    !phrase ||
    !/^(?:the|this|that|his|her|these|those|author)$/.test(phrase.determiner) ||
    !POSITIONS.has(n(words, phrase.head)) ||
    (/^(?:to|about)$/.test(n(words, index + 1)) && PROPOSED.has(n(words, phrase.head)))
  )
    return null;
  return match(index, preposition + 1, `${verb.n} with`);
}

/** "Attend to a school". */
function attendTo(words: Words, index: number): Match | null {
  if (words[index]?.lemma !== 'attend' || words[index]?.pos === 'NOUN' || !/^(?:to|at|in)$/.test(n(words, index + 1)))
    return null;
  const phrase = nounPhrase(words, index + 2);
  return phrase &&
    /^(?:school|schools|university|college|class|classes|lecture|lectures|lesson|lessons|course|courses|meeting|meetings|party|parties|concert|wedding|conference)$/.test(
      n(words, phrase.head),
    )
    ? match(index, index + 2, n(words, index))
    : null;
}

/** "Look the picture", "arrive the airport". */
function placeVerb(words: Words, index: number): Match | null {
  const verb = words[index];
  if (verb?.pos !== 'VERB' || !/^(?:look|arrive)$/.test(verb.lemma)) return null;
  if (!/^(?:the|my|our|these|those|his|her|their)$/.test(n(words, index + 1))) return null;
  const phrase = nounPhrase(words, index + 1);
  if (
    !phrase ||
    /^(?:same|part|way|other|best|day|time|night|week|month|moment|age|morning|evening|afternoon|years|hours)$/.test(
      n(words, phrase.head),
    ) ||
    (POSSESSIVES.has(n(words, index + 1)) && verb.lemma === 'look')
  )
    return null;
  if (/^(?:over|up|in)$/.test(n(words, phrase.end))) return null;
  // "She looked the picture of health".
  if (verb.lemma === 'look' && n(words, phrase.head) === 'picture' && n(words, phrase.end) === 'of') return null;
  // "When we arrived the shop was closed": the subject of the next clause.
  if (['AUX', 'VERB'].includes(pos(words, skipAdverbs(words, phrase.end)))) return null;
  if (/^(?:next|last|same|other|following|right|wrong|first|second)$/.test(n(words, index + 2))) return null;
  return match(index, index + 2, `${verb.n} at ${n(words, index + 1)}`);
}

/** "Many killed by car" aside: "spend time for studying". */
function spendFor(words: Words, index: number): Match | null {
  if (n(words, index) !== 'for' || !/^(?:time|money|hours|day|days|life|lives|years)$/.test(n(words, index - 1)))
    return null;
  if (!verbForms(words[index + 1]).has('ing')) return null;
  for (let back = index - 2; back >= Math.max(0, index - 6); back -= 1) {
    if (words[back]?.lemma === 'spend' && words[back]?.pos === 'VERB') return match(index, index + 1, '');
    if (!['DET', 'ADJ', 'PRON', 'ADV', 'NOUN', 'ADP', 'NUM'].includes(pos(words, back))) return null;
  }
  return null;
}

/** "A new fashionable clothes": a plural that the spelling does not show. */
function aClothes(words: Words, index: number): Match | null {
  if (!/^(?:a|an|every|another)$/.test(n(words, index))) return null;
  let at = index + 1;
  while (pos(words, at) === 'ADJ' && at < index + 4) at += 1;
  if (!/^(?:clothes|goods|trousers|jeans|scissors)$/.test(n(words, at))) return null;
  return ['NOUN', 'ADJ', 'PROPN'].includes(pos(words, at + 1)) || n(words, at + 1).startsWith("'")
    ? null
    : match(index, at + 1);
}

export const usageRules: readonly Rule[] = [
  { id: 'it-for-there', kind: 'wordChoice', message: 'Say "there is" or "there was".', at: itForThere },
  {
    id: 'adjective-alone',
    kind: 'missingWord',
    message: 'A noun is missing: "the important thing".',
    at: adjectiveAlone,
  },
  {
    id: 'owner-before-noun',
    kind: 'pronoun',
    message: 'Before a noun say "their", "our", "her" or "my".',
    at: ownerBeforeNoun,
  },
  {
    id: 'against-without-be',
    kind: 'missingWord',
    message: 'A form of "be" is missing: "I am against it".',
    at: against,
  },
  { id: 'comparing-with', kind: 'verbForm', message: 'Say "compared with".', at: comparing },
  { id: 'many-are-one', kind: 'number', message: 'Several people: the noun must be plural.', at: manyAreOne },
  { id: 'language-without-the', kind: 'article', message: 'Say "English" or "the English language".', at: language },
  {
    id: 'adverb-before-noun',
    kind: 'wordForm',
    message: 'Before a noun an adjective is needed.',
    at: adverbBeforeNoun,
  },
  { id: 'number-of', kind: 'article', message: '"A" is missing.', at: numberOfBare },
  { id: 'plenty-of', kind: 'preposition', message: '"Of" is missing.', at: plentyOf },
  { id: 'tell-that', kind: 'wordChoice', message: 'Say "said that", or who was told.', at: tellThat },
  { id: 'agree-with', kind: 'preposition', message: 'One agrees "with" a statement.', at: agreeWith },
  { id: 'attend-to', kind: 'preposition', message: 'One attends a school or a class, without "to".', at: attendTo },
  { id: 'look-at', kind: 'preposition', message: '"At" is missing.', at: placeVerb },
  { id: 'spend-for', kind: 'verbForm', message: 'One spends time "doing" something, without "for".', at: spendFor },
  { id: 'a-clothes', kind: 'number', message: 'This word is plural.', at: aClothes },
];
