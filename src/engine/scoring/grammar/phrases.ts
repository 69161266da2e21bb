/** What several rules ask about the words around a place. Indices outside the stretch are no words. */
import { wordSet } from './lexicon/word-set.js';
import type { GrammarWord } from './stretch.js';
import { numberOf, verbForms } from './stretch.js';

export type Words = readonly GrammarWord[];

export const BE_FINITE = wordSet("is are was were am 's 're 'm");
export const MODALS = wordSet("can could will would should must may might shall ca wo 'll");
export const NEGATIONS = wordSet("not n't never");
export const SUBJECTS = wordSet('i he she we they');
export const PLURAL_SUBJECTS = wordSet('i you we they');
export const POSSESSIVES = wordSet('my your his her its our their');
export const DETERMINERS = wordSet(
  "a an the this that these those my your his her its our their some any no every each another either neither whose which what all both much many few several enough more most less such 's other",
);
const COORDINATORS = wordSet('and or but so then');
/** After one of these a clause begins. */
const CLAUSE_OPENERS = wordSet(
  'because if when although though while whilst since unless until whereas that whether but so and then actually maybe sometimes usually also however yes yeah no well or ' +
    'nowadays however therefore moreover furthermore firstly secondly thirdly finally consequently hence thus',
);
/** A clause may follow without "that". */
export const THINKING = wordSet('think believe know say guess hope suppose mean says said thinks thought');

export const n = (words: Words, index: number): string => words[index]?.n ?? '';
export const pos = (words: Words, index: number): string => words[index]?.pos ?? '';

/** The words [from, to) as one writes them: "my brother's flat". */
export function written(words: Words, from: number, to: number): string {
  return words
    .slice(from, to)
    .map((word) => word.n)
    .join(' ')
    .replaceAll(" '", "'");
}

/** Index after adverbs and negations: "do n't really | like". */
export function skipAdverbs(words: Words, index: number): number {
  let at = index;
  while (NEGATIONS.has(n(words, at)) || (pos(words, at) === 'ADV' && !STAYS.has(n(words, at)))) at += 1;
  return at;
}
const STAYS = wordSet('there here where when why how home');

/** A clause can begin at this index. */
export function opensClause(words: Words, index: number): boolean {
  const before = n(words, index - 1);
  return index === 0 || CLAUSE_OPENERS.has(before) || (THINKING.has(before) && verbForms(words[index - 1]).size > 0);
}

/** As {@link opensClause}, "and" and "or" left out: they may join two nouns into one subject. */
export function opensSimpleClause(words: Words, index: number): boolean {
  if (!opensClause(words, index)) return false;
  const joined = n(words, index - 1) === 'and' || n(words, index - 1) === 'or';
  return !joined || !['NOUN', 'PROPN', 'PRON', 'NUM', ''].includes(pos(words, index - 2));
}

/** Something is demanded or advised: the verb is bare whoever does it ("she insisted that he leave", "I suggest he see a doctor"). */
const DEMANDS = wordSet('suggest recommend insist demand propose advise urge require request stipulate');
const DEMANDED = wordSet(
  'important natural necessary essential vital crucial imperative better suggestion recommendation requirement condition demand request advisable ask order prefer',
);
export function isDemanded(words: Words, subject: number): boolean {
  const isThat = n(words, subject - 1) === 'that';
  const at = isThat ? subject - 2 : subject - 1;
  const demands = (index: number): boolean => DEMANDS.has(words[index]?.lemma ?? '');
  if (demands(at) || DEMANDED.has(n(words, at))) return true;
  // "He asked that she stay"; "recommended to us that he stay".
  return isThat && (DEMANDED.has(words[at]?.lemma ?? '') || [at - 1, at - 2].some((index) => demands(index)));
}

export interface NounPhrase {
  readonly start: number;
  /** Index of its last noun. */
  readonly head: number;
  /** Index after it. */
  readonly end: number;
  /** Lower-case determiner, '' when bare; "'s" after a possessive noun. */
  readonly determiner: string;
  readonly number: 'singular' | 'plural' | null;
}

/** The noun phrase that begins at `start`: determiner, adjectives, nouns. Null when there is none. */
export function nounPhrase(words: Words, start: number): NounPhrase | null {
  let at = start;
  let determiner = '';
  if (['all', 'both', 'such', 'half'].includes(n(words, at)) && DETERMINERS.has(n(words, at + 1))) at += 1;
  if (DETERMINERS.has(n(words, at)) && n(words, at) !== "'s" && n(words, at) !== 'that') {
    determiner = n(words, at);
    at += 1;
  }
  const first = at;
  while (isModifier(words, at)) at += 1;
  let head = -1;
  while (pos(words, at) === 'NOUN' || pos(words, at) === 'PROPN') {
    head = at;
    at += 1;
    if (n(words, at) === "'s" && isNounStart(words, at + 1)) {
      determiner = "'s";
      at += 1;
      while (isModifier(words, at)) at += 1;
    }
  }
  if (head === -1 || (first === start && head < start)) return null;
  return { start, head, end: head + 1, determiner, number: numberOf(words[head]) };
}

const isNounStart = (words: Words, index: number): boolean => ['NOUN', 'ADJ', 'PROPN'].includes(pos(words, index));

function isModifier(words: Words, index: number): boolean {
  const here = pos(words, index);
  if (here === 'ADJ' || here === 'NUM') return true;
  const next = pos(words, index + 1);
  return here === 'ADV' && next === 'ADJ' && !COORDINATORS.has(n(words, index));
}

/** "We moved in last year", "it was on last week", "bring it in tomorrow": the word belongs to the verb, not to the time. */
export function isParticle(words: Words, index: number): boolean {
  const word = n(words, index);
  // "We went in this morning"; a bare time of day has no particle before it: "I study in morning".
  const isThis = /^(?:this|the)$/.test(n(words, index + 1));
  const isTime = isThis
    ? /^(?:morning|weekend|week|month|year|last|next)$/.test(n(words, index + 2))
    : /^(?:last|next|yesterday|tomorrow|every)$/.test(n(words, index + 1));
  if (!/^(?:in|on|at)$/.test(word) || !isTime) return false;
  const isObject = pos(words, index - 1) === 'PRON' && /^(?:it|them|me|him|us|her)$/.test(n(words, index - 1));
  const verb = isObject ? index - 2 : index - 1;
  if (isObject)
    return /^(?:bring|hand|take|put|turn|send|give|let|get|drop|keep|leave)$/.test(words[verb]?.lemma ?? '');
  // "I graduated in last year", "go on next Monday": a time rather than a particle.
  if (pos(words, verb) === 'VERB') return PARTICLES[word]?.has(words[verb]?.lemma ?? '') === true;
  return pos(words, verb) === 'AUX' || /^(?:back|straight|still|only)$/.test(n(words, verb));
}

const PARTICLES: Readonly<Record<string, ReadonlySet<string>>> = {
  in: wordSet('sleep move come go drop pop stay get check settle hand join give'),
  on: wordSet('carry put keep get'),
  at: wordSet('look aim'),
};

/** One of the words stands within `distance` words before the index. */
export function hasBefore(words: Words, index: number, wanted: ReadonlySet<string>, distance: number): boolean {
  for (let back = index - 1; back >= Math.max(0, index - distance); back -= 1) {
    if (wanted.has(n(words, back))) return true;
  }
  return false;
}
