/** "Be" beside another verb form that does not go with it: "it is depends", "he was went", "I am don't", "will been", "has be". */
import { NEVER_PASSIVE, NOT_NOUNS } from '../lexicon/verbs.js';
import { wordSet } from '../lexicon/word-set.js';
import type { Words } from '../phrases.js';
import { BE_FINITE, n, NEGATIONS, opensClause, pos, skipAdverbs } from '../phrases.js';
import { isOnly, verbForms } from '../stretch.js';
import { inflect } from '../inflection.js';
import type { Match, Rule } from './rule.js';
import { match } from './rule.js';

const SUBJECT_BEFORE = wordSet('i he she it we they you this people');
const isBe = (word: string): boolean => BE_FINITE.has(word) && word !== "'s";

/** "It is depends on", "he was went". */
function beFinite(words: Words, index: number): Match | null {
  if (!isBe(n(words, index)) || !SUBJECT_BEFORE.has(n(words, index - 1))) return null;
  const verb = words[index + 1];
  if (verb?.pos !== 'VERB' || verb.lemma === 'be') return null;
  // "What it is makes", "who he is matters": the words before it are a subject of their own.
  if (words.slice(0, index).some(({ n: word }) => /^(?:what|who|where|how|whatever|why|which|that|all)$/.test(word)))
    return null;
  if (!opensClause(words, index - 1)) return null;
  const third = isOnly(verb, 'third') && /^(?:is|was|am|'m)$/.test(n(words, index));
  return third || (isOnly(verb, 'past') && !['got', 'forgot'].includes(verb.n)) ? match(index, index + 2) : null;
}

/** "I am don't know", "it is can be". */
function beAuxiliary(words: Words, index: number): Match | null {
  if (!isBe(n(words, index)) || !/^(?:i|he|she|it|we|they|you)$/.test(n(words, index - 1))) return null;
  if (words.slice(0, index).some(({ n: word }) => /^(?:what|who|where|how|whatever|why|that|as|than|all)$/.test(word)))
    return null;
  const next = n(words, index + 1);
  if (/^(?:do|does|did)$/.test(next) && NEGATIONS.has(n(words, index + 2))) return match(index, index + 1, '');
  return /^(?:can|could|will|would|should|must)$/.test(next) && pos(words, index + 1) === 'AUX'
    ? match(index, index + 1, '')
    : null;
}

/** "Will been", "has be changed". */
function beenForm(words: Words, index: number): Match | null {
  const auxiliary = n(words, index);
  const at = skipAdverbs(words, index + 1);
  if (/^(?:will|can|may|must|shall|wo|ca)$/.test(auxiliary) && pos(words, index) === 'AUX' && n(words, at) === 'been')
    return match(index, at + 1);
  if (/^(?:have|has|had)$/.test(auxiliary) && n(words, at) === 'be' && at <= index + 2)
    return match(index, at + 1, at === index + 1 ? `${auxiliary} been` : undefined);
  return null;
}

/** Verbs that are no nouns one could "be", whatever the tagger says. */
const BARE = wordSet(`
  decrease improve develop relax solve destroy become happen exist allow attract satisfy excite succeed disappear affect educate prepare relate consider describe achieve choose create
  require realize reduce encourage provide produce protect spend teach learn understand explain enjoy agree disagree include increase
`);
const BECOMING = wordSet('become becomes became becoming');
/** "Would be decrease", "will become develop", "is consist of". */
function bareAfterBe(words: Words, index: number): Match | null {
  const be = n(words, index);
  const before = n(words, index - 1);
  const at = skipAdverbs(words, index + 1);
  const verb = n(words, at);
  const next = pos(words, at + 1);
  if (
    (be === 'is' || be === 'are' || be === 'was' || be === 'were' || be === 'be') &&
    NEVER_PASSIVE.has(verb) &&
    pos(words, at) === 'VERB' &&
    /^(?:consist|belong|depend|happen|occur|exist|appear|disappear|seem)$/.test(verb)
  )
    return words.slice(0, index).some(({ n: word }) => /^(?:do|does|did|what|all)$/.test(word))
      ? null
      : match(index, at + 1);
  if (
    !(
      BARE.has(verb) ||
      (/^(?:be|been)$/.test(be) && NOT_NOUNS.has(verb) && pos(words, at) === 'VERB' && isOnly(words[at], 'base'))
    ) ||
    ['NOUN', 'ADJ'].includes(next) ||
    before === 'there'
  )
    return null;
  if (BECOMING.has(be))
    return at === index + 1 && verb !== 'increase'
      ? match(index, at + 1, `${be} ${inflect(verb, 'participle')}`)
      : null;
  if (be === 'been') return /^(?:have|has|had|'ve)$/.test(before) && verb !== 'become' ? match(index, at + 1) : null;
  if (be !== 'be' || !/^(?:will|would|can|could|should|must|may|might|to|shall)$/.test(before)) return null;
  return n(words, index - 2) === 'there' || words.slice(0, index).some(({ n: word }) => /^(?:do|there)$/.test(word))
    ? null
    : match(index, at + 1);
}

const READY = wordSet('sure able afraid happy aware ready hungry tired interested sad angry willing');
/** "I don't sure", "they didn't able to". */
function doAdjective(words: Words, index: number): Match | null {
  if (!/^(?:do|does|did)$/.test(n(words, index)) || n(words, index + 1) !== "n't") return null;
  if (!/^(?:i|he|she|we|they|you|people|it)$/.test(n(words, index - 1)) || !READY.has(n(words, index + 2))) return null;
  return verbForms(words[index + 2]).size > 0 ? null : match(index, index + 3);
}

/** "I not like", "they not have". */
function notWithoutDo(words: Words, index: number): Match | null {
  if (n(words, index) !== 'not' || !/^(?:i|he|she|we|they|it|people)$/.test(n(words, index - 1))) return null;
  if (
    /^(?:do|does|did|can|could|will|would|should|must|may|might|am|is|are|was|were|have|has|had|that|may|why|and|or|nor)$/.test(
      n(words, index - 2),
    )
  )
    return null;
  const verb = words[index + 1];
  if (!verb || !['VERB', 'AUX'].includes(verb.pos) || verb.n === 'be' || verb.lemma === 'be') return null;
  const forms = verbForms(verb);
  if (!(isOnly(verb, 'base') || isOnly(verb, 'third') || /^(?:have|has)$/.test(verb.n)) || forms.size === 0)
    return null;
  const better = `${forms.has('third') || /^(?:he|she|it)$/.test(n(words, index - 1)) ? "doesn't" : "don't"} ${verb.lemma}`;
  return match(index, index + 2, better);
}

export const beFormRules: readonly Rule[] = [
  {
    id: 'be-finite',
    kind: 'verbForm',
    message: 'Either leave out the form of "be" or change the verb after it.',
    at: beFinite,
  },
  { id: 'be-auxiliary', kind: 'verbForm', message: 'Leave out the form of "be".', at: beAuxiliary },
  {
    id: 'been-form',
    kind: 'verbForm',
    message: 'After "will" or "can" comes "be", after "have" comes "been".',
    at: beenForm,
  },
  {
    id: 'be-bare',
    kind: 'verbForm',
    message: 'After "be" and "become" the verb needs another form, or leave "be" out.',
    at: bareAfterBe,
  },
  {
    id: 'do-adjective',
    kind: 'verbForm',
    message: 'Before an adjective say "am not", "is not", "were not".',
    at: doAdjective,
  },
  {
    id: 'not-without-do',
    kind: 'verbForm',
    message: 'A verb is made negative with "don\'t" or "doesn\'t".',
    at: notWithoutDo,
  },
];
