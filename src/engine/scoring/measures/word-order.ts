/**
 * Does this read like English at all? Words strung together without grammar ("word salad") look rich to vocabulary measures,
 * so raters hold every band down by this one.
 */
import { memoized } from '../../kept-results.js';
import type { TaggedToken } from '../language/tagging.js';
import { isUnclear } from '../language/tokens.js';
import { ratio, sum } from './statistics.js';

/** Rough word classes; everything else is "other" and never odd. */
type Kind = 'article' | 'possessive' | 'subject' | 'preposition' | 'modal' | 'verb' | 'conjunction' | 'other';

const ARTICLES = new Set(['a', 'an', 'the']);
const POSSESSIVES = new Set(['my', 'your', 'his', 'our', 'their', 'its']);
const SUBJECTS = new Set(['i', 'he', 'she', 'we', 'they']);
const PREPOSITIONS = new Set([
  'of',
  'at',
  'from',
  'into',
  'with',
  'for',
  'by',
  'during',
  'against',
  'between',
  'without',
  'among',
  'towards',
]);
const MODALS = new Set(['would', 'could', 'should', 'might', 'must', "can't", "won't", "couldn't", "wouldn't"]);
const FINITE = new Set([
  'is',
  'are',
  'was',
  'were',
  'am',
  'has',
  'had',
  'does',
  'did',
  'goes',
  'went',
  'said',
  'says',
  'got',
]);
const CONJUNCTIONS = new Set(['and', 'or', 'but', 'because', 'although', 'if']);

/** What may not stand right after what, in fluent or broken English alike; one slip in twenty is common, one in six is not speech. */
const ODD: Readonly<Record<Kind, ReadonlySet<Kind>>> = {
  article: new Set(['article', 'possessive', 'subject', 'preposition', 'modal', 'verb', 'conjunction']),
  possessive: new Set(['article', 'possessive', 'subject', 'preposition', 'modal', 'verb', 'conjunction']),
  subject: new Set(['article', 'possessive', 'subject', 'preposition']),
  preposition: new Set(['subject', 'preposition', 'modal', 'verb', 'conjunction']),
  modal: new Set(['article', 'possessive', 'preposition', 'modal', 'verb', 'conjunction']),
  verb: new Set(['modal']),
  conjunction: new Set([]),
  other: new Set([]),
};

/**
 * Share of function-word neighbours that English does not put together, 0 to 1; repetitions and unclear words do not count. Null under 20 such pairs. The
 * first one is left out: two slips of a recogniser among the 20 of a short text are no word salad.
 */
export function oddPairShare(answers: readonly (readonly TaggedToken[])[], minimumPairs = 20): number | null {
  const counts = answers.map(pairsIn);
  const pairs = sum(counts.map((count) => count.pairs));
  const odd = sum(counts.map((count) => count.odd));
  return pairs < minimumPairs ? null : ratio(Math.max(0, odd - 1), pairs);
}

const pairsIn = memoized((words: readonly TaggedToken[]): { readonly pairs: number; readonly odd: number } => {
  let pairs = 0;
  let odd = 0;
  for (let index = 0; index + 1 < words.length; index += 1) {
    const first = words[index]?.token;
    const second = words[index + 1]?.token;
    if (!first || !second || first.endsSentence || first.normal === second.normal) continue;
    // What the recogniser was unsure of is no evidence of how somebody builds sentences.
    if (isUnclear(first) || isUnclear(second)) continue;
    const kind = kindOf(first.normal);
    if (kind === 'other' || kind === 'conjunction') continue;
    pairs += 1;
    if (ODD[kind].has(kindOf(second.normal))) odd += 1;
  }
  return { pairs, odd };
});

/** Function words / words, 0 to 1. Spoken English lies near 0.6; lists of content words far below. */
export function functionWordShare(answers: readonly (readonly TaggedToken[])[]): number | null {
  return ratio(sum(answers.map(functionWordsIn)), sum(answers.map(({ length }) => length)));
}

const functionWordsIn = memoized(
  (words: readonly TaggedToken[]): number => words.filter(({ token }) => FUNCTION_WORDS.has(token.normal)).length,
);

function kindOf(word: string): Kind {
  if (ARTICLES.has(word)) return 'article';
  if (POSSESSIVES.has(word)) return 'possessive';
  if (SUBJECTS.has(word)) return 'subject';
  if (PREPOSITIONS.has(word)) return 'preposition';
  if (MODALS.has(word)) return 'modal';
  if (FINITE.has(word)) return 'verb';
  return CONJUNCTIONS.has(word) ? 'conjunction' : 'other';
}

const FUNCTION_WORDS = new Set(
  (
    'i you he she it we they me him her us them my your his its our their this that these those a an the and or but so because if ' +
    'when while although though than as of in on at to from for with by about into over after before between during without through ' +
    "is are was were am be been being have has had do does did can could will would may might must should shall not no don't it's i'm " +
    "that's there there's here what which who how why where some any all many much more most very too also just only then up out " +
    'yes yeah well like one other'
  ).split(' '),
);
