/** What follows which verb: "enjoy to do", "want that", "suggest to", "let me to go", "without think". */
import { inflect } from '../inflection.js';
import { BARE_TAKERS, ING_TAKERS, NEVER_TO_ING, NOT_NOUNS, PERSONS, TO_TAKERS } from '../lexicon/verbs.js';
import { wordSet } from '../lexicon/word-set.js';
import type { Words } from '../phrases.js';
import { BE_FINITE, hasBefore, n, nounPhrase, pos, POSSESSIVES, skipAdverbs, written } from '../phrases.js';
import { isOnly, isPastLike, numberOf, verbForms } from '../stretch.js';
import type { Match, Rule } from './rule.js';
import { match } from './rule.js';
import { wordTable } from '../../../text/word-table.js';

const lemma = (words: Words, index: number): string => words[index]?.lemma ?? '';
const isVerb = (words: Words, index: number): boolean => verbForms(words[index]).size > 0;
const isBase = (words: Words, index: number): boolean =>
  verbForms(words[index]).has('base') && words[index]?.pos === 'VERB';

const ALL_OF = wordSet('the all these those most some');
/** The "enjoy" of "the films I enjoy make me laugh", and of "what I enjoy": the verb after it is that of the films. */
function endsDescription(words: Words, verb: number): boolean {
  let at = verb - 2;
  // "The games that my children enjoy".
  if (pos(words, verb - 1) === 'NOUN' && (pos(words, at) === 'DET' || POSSESSIVES.has(n(words, at)))) {
    if (n(words, at) !== 'that') at -= 1;
  }
  if (/^(?:what|who|everything|anything|something)$/.test(n(words, at)) || n(words, verb - 1) === 'who') return true;
  if (/^(?:that|which)$/.test(n(words, at))) at -= 1;
  if (pos(words, at) !== 'NOUN' && n(words, at) !== 'one') return false;
  const many = numberOf(words[at]) === 'plural' || n(words, at) === 'people';
  while (['NOUN', 'ADJ', 'NUM'].includes(pos(words, at - 1))) at -= 1;
  const told = ALL_OF.has(n(words, at - 1));
  // "In the evening I enjoy" tells when.
  return (told || many) && pos(words, told ? at - 2 : at - 1) !== 'ADP';
}

/** "Enjoy swim". Things enjoyed as nouns ("travel", "work", "dance", "sleep") are left out. */
const NEVER_ENJOYED = wordSet(
  'swim go take watch listen eat learn meet buy sing hang speak write spend read make do see teach play',
);
function ingNeeded(words: Words, index: number): Match | null {
  if (!ING_TAKERS.has(lemma(words, index)) || !isVerb(words, index)) return null;
  const next = n(words, index + 1);
  if (
    /^(?:enjoy|avoid|dislike)$/.test(lemma(words, index)) &&
    NEVER_ENJOYED.has(next) &&
    !/^(?:up|out|away|that|as|believe|gliding|karts?|karting)$/.test(n(words, index + 2)) &&
    !endsDescription(words, index)
  )
    return match(index, index + 2, `${n(words, index)} ${inflect(next, 'ing')}`);
  if (next !== 'to') return null;
  const verb = words[index + 2];
  if (!verb || !(isBase(words, index + 2) || verb.n === 'be')) return null;
  // "What people imagine to be normal".
  if (verb.n === 'be' && hasBefore(words, index, WHAT_IS_THOUGHT, 3)) return null;
  // Passive participles: "things considered to be", "not recommended to go".
  if (/^(?:considered|recommended|suggested|imagined|kept)$/.test(n(words, index))) return null;
  return match(index, index + 3, `${n(words, index)} ${inflect(verb.lemma, 'ing')}`);
}

const WHAT_IS_THOUGHT = wordSet('what which that who');

const LED_BY_OTHERS = wordSet("was were been being be is are am 'm 're 's got get");
const LOOK_FORWARD = wordSet('look looks looked looking');
function toIng(words: Words, index: number): Match | null {
  if (n(words, index) !== 'to') return null;
  if (!isBase(words, index + 1) && n(words, index + 1) !== 'be') return null;
  const verb = words[index + 1];
  if (!verb) return null;
  const first = n(words, index - 2);
  const second = n(words, index - 1);
  const forward = second === 'forward' && LOOK_FORWARD.has(first);
  const usedTo = second === 'used' && /^(?:get|gets|got|getting|become|'m|am)$/.test(first);
  // "Opposed to fat and sugar": nothing says that it is a verb.
  const acts = NOT_NOUNS.has(verb.lemma) || ['DET', 'NOUN', 'PRON'].includes(pos(words, index + 2));
  const addicted = /^(?:addicted|accustomed|opposed|devoted)$/.test(second) && acts;
  const leads =
    /^(?:lead|leads|led|leading|contribute|contributes|contributed|due|addition|comes)$/.test(second) &&
    // "We were led to believe", "I'd been led to expect": somebody is led to do something.
    !(second === 'led' && hasBefore(words, index - 1, LED_BY_OTHERS, 3)) &&
    (second !== 'comes' || first === 'it') &&
    // "I'm due to finish in June".
    (second !== 'due' || !BE_FINITE.has(first)) &&
    isOnly(verb, 'base') &&
    NOT_NOUNS.has(verb.lemma);
  return forward || usedTo || addicted || leads ? match(index, index + 2, `to ${inflect(verb.lemma, 'ing')}`) : null;
}

function usedToPast(words: Words, index: number): Match | null {
  if (n(words, index) !== 'used' || n(words, index + 1) !== 'to') return null;
  const verb = words[index + 2];
  const subject = n(words, index - 1);
  if (!/^(?:i|he|she|we|they|you)$/.test(subject) || !verb || verb.pos !== 'VERB') return null;
  // "Practise": the tagger has the American spelling for its lemma.
  return isPastLike(verb) || isOnly(verb, 'third') ? match(index, index + 3, `used to ${verb.lemma}`) : null;
}

/** "I want that you help": English says "I want you to help". */
function wantThat(words: Words, index: number): Match | null {
  if (lemma(words, index) !== 'want' || !isVerb(words, index) || n(words, index + 1) !== 'that') return null;
  // "That everything bagel".
  if (n(words, index + 2) === 'everything' && pos(words, index + 3) === 'NOUN') return null;
  return /^(?:i|he|she|we|they|you|people|my|everyone|everybody|everything)$/.test(n(words, index + 2))
    ? match(index, index + 2)
    : null;
}

function toNeeded(words: Words, index: number): Match | null {
  const verb = words[index];
  if (!verb || !TO_TAKERS.has(verb.lemma) || verb.n === 'would') return null;
  if (verb.n !== 'able' && verb.pos !== 'VERB') return null;
  const next = words[index + 1];
  // The tagger takes the "go" of "I want go home" for an adjective.
  const goes = verb.lemma === 'want' && next?.n === 'go';
  if (!next || !(goes || (next.n === next.lemma && next.pos === 'VERB' && NOT_NOUNS.has(next.lemma)))) return null;
  if (endsDescription(words, index)) return null;
  if (
    /^(?:need|plan|offer|promise|hope|wish|attempt)$/.test(verb.n) &&
    !/^(?:i|you|we|they|to|he|she|'ll|will|can)$/.test(n(words, index - 1))
  )
    return null;
  if (/^(?:need|hope|wish|learn|decided|agree)$/.test(verb.n) && n(words, index + 1) === 'be') return null;
  return match(index, index + 2, `${verb.n} to ${next.n}`);
}

function neverIng(words: Words, index: number): Match | null {
  const word = words[index];
  if (!word || !(NEVER_TO_ING.has(word.lemma) || NEVER_TO_ING.has(word.n)) || n(words, index + 1) !== 'to') return null;
  const verb = words[index + 2];
  if (verb?.pos !== 'VERB' || !isOnly(verb, 'ing') || /^(?:shopping|swimming|fishing|being|sightseeing)$/.test(verb.n))
    return null;
  return match(index, index + 3, `${word.n} to ${verb.lemma}`);
}

function bareNeeded(words: Words, index: number): Match | null {
  const verb = words[index];
  if (!verb || !BARE_TAKERS.has(verb.lemma) || !isVerb(words, index)) return null;
  if (!PERSONS.has(n(words, index + 1))) {
    if (n(words, index + 1) !== "'s" || verb.n !== 'let') return null;
  }
  if (n(words, index + 2) !== 'to' || !(isBase(words, index + 3) || n(words, index + 3) === 'be')) return null;
  // The verb itself may be wrong, too: "he make me to laugh".
  return match(index + 2, index + 4, n(words, index + 3));
}

/** "Explain me", "suggest me to", "said me". */
function notTwoObjects(words: Words, index: number): Match | null {
  const verb = lemma(words, index);
  if (!isVerb(words, index) || !/^(?:me|him|us|them|her)$/.test(n(words, index + 1))) return null;
  if (n(words, index + 1) === 'her' && ['NOUN', 'ADJ'].includes(pos(words, index + 2))) return null;
  if (verb === 'say') return match(index, index + 2, `${tellFor(n(words, index))} ${n(words, index + 1)}`);
  if (verb === 'explain') return explainTo(words, index);
  if (verb === 'suggest' && n(words, index + 2) === 'to') return match(index, index + 3);
  return null;
}
/** "Explain me this", "explain me the rule": what is explained comes first, where it is short. */
function explainTo(words: Words, index: number): Match {
  const [said, person] = [n(words, index), n(words, index + 1)];
  const next = n(words, index + 2);
  const phrase = nounPhrase(words, index + 2);
  // "Explained us that we had to wait".
  const isThatClause = next === 'that' && ['PRON', 'DET', 'PROPN'].includes(pos(words, index + 3));
  const isThing =
    /^(?:this|that|it|everything|something|them)$/.test(next) && !isThatClause && pos(words, index + 3) !== 'NOUN';
  const end = phrase?.end ?? (isThing ? index + 3 : null);
  const isAlone = end !== null && !['ADP', 'PRON', 'VERB', 'AUX', 'PART'].includes(pos(words, end));
  if (end !== null && isAlone) {
    return match(index, end, `${said} ${written(words, index + 2, end)} to ${person}`);
  }
  const isClause = next === '' || isThatClause || /^(?:how|why|what|where|when|who|about|and|but|because)$/.test(next);
  return match(index, index + 2, isClause && end === null ? `${said} to ${person}` : undefined);
}
const TELL: Readonly<Record<string, string>> = wordTable({
  say: 'tell',
  says: 'tells',
  said: 'told',
  saying: 'telling',
});
const tellFor = (form: string): string => TELL[form] ?? 'tell';

/** "Told to me that", "asked to him". */
function notTo(words: Words, index: number): Match | null {
  const verb = lemma(words, index);
  if (
    !isVerb(words, index) ||
    n(words, index + 1) !== 'to' ||
    !/^(?:me|him|us|them|you|her|my|people)$/.test(n(words, index + 2))
  )
    return null;
  // "I married to him" has a rule of its own.
  if (n(words, index) === 'married') return null;
  return /^(?:tell|ask|advise|call|thank|teach|phone|invite|help|visit|meet|marry|join)$/.test(verb)
    ? match(index + 1, index + 2, '')
    : null;
}

const GOVERNING = wordSet('for of by without about with from at');
function prepositionBase(words: Words, index: number): Match | null {
  const preposition = n(words, index);
  if (!GOVERNING.has(preposition) || !['ADP', 'SCONJ'].includes(pos(words, index))) return null;
  const at = n(words, index + 1) === 'not' ? index + 2 : index + 1;
  const verb = words[at];
  if (
    !verb ||
    !(verb.pos === 'VERB' || verb.n === 'be') ||
    !NOT_NOUNS.has(verb.lemma) ||
    !verbForms(verb).has('base') ||
    verb.n !== verb.lemma
  )
    return null;
  if (!isOnly(verb, 'base') && !/^(?:become|come)$/.test(verb.n)) return null;
  // "Just about see it", "kind of see it", "bikes for hire"; "at say half past eight".
  const before = n(words, index - 1);
  if ((preposition === 'about' && before === 'just') || (preposition === 'of' && /^(?:kind|sort)$/.test(before)))
    return null;
  if (preposition === 'for' && verb.n === 'hire' && !['DET', 'PRON', 'NOUN', 'ADJ'].includes(pos(words, at + 1)))
    return null;
  // "A matter of give and take".
  if (verb.n === 'give' && n(words, at + 1) === 'and' && n(words, at + 2) === 'take') return null;
  if (verb.n === 'say' && ['NUM', 'ADJ', 'NOUN', 'ADV'].includes(pos(words, at + 1))) return null;
  // "Should of been", "what it is for make sure": another clause may begin here.
  return match(index, at + 1, preposition === 'for' ? `to ${verb.n}` : `${preposition} ${inflect(verb.lemma, 'ing')}`);
}

/** "Before go to bed", "when hire people". */
function conjunctionBase(words: Words, index: number): Match | null {
  if (!/^(?:when|while|before|after)$/.test(n(words, index)) || n(words, index - 1) === 'a') return null;
  const verb = words[index + 1];
  if (verb?.pos !== 'VERB' || !NOT_NOUNS.has(verb.lemma) || !isOnly(verb, 'base')) return null;
  return match(index, index + 2, `${n(words, index)} ${inflect(verb.lemma, 'ing')}`);
}

function forTo(words: Words, index: number): Match | null {
  if (
    n(words, index) !== 'for' ||
    n(words, index + 1) !== 'to' ||
    !(isBase(words, index + 2) || n(words, index + 2) === 'be')
  )
    return null;
  // "The bus I wait for to go home".
  if (/^(?:wait|look|ask|care|search|hope)$/.test(lemma(words, index - 1))) return null;
  return match(index, index + 3, `to ${n(words, index + 2)}`);
}

const TIME = wordSet('time day days hours weekend weekends years life money');
function spendTo(words: Words, index: number): Match | null {
  if (!/^(?:spend|waste)$/.test(lemma(words, index)) || !isVerb(words, index)) return null;
  const phrase = nounPhrase(words, index + 1);
  if (!phrase) return null;
  let end = phrase.end;
  if (/^(?:lot|lots)$/.test(n(words, phrase.head)) && n(words, end) === 'of') end += 2;
  if (
    !TIME.has(n(words, end - 1)) ||
    n(words, end - 1) === 'money' ||
    n(words, end) !== 'to' ||
    !isBase(words, end + 1)
  )
    return null;
  return match(end, end + 2, inflect(lemma(words, end + 1), 'ing'));
}

function difficultyTo(words: Words, index: number): Match | null {
  if (
    !/^(?:difficulty|difficulties|trouble)$/.test(n(words, index)) ||
    n(words, index + 1) !== 'to' ||
    !isBase(words, index + 2)
  )
    return null;
  if (!hasBefore(words, index, HAVING, 4)) return null;
  return match(index + 1, index + 3, inflect(lemma(words, index + 2), 'ing'));
}
const HAVING = wordSet('have has had having');

function orderTo(words: Words, index: number): Match | null {
  if (n(words, index) !== 'in' || n(words, index + 1) !== 'order') return null;
  return isBase(words, index + 2) ? match(index, index + 3, `in order to ${n(words, index + 2)}`) : null;
}

/** "How can I do?" aside: "go to shopping". */
function goTo(words: Words, index: number): Match | null {
  if (lemma(words, index) !== 'go' || !/^(?:to|for)$/.test(n(words, index + 1))) return null;
  const activity = n(words, index + 2);
  if (
    !/^(?:shopping|swimming|fishing|hiking|camping|jogging|skiing|sightseeing)$/.test(activity) ||
    pos(words, index + 3) === 'NOUN'
  )
    return null;
  return match(index, index + 3, `${n(words, index)} ${activity}`);
}

const CLAUSE_OR_TIME = wordSet('time day week year season moment night morning evening today yesterday');
function adverbVery(words: Words, index: number): Match | null {
  // "Play very well the guitar"; "I know very well the cost" is said.
  if (/^(?:play|speak|cook|sing|dance|draw|drive)$/.test(lemma(words, index)) && isVerb(words, index)) {
    if (n(words, index + 1) !== 'very' || n(words, index + 2) !== 'well') return null;
    const object = nounPhrase(words, index + 3);
    const named =
      /^(?:the|my|)$/.test(object?.determiner ?? '-') && !['VERB', 'AUX'].includes(pos(words, object?.end ?? 0));
    return named && !CLAUSE_OR_TIME.has(n(words, object?.head ?? -1)) ? match(index, index + 3) : null;
  }
  // "Like very much music": the adverb goes after what is liked.
  if (!/^(?:like|love|enjoy|miss)$/.test(lemma(words, index)) || !isVerb(words, index)) return null;
  if (n(words, index + 1) !== 'very' || n(words, index + 2) !== 'much') return null;
  const at = skipAdverbs(words, index + 3);
  return at === index + 3 && ['NOUN', 'PROPN', 'DET'].includes(pos(words, at)) ? match(index, at + 1) : null;
}

export const verbPatternRules: readonly Rule[] = [
  { id: 'ing-needed', kind: 'verbForm', message: 'After this verb the next one takes -ing.', at: ingNeeded },
  { id: 'to-ing', kind: 'verbForm', message: 'Here "to" is a preposition: the verb takes -ing.', at: toIng },
  { id: 'used-to-past', kind: 'verbForm', message: 'After "used to" the verb has no ending.', at: usedToPast },
  { id: 'want-that', kind: 'verbForm', message: 'Say "want somebody to do something".', at: wantThat },
  { id: 'to-needed', kind: 'verbForm', message: '"To" is missing before the verb.', at: toNeeded },
  { id: 'never-ing', kind: 'verbForm', message: 'After "to" the verb has no ending here.', at: neverIng },
  {
    id: 'bare-needed',
    kind: 'verbForm',
    message: 'After "let" and "make" the verb stands without "to".',
    at: bareNeeded,
  },
  { id: 'two-objects', kind: 'verbForm', message: 'This verb does not take the person directly.', at: notTwoObjects },
  { id: 'no-to-person', kind: 'preposition', message: 'This verb takes the person without "to".', at: notTo },
  {
    id: 'preposition-verb',
    kind: 'verbForm',
    message: 'After a preposition the verb takes -ing; a purpose is "to" and the verb.',
    at: prepositionBase,
  },
  {
    id: 'conjunction-verb',
    kind: 'verbForm',
    message: 'Without a subject the verb takes -ing here.',
    at: conjunctionBase,
  },
  { id: 'for-to', kind: 'verbForm', message: 'A purpose is "to" and the verb, without "for".', at: forTo },
  { id: 'spend-time', kind: 'verbForm', message: 'One spends time "doing" something.', at: spendTo },
  { id: 'difficulty-to', kind: 'verbForm', message: 'One has difficulty "doing" something.', at: difficultyTo },
  { id: 'in-order-to', kind: 'verbForm', message: '"To" is missing.', at: orderTo },
  { id: 'go-shopping', kind: 'verbForm', message: 'Say "go shopping", "go swimming", without "to".', at: goTo },
  {
    id: 'very-much-object',
    kind: 'wordOrder',
    message: '"Very much" and "very well" go after what is liked or done.',
    at: adverbVery,
  },
];
