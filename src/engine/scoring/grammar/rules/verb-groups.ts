/** Forms inside a verb group: "can to go", "didn't went", "have took", "is depend", "he working". */
import { formsOf, inflect } from '../inflection.js';
import { NEVER_PASSIVE, NOT_NOUNS } from '../lexicon/verbs.js';
import { wordSet } from '../lexicon/word-set.js';
import type { Words } from '../phrases.js';
import {
  BE_FINITE,
  hasBefore,
  MODALS,
  n,
  NEGATIONS,
  nounPhrase,
  opensClause,
  opensSimpleClause,
  pos,
  POSSESSIVES,
  skipAdverbs,
  SUBJECTS,
} from '../phrases.js';
import type { GrammarWord } from '../stretch.js';
import { isOnly, isPastLike, verbForms } from '../stretch.js';
import type { Match, Rule } from './rule.js';
import { match } from './rule.js';

const PRONOUNS = wordSet('i you he she it we they');
const TRUE_MODALS = wordSet('can could will would should must may might shall ca wo');

/** "My friend Will went to Oxford" names him. */
const isModal = (words: Words, at: number): boolean =>
  TRUE_MODALS.has(n(words, at)) &&
  pos(words, at) === 'AUX' &&
  !(n(words, at) === 'will' && (isNamed(words, at) || isWish(words, at)));
/** "The will to live", "political will". */
const isWish = (words: Words, at: number): boolean =>
  n(words, at + 1) === 'to' &&
  (['DET', 'ADJ', 'PART'].includes(pos(words, at - 1)) || POSSESSIVES.has(n(words, at - 1)));
const isNamed = (words: Words, at: number): boolean =>
  /^(?:friend|flatmate|brother|mate|cousin|son|boyfriend|husband|partner|boss|uncle|neighbour|colleague)$/.test(
    n(words, at - 1),
  ) &&
  (isOnly(words[at + 1], 'third') || isPastLike(words[at + 1]));

/** Index of the verb after an auxiliary: adverbs, "not" and, in questions, a pronoun are skipped. */
function verbAfter(words: Words, index: number): number {
  let at = skipAdverbs(words, index + 1);
  if (
    PRONOUNS.has(n(words, at)) &&
    (index === 0 ||
      pos(words, index - 1) === 'ADV' ||
      pos(words, index - 1) === 'PRON' ||
      pos(words, index - 1) === 'SCONJ')
  ) {
    const before = n(words, index - 1);
    if (index === 0 || /^(?:what|where|when|why|how|who|which|so|and|but)$/.test(before))
      at = skipAdverbs(words, at + 1);
  }
  return at;
}

/** "I do what I can to help", "the best that we could to save it". */
function isVerbLeftOut(words: Words, modal: number): boolean {
  const before = words.slice(Math.max(0, modal - 4), modal).map((word) => word.n);
  return (
    /^(?:can|could)$/.test(n(words, modal)) &&
    /\b(?:what|whatever|all|everything|anything|as|best|much|hardest)(?: that)? (?:i|you|he|she|it|we|they|people|(?:the|my|our) \w+)$/.test(
      before.join(' '),
    )
  );
}

function modalTo(words: Words, index: number): Match | null {
  if (!isModal(words, index)) return null;
  const at = skipAdverbs(words, index + 1);
  if (n(words, at) !== 'to' || !verbForms(words[at + 1]).has('base')) return null;
  if (isVerbLeftOut(words, index) || isParenthesis(words, at)) return null;
  return match(index, at + 2, at === index + 1 ? `${n(words, index)} ${n(words, at + 1)}` : undefined);
}

/** "You should to be honest see it", "you can to some extent": the verb comes later. */
function isParenthesis(words: Words, to: number): boolean {
  const said = words.slice(to + 1, to + 3).map(({ n: word }) => word);
  return /^be (?:honest|fair|frank|sure|precise|exact|blunt)$/.test(said.join(' ')) && isBareVerb(words[to + 3]);
}

/** "Get" and "see", whatever the tagger takes them for in such a place. */
const isBareVerb = (word: GrammarWord | undefined): boolean =>
  word !== undefined && formsOf(word.n, word.n).has('base') && NOT_NOUNS.has(word.n);

function modalForm(words: Words, index: number): Match | null {
  if (!isModal(words, index)) return null;
  const at = verbAfter(words, index);
  const verb = words[at];
  const forms = verbForms(verb);
  if (
    !verb ||
    forms.size === 0 ||
    forms.has('base') ||
    verb.lemma === 'be' ||
    NEGATIONS.has(verb.n) ||
    MODALS.has(verb.n)
  )
    return null;
  if (verb.n === 'found' || verb.n === 'better' || verb.n.startsWith("'")) return null;
  // "I'd change it if I could, starting with ...": the verb was said before. "Would rather you didn't": of another person.
  if (isOnly(verb, 'ing') && hasBefore(words, index, ELLIPTIC, 3) && n(words, at + 1) !== '') return null;
  if (n(words, index + 1) === 'rather' && at > index + 2) return null;
  return match(index, at + 1, at === index + 1 ? `${n(words, index)} ${verb.lemma}` : undefined);
}

const ELLIPTIC = wordSet('if as than wherever whenever whatever everything all');

function modalBe(words: Words, index: number): Match | null {
  if (!isModal(words, index)) return null;
  const at = skipAdverbs(words, index + 1);
  if (
    !BE_FINITE.has(n(words, at)) ||
    n(words, at).startsWith("'") ||
    !['PRON', 'NOUN', 'PROPN'].includes(pos(words, index - 1)) ||
    POSSESSIVES.has(n(words, index - 1))
  )
    return null;
  return match(index, at + 1, at === index + 1 ? `${n(words, index)} be` : undefined);
}

function modalModal(words: Words, index: number): Match | null {
  if (!isModal(words, index) || !isModal(words, index + 1) || n(words, index) === n(words, index + 1)) return null;
  return match(index, index + 2);
}

const BE_ADJECTIVES = wordSet(`
  happy careful able good bad difficult easy available important useful possible impossible afraid aware different sad angry tired sick rich poor dangerous healthy successful
  ready sure proud famous popular necessary helpful responsible patient strong safe interested married
`);
function modalAdjective(words: Words, index: number): Match | null {
  if (!isModal(words, index)) return null;
  let at = index + 1;
  while (NEGATIONS.has(n(words, at)) || /^(?:very|more|so|really|also|always)$/.test(n(words, at))) at += 1;
  if (!BE_ADJECTIVES.has(n(words, at)) || pos(words, at) !== 'ADJ') return null;
  const next = pos(words, at + 1);
  // "I could sure use some help".
  if (n(words, at) === 'sure' && /^(?:use|do|as)$/.test(n(words, at + 1))) return null;
  return next === 'VERB' || next === 'NOUN' || next === 'ADJ' ? null : match(index, at + 1);
}

function doForm(words: Words, index: number): Match | null {
  const auxiliary = words[index];
  if (!auxiliary || !/^(?:do|does|did)$/.test(auxiliary.n)) return null;
  const at = verbAfter(words, index);
  const direct = at === index + 1;
  const verb = words[at];
  const forms = verbForms(verb);
  if (!verb || forms.size === 0 || forms.has('base') || verb.lemma === 'be' || verb.n.startsWith("'")) return null;
  if (direct && (auxiliary.pos !== 'AUX' || forms.has('ing'))) return null;
  // "We do sports": a noun as well.
  if (direct && isOnly(verb, 'third') && !NOT_NOUNS.has(verb.lemma)) return null;
  if (!NEGATIONS.has(n(words, index + 1)) && !direct && !PRONOUNS.has(n(words, at - 1))) return null;
  if (verb.n === 'does' || verb.n === 'did') return null;
  // "What she did surprised me": a clause as the subject.
  if (direct && hasBefore(words, index, WHAT, 4)) return null;
  return match(
    index,
    at + 1,
    `${n(words, index)}${words
      .slice(index + 1, at)
      .map((word) => (word.n === "n't" ? word.n : ` ${word.n}`))
      .join('')} ${verb.lemma}`,
  );
}

function negatedBe(words: Words, index: number): Match | null {
  if (!/^(?:do|does|did)$/.test(n(words, index)) || !NEGATIONS.has(n(words, index + 1))) return null;
  const verb = n(words, index + 2);
  // "Those who don't are missing out".
  if (hasBefore(words, index, WHAT, 2)) return null;
  return /^(?:is|are|was|were|am|can|could|should|must|will|would)$/.test(verb) ? match(index, index + 3) : null;
}

const PERFECT = wordSet("have has had 've having");
function haveForm(words: Words, index: number): Match | null {
  if (!PERFECT.has(n(words, index))) return null;
  const at = skipAdverbs(words, index + 1);
  const verb = words[at];
  if (!verb || (verb.pos !== 'VERB' && verb.n !== 'be')) return null;
  const forms = verbForms(verb);
  if (isOnly(verb, 'past'))
    return match(
      index,
      at + 1,
      at === index + 1 ? `${n(words, index)} ${inflect(verb.lemma, 'participle')}` : undefined,
    );
  const marked = words
    .slice(index + 1, at)
    .some((word) => /^(?:never|ever|already|just|always|n't|not|recently)$/.test(word.n));
  // "Have dinner", "have work": most bare words after "have" are nouns; "haven't see" is not.
  if (forms.has('base') && forms.size === 1 && marked && n(words, at - 1) !== 'not') return match(index, at + 1);
  return null;
}

/** "She is work", "I'm live", "they were go": the verb needs -ing or no "be". */
function beBase(words: Words, index: number): Match | null {
  const be = n(words, index);
  // "Let's agree".
  if ((!BE_FINITE.has(be) && be !== 'be') || n(words, index - 1) === 'let') return null;
  const at = skipAdverbs(words, index + 1);
  const verb = words[at];
  if (verb?.pos !== 'VERB' || verb.lemma === 'be' || !isOnly(verb, 'base')) return null;
  // A participle that the tagger has no base for ("gutted").
  if (/..ed$/.test(verb.n) && !/eed$/.test(verb.n)) return null;
  // "They're texting" is tagged as a base.
  if (/..ing$/.test(verb.n) && !/^(?:bring|sing|ring|swing|sting|fling|cling|spring)$/.test(verb.n)) return null;
  // "He's number ten".
  if (verb.n === 'number' && ['NUM', 'NOUN'].includes(pos(words, at + 1))) return null;
  const passive =
    n(words, at + 1) === 'by' || (NOT_NOUNS.has(verb.lemma) && ['ADP', 'PART', ''].includes(pos(words, at + 1)));
  if (passive && at === index + 1 && be !== "'s" && !hasBefore(words, index, DOING, 12) && !LIKE_ADJECTIVES.has(verb.n))
    return match(index, at + 1);
  if (!BE_FINITE.has(be)) return null;
  if (verb.lemma === 'agree' || verb.lemma === 'depend') return match(index, at + 1);
  // "Head of the department", "chair of the board".
  if (/^(?:head|chair|part|host|captain|coach|man)$/.test(verb.n) && n(words, at + 1) === 'of') return null;
  // "All you have to do is try"; "what they do is make".
  if (hasBefore(words, index, DOING, 12) || be === "'s" || be === 'is' || be === 'was') {
    if (hasBefore(words, index, DOING, 12) || !SUBJECTS.has(n(words, index - 1))) return null;
  }
  // "I am enjoy reading": what the tagger takes for a noun is what is enjoyed, where the verb is no noun itself.
  const isCompound = pos(words, at + 1) === 'NOUN' && !NOT_NOUNS.has(verb.lemma) && !/^(?:am|'m)$/.test(be);
  if (LIKE_ADJECTIVES.has(verb.n) || isCompound || n(words, at - 1) === 'not') return null;
  if (
    (be === 'are' || be === 'were' || be === "'re") &&
    !/^(?:we|you|they|people)$/.test(n(words, index - 1)) &&
    index > 0
  )
    return null;
  if ((be === 'am' || be === "'m" || be === "'re") && NOUN_LIKE.has(verb.n)) return null;
  return match(index, at + 1);
}
const DOING = wordSet('do does did doing done');
const LIKE_ADJECTIVES = wordSet(
  'like live right own open close clean clear free present welcome correct warm cool dry complete calm secure pay fun lead mature mean dizzy content crap brand round side shoulder level sort people everything home tan stone articulate deaf',
);
const NOUN_LIKE = wordSet('home fan ok okay part');

function neverPassive(words: Words, index: number): Match | null {
  const be = n(words, index);
  if (!/^(?:is|are|was|were|been|be)$/.test(be)) return null;
  const at = skipAdverbs(words, index + 1);
  const verb = words[at];
  if (!verb || !NEVER_PASSIVE.has(verb.lemma) || !isPastLike(verb)) return null;
  return verb.lemma === 'last' || verb.n === 'fallen' || verb.n === 'risen' ? null : match(index, at + 1);
}

/** "To went", "to learning" after words that take the bare verb. */
function toForm(words: Words, index: number): Match | null {
  if (n(words, index) !== 'to' || index === 0) return null;
  const verb = words[index + 1];
  if (!verb || verb.n.startsWith("'")) return null;
  const before = words[index - 1];
  const takes = before !== undefined && (INFINITIVE_AFTER.has(before.lemma) || INFINITIVE_AFTER.has(before.n));
  if (verb.pos === 'AUX' && /^(?:can|could|will|would|should|must|is|are|was|were|am)$/.test(verb.n))
    return takes ? match(index, index + 2) : null;
  // "She wanted to found a company", "we had to lay the table": past forms that are verbs of their own.
  if (VERBS_OF_THEIR_OWN.has(verb.n)) return null;
  // "Going to stores": places.
  const isPlace = before?.lemma === 'go' || before?.n === 'going';
  if (isOnly(verb, 'third') && verb.pos === 'VERB' && ((takes && !isPlace) || NOT_NOUNS.has(verb.lemma)))
    return match(index, index + 2, `to ${verb.lemma}`);
  if (!isPastLike(verb)) return null;
  if (!takes && !['PRON', 'DET', 'PROPN', ''].includes(pos(words, index + 2))) return null;
  if (!takes && before?.pos !== 'VERB') return null;
  if (verb.lemma === 'be' || (isPastLike(verb) && ['NOUN', 'ADJ'].includes(pos(words, index + 2)) && !takes))
    return null;
  return match(index, index + 2, `to ${verb.lemma}`);
}
const VERBS_OF_THEIR_OWN = wordSet('found fell lay saw ground wound bound bore');
const INFINITIVE_AFTER = wordSet(
  'want need try decide hope plan have like going able how wish start begin learn easy difficult hard important necessary possible order ready',
);

/** "She working in a bank": a form of "be" is missing. */
function missingBeIng(words: Words, index: number): Match | null {
  const subject = n(words, index);
  if (!SUBJECTS.has(subject) || !(opensClause(words, index) || ['ADJ', 'NOUN'].includes(pos(words, index - 1))))
    return null;
  const at = skipAdverbs(words, index + 1);
  const verb = words[at];
  if (verb?.pos !== 'VERB' || !isOnly(verb, 'ing') || verb.n === 'being') return null;
  if (BE_FINITE.has(n(words, index - 1)) || /^(?:and|or|than|not)$/.test(n(words, index - 1))) return null;
  const be = subject === 'i' ? 'am' : subject === 'he' || subject === 'she' ? 'is' : 'are';
  return match(index, at + 1, at === index + 1 ? `${subject} ${be} ${verb.n}` : undefined);
}

const SAFE_ADJECTIVES = wordSet(`
  happy sad tired angry afraid sure busy beautiful handsome famous popular friendly nice kind rich poor important interesting expensive difficult easy different good bad big small tall young old
  hungry interested bored excited healthy dangerous useful lazy smart clever delicious comfortable convenient necessary possible impossible available able ready
`);
const DEGREE = wordSet('very so really too quite always');

/** "He very tall", "it so expensive", "they happy". */
function missingBeAdjective(words: Words, index: number): Match | null {
  const subject = n(words, index);
  if (!SUBJECTS.has(subject) && subject !== 'it') return null;
  // "She teaches us she very kind": with "very" no clause need be seen to begin.
  const surely = /^(?:he|she|they|we)$/.test(subject) && n(words, index + 1) === 'very';
  if (!surely && (!opensClause(words, index) || /^(?:and|or)$/.test(n(words, index - 1)))) return null;
  // "Neither was he very tall", "if they so much as breathed".
  if (BE_FINITE.has(n(words, index - 1)) || (n(words, index + 1) === 'so' && n(words, index + 2) === 'much'))
    return null;
  let at = index + 1;
  while (DEGREE.has(n(words, at))) at += 1;
  const strengthened = at > index + 1;
  const adjective = pos(words, at) === 'ADJ' || isTaggedOtherwise(words, at, strengthened);
  if (!adjective || (!strengthened && !SAFE_ADJECTIVES.has(n(words, at)))) return null;
  if (subject === 'it' && index > 0 && !/^(?:because|but|when|if|so|think|that)$/.test(n(words, index - 1)))
    return null;
  if (pos(words, at + 1) === 'NOUN' || pos(words, at + 1) === 'ADJ') return null;
  // "I quite fancy trying it", "I always top it with cheese": a verb with its object.
  if (/^(?:fancy|top|associate)$/.test(n(words, at)) && !['', 'ADP', 'CCONJ'].includes(pos(words, at + 1))) return null;
  // "It sure doesn't".
  if (n(words, at) === 'sure' && ['AUX', 'VERB'].includes(pos(words, at + 1))) return null;
  // "I think it important to be honest".
  if (FINDING.has(words[index - 1]?.lemma ?? '') && /^(?:to|that|for)$/.test(n(words, at + 1))) return null;
  return match(index, at + 1);
}
const FINDING = wordSet('think find consider believe');
/** "It easy to learn" is tagged as a verb, "they very kind" as a noun. */
function isTaggedOtherwise(words: Words, at: number, strengthened: boolean): boolean {
  const word = n(words, at);
  return (
    (word === 'easy' && pos(words, at) === 'VERB' && n(words, at + 1) === 'to') ||
    (word === 'kind' && strengthened && n(words, at + 1) !== 'of')
  );
}

/** "The internet very useful", "my town so small". */
function nounWithoutBe(words: Words, index: number): Match | null {
  if (!opensSimpleClause(words, index)) return null;
  const phrase = nounPhrase(words, index);
  if (
    !phrase ||
    phrase.determiner === '' ||
    !/^(?:very|so|too)$/.test(n(words, phrase.end)) ||
    pos(words, phrase.end + 1) !== 'ADJ'
  )
    return null;
  if (
    /^(?:much|many|few|little|that|far)$/.test(n(words, phrase.end + 1)) ||
    ['NOUN', 'ADJ', 'PRON'].includes(pos(words, phrase.end + 2))
  )
    return null;
  if (/^(?:this|that|last|next|one|first)$/.test(phrase.determiner) && n(words, phrase.end) === 'so') return null;
  // "A bit too loud for me".
  if (n(words, phrase.end) === 'so' || /^(?:bit|touch|tad|fraction|shade)$/.test(n(words, phrase.head))) return null;
  return match(phrase.head, phrase.end + 2);
}

/** "This will the end": no verb after "will". */
function modalThe(words: Words, index: number): Match | null {
  if (!isModal(words, index) || !/^(?:i|you|he|she|it|we|they|this|that|which|who)$/.test(n(words, index - 1)))
    return null;
  const at = skipAdverbs(words, index + 1);
  // "I couldn't the first time", "I said I would the next day": the verb was said before.
  if (
    n(words, at) === 'the' &&
    /^(?:first|second|next|other|last|whole|minute|moment|day|night)$/.test(n(words, at + 1))
  )
    return null;
  return /^(?:the|a|an|my|our|their|his)$/.test(n(words, at)) ? match(index, at + 1) : null;
}

/** "I born in Rome". */
function born(words: Words, index: number): Match | null {
  if (n(words, index) !== 'born' || !/^(?:i|he|she|we|they|you|who)$/.test(n(words, index - 1))) return null;
  // "Where were you born?"
  if (/^(?:was|were)$/.test(n(words, index - 2))) return null;
  const be = /^(?:we|they|you)$/.test(n(words, index - 1)) ? 'were' : 'was';
  return match(index - 1, index + 1, `${n(words, index - 1)} ${be} born`);
}

/** "Because is cheap", "I think is good": the subject is missing. */
function missingSubject(words: Words, index: number): Match | null {
  const opener = n(words, index);
  const verb = n(words, index + 1);
  if (!/^(?:is|was|are|has)$/.test(verb)) return null;
  if (/^(?:because|although|if|unless)$/.test(opener) && !/^(?:not|so|only|anything|any)$/.test(n(words, index + 2)))
    return match(index, index + 2);
  if (
    (opener === 'think' || opener === 'believe') &&
    n(words, index - 1) === 'i' &&
    !hasBefore(words, index, WHAT, 8)
  ) {
    // "The one I think is best", "the person I think has helped me most".
    const described = pos(words, index - 2) === 'NOUN' || n(words, index - 2) === 'one';
    return described && pos(words, index - 3) === 'DET' ? null : match(index, index + 2);
  }
  return null;
}
const WHAT = wordSet('what which who that whatever where how');

/** "In my country have many": English says "there are". */
function existentialHave(words: Words, index: number): Match | null {
  if (n(words, index) !== 'in' && n(words, index) !== 'at') return null;
  if (index > 0 && !opensClause(words, index)) return null;
  const phrase = nounPhrase(words, index + 1);
  if (phrase?.number !== 'singular') return null;
  const verb = n(words, phrase.end);
  const next = n(words, phrase.end + 1);
  if ((verb === 'have' || verb === 'has') && /^(?:many|a|some|lots|several|two|three|also|no|lot)$/.test(next))
    return match(phrase.end, phrase.end + 1);
  return null;
}

export const verbGroupRules: readonly Rule[] = [
  { id: 'modal-to', kind: 'verbForm', message: 'No "to" between this word and the verb.', at: modalTo },
  {
    id: 'modal-form',
    kind: 'verbForm',
    message: 'After "can", "will", "should" and the like the verb has no ending.',
    at: modalForm,
  },
  {
    id: 'modal-be',
    kind: 'verbForm',
    message: 'After "can", "will", "should" and the like the form is "be".',
    at: modalBe,
  },
  { id: 'modal-modal', kind: 'verbForm', message: 'Two such verbs cannot follow each other.', at: modalModal },
  { id: 'modal-adjective', kind: 'missingWord', message: 'A verb is missing: "be".', at: modalAdjective },
  {
    id: 'do-form',
    kind: 'verbForm',
    message: 'After "do", "does" and "did" the verb has no ending and no past form.',
    at: doForm,
  },
  { id: 'do-be', kind: 'verbForm', message: 'This verb makes its negative without "do".', at: negatedBe },
  {
    id: 'have-form',
    kind: 'verbForm',
    message: 'After "have" comes the past participle ("gone", "seen", "visited").',
    at: haveForm,
  },
  {
    id: 'be-base',
    kind: 'verbForm',
    message: 'Either leave out the form of "be" or use the verb with -ing.',
    at: beBase,
  },
  { id: 'never-passive', kind: 'verbForm', message: 'This verb stands without a form of "be".', at: neverPassive },
  { id: 'to-form', kind: 'verbForm', message: 'After "to" the verb has no ending and no past form.', at: toForm },
  { id: 'missing-be-ing', kind: 'missingWord', message: 'A form of "be" is missing.', at: missingBeIng },
  { id: 'missing-be-adjective', kind: 'missingWord', message: 'A form of "be" is missing.', at: missingBeAdjective },
  {
    id: 'missing-subject',
    kind: 'missingWord',
    message: 'The subject is missing, for example "it".',
    at: missingSubject,
  },
  { id: 'existential-have', kind: 'wordChoice', message: 'Say "there is" or "there are".', at: existentialHave },
  { id: 'noun-without-be', kind: 'missingWord', message: 'A form of "be" is missing.', at: nounWithoutBe },
  { id: 'modal-without-verb', kind: 'missingWord', message: 'The verb is missing.', at: modalThe },
  { id: 'born', kind: 'missingWord', message: 'One "was born".', at: born },
];
