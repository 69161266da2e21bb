/**
 * Small changes (another article, number, verb form or preposition, one such word more or less) that make the words around
 * them likelier: what may be wrong where no rule has a name for it. After Bryant & Briscoe (2018), who correct learners'
 * sentences with a language model and lists of confusions alone.
 */
import { inflect, irregularBase, plural, singular } from './inflection.js';
import type { GrammarWord, Stretch } from './stretch.js';
import type { PartOfSpeech } from './tagged-word.js';
import type { WordId, WordSequences } from './word-sequences.js';
import { UNKNOWN_WORD } from './word-sequences.js';
import { wordTable } from '../../text/word-table.js';

export type Change =
  | 'plural'
  | 'singular'
  | 'verb-form'
  | 'add-to'
  | 'drop-to'
  | 'be-form'
  | 'drop-be'
  | 'add-article'
  | 'drop-article'
  | 'swap-article'
  | 'add-preposition'
  | 'drop-preposition'
  | 'swap-preposition'
  | 'confused';

export interface Improvement {
  readonly change: Change;
  /** Position in the checked text of what would change; for an added word, of the word after it. */
  readonly start: number;
  readonly end: number;
  /** The words instead, '' where the word goes. */
  readonly better: string;
  /** Log10 of how much likelier the words become; longer changes pay for their words. */
  readonly gain: number;
}

/** One spoken word, contractions joined: the sequences know "don't". */
interface Unit {
  readonly n: string;
  readonly id: WordId;
  readonly pos: PartOfSpeech;
  readonly lemma: string;
  readonly start: number;
  readonly end: number;
}

const PREPOSITIONS = 'in on at to for of with by from about into'.split(' ');
const PREPOSITION_SET = new Set(PREPOSITIONS);
const ARTICLES = ['a', 'an', 'the'];
const BE = ['is', 'are', 'was', 'were', 'am'];
/** Nothing can be said against "be" after a pronoun that it agrees with. */
const AGREES: Readonly<Record<string, readonly string[]>> = wordTable({
  i: ['am', 'was'],
  he: ['is', 'was'],
  she: ['is', 'was'],
  it: ['is', 'was'],
  we: ['are', 'were'],
  they: ['are', 'were'],
  you: ['are', 'were'],
});
const FORMS = ['base', 'third', 'past', 'participle', 'ing'] as const;
const NO_ARTICLE_AFTER = new Set<PartOfSpeech>(['DET', 'ADJ', 'NUM', 'PRON', 'NOUN', 'PROPN']);
const CONFUSED: Readonly<Record<string, readonly string[]>> = wordTable({
  much: ['many'],
  many: ['much'],
  this: ['these'],
  these: ['this'],
  that: ['those'],
  those: ['that'],
  other: ['another', 'others'],
  another: ['other', 'others'],
  others: ['other'],
  few: ['little'],
  little: ['few'],
  he: ['his', 'him'],
  him: ['his', 'he'],
  his: ['he'],
  they: ['them', 'their'],
  them: ['they', 'their'],
  their: ['they', 'them'],
  every: ['all'],
  all: ['every'],
  so: ['such'],
  such: ['so'],
  like: ['as'],
  as: ['like'],
  good: ['well'],
  well: ['good'],
  who: ['which', 'that'],
  which: ['who', 'that'],
  what: ['that', 'which'],
  have: ['has'],
  has: ['have'],
  do: ['does'],
  does: ['do'],
  "don't": ["doesn't"],
  "doesn't": ["don't"],
});

export function improvementsOf(stretch: Stretch, sequences: WordSequences): readonly Improvement[] {
  const units = unitsOf(stretch.words, sequences);
  const found: Improvement[] = [];
  const start = stretch.startsSentence ? sequences.idOf('<s>') : UNKNOWN_WORD;
  const ids = [start, ...units.map(({ id }) => id)];
  /** Log probability of the words [from, to) of `line`, whose first entry is what came before. */
  const likelihood = (line: readonly WordId[], from: number, to: number): number => {
    let total = 0;
    for (let at = from; at < Math.min(to, line.length); at += 1) {
      total += sequences.logProbability(
        line[at - 2] ?? UNKNOWN_WORD,
        line[at - 1] ?? UNKNOWN_WORD,
        line[at] ?? UNKNOWN_WORD,
      );
    }
    return total;
  };
  const tryOut = (change: Change, index: number, removed: number, added: readonly string[]): void => {
    const at = index + 1;
    const addedIds = added.map((word) => sequences.idOf(word));
    if (addedIds.includes(UNKNOWN_WORD)) return;
    const line = [...ids.slice(0, at), ...addedIds, ...ids.slice(at + removed)];
    const gain = likelihood(line, at, at + added.length + 2) - likelihood(ids, at, at + removed + 2);
    const shown = units[index];
    if (!shown || gain < LEAST_GAIN) return;
    found.push({
      change,
      start: shown.start,
      end: units[index + Math.max(1, removed) - 1]?.end ?? shown.end,
      better: added.join(' '),
      gain,
    });
  };
  for (const [index, unit] of units.entries()) {
    if (unit.id === UNKNOWN_WORD) continue;
    nounChanges(units, index, sequences, tryOut);
    verbChanges(units, index, sequences, tryOut);
    articleChanges(units, index, tryOut);
    prepositionChanges(units, index, tryOut);
    for (const other of CONFUSED[unit.n] ?? []) tryOut('confused', index, 1, [other]);
  }
  return found;
}
/**
 * How well the known words of a stretch go with those before them: log10 of how much likelier each is after its two
 * predecessors than by itself (pointwise mutual information), one number per word.
 */
export function associationsOf(stretch: Stretch, sequences: WordSequences): readonly number[] {
  const start = stretch.startsSentence ? sequences.idOf('<s>') : UNKNOWN_WORD;
  const ids = [start, ...unitsOf(stretch.words, sequences).map(({ id }) => id)];
  return ids.flatMap((id, at) => {
    if (at === 0 || id === UNKNOWN_WORD) return [];
    const alone = sequences.logProbability(UNKNOWN_WORD, UNKNOWN_WORD, id);
    return [sequences.logProbability(ids[at - 2] ?? UNKNOWN_WORD, ids[at - 1] ?? UNKNOWN_WORD, id) - alone];
  });
}

/** Below this a change is not worth telling: every place has some that are nearly as likely. */
const LEAST_GAIN = -1;

type TryOut = (change: Change, index: number, removed: number, added: readonly string[]) => void;

function nounChanges(units: readonly Unit[], index: number, sequences: WordSequences, tryOut: TryOut): void {
  const unit = units[index];
  if (unit?.pos !== 'NOUN') return;
  const one = singular(unit.n);
  if (one !== null && sequences.knows(one)) tryOut('singular', index, 1, [one]);
  if (one === null) tryOut('plural', index, 1, [plural(unit.n)]);
}

function verbChanges(units: readonly Unit[], index: number, sequences: WordSequences, tryOut: TryOut): void {
  const unit = units[index];
  if (!unit) return;
  if (BE.includes(unit.n) && !AGREES[units[index - 1]?.n ?? '']?.includes(unit.n)) {
    for (const form of BE) if (form !== unit.n) tryOut('be-form', index, 1, [form]);
    tryOut('drop-be', index, 1, []);
  }
  if (unit.pos !== 'VERB') return;
  const base = irregularBase(unit.n) ?? unit.lemma;
  if (!sequences.knows(base)) return;
  for (const form of new Set(FORMS.map((each) => inflect(base, each)))) {
    if (form !== unit.n) tryOut('verb-form', index, 1, [form]);
  }
  const before = units[index - 1];
  // "It helps them (to) develop" is right either way.
  if (units.slice(Math.max(0, index - 4), index).some(({ lemma }) => lemma === 'help')) return;
  if (before?.n === 'to') tryOut('drop-to', index - 1, 1, []);
  else if (unit.n === base) tryOut('add-to', index, 0, ['to']);
}

function articleChanges(units: readonly Unit[], index: number, tryOut: TryOut): void {
  const unit = units[index];
  if (!unit) return;
  if (ARTICLES.includes(unit.n)) {
    for (const other of ARTICLES) if (other !== unit.n) tryOut('swap-article', index, 1, [other]);
    tryOut('drop-article', index, 1, []);
    return;
  }
  const before = units[index - 1]?.pos;
  if ((unit.pos !== 'NOUN' && unit.pos !== 'ADJ') || (before && NO_ARTICLE_AFTER.has(before))) return;
  for (const article of ARTICLES) tryOut('add-article', index, 0, [article]);
}

function prepositionChanges(units: readonly Unit[], index: number, tryOut: TryOut): void {
  const unit = units[index];
  if (!unit) return;
  if (PREPOSITION_SET.has(unit.n)) {
    for (const other of PREPOSITIONS) if (other !== unit.n) tryOut('swap-preposition', index, 1, [other]);
    if (unit.pos === 'ADP') tryOut('drop-preposition', index, 1, []);
  } else if (units[index - 1]?.pos === 'VERB') {
    for (const preposition of PREPOSITIONS) tryOut('add-preposition', index, 0, [preposition]);
  }
}

function unitsOf(words: readonly GrammarWord[], sequences: WordSequences): readonly Unit[] {
  const units: Unit[] = [];
  for (const word of words) {
    const last = units.at(-1);
    const joined = last && /^(?:n't|'\p{L}+)$/u.test(word.n) ? `${last.n}${word.n}` : null;
    if (last && joined !== null)
      units[units.length - 1] = { ...last, n: joined, id: sequences.idOf(joined), end: word.end };
    else units.push({ ...word, id: sequences.idOf(word.n) });
  }
  return units;
}
