/** Vocabulary measures over the words of a test, lower case, fillers left out. */
import { countBelow, mean, ratio } from './statistics.js';

type Words = readonly string[];
/** Frequency rank of a word, null when unknown. */
export type RankOf = (word: string) => number | null;

export const MATTR_WINDOW = 50;
export const MTLD_FACTOR = 0.72;
/** McCarthy & Jarvis advise against MTLD on fewer than 100 words. */
export const MTLD_MIN_WORDS = 100;
const FREQUENT_RANKS = 2000;

/** Different words (types), a count (number of different words, Malvern et al. 2004): grows with length, so it is reported and not rated. */
export function typeCount(words: Words): number {
  return new Set(words).size;
}

/** Moving-average type-token ratio: mean share of different words over all windows of 50 (Covington & McFall 2010). Null under 50 words. */
export function mattr(words: Words, window = MATTR_WINDOW): number | null {
  if (words.length < window) return null;
  const counts = new Map<string, number>();
  let shares = 0;
  for (let index = 0; index < words.length; index++) {
    const word = words[index] as string;
    counts.set(word, (counts.get(word) ?? 0) + 1);
    const left = words[index - window];
    if (left !== undefined) {
      const rest = (counts.get(left) ?? 1) - 1;
      if (rest === 0) counts.delete(left);
      else counts.set(left, rest);
    }
    if (index >= window - 1) shares += counts.size / window;
  }
  return shares / (words.length - window + 1);
}

/**
 * Measure of textual lexical diversity: words per stretch whose type-token ratio stays above 0.72, forwards and
 * backwards, averaged (McCarthy & Jarvis 2010). The last, unfinished stretch counts as the part it has fallen. Null under 100 words.
 */
export function mtld(words: Words, minimum = MTLD_MIN_WORDS): number | null {
  if (words.length < Math.max(1, minimum)) return null;
  return (mtldOneWay(words) + mtldOneWay([...words].reverse())) / 2;
}

function mtldOneWay(words: Words): number {
  let factors = 0;
  let types = new Set<string>();
  let count = 0;
  for (const word of words) {
    types.add(word);
    count += 1;
    if (types.size / count <= MTLD_FACTOR) {
      factors += 1;
      types = new Set();
      count = 0;
    }
  }
  if (count > 0) factors += (1 - types.size / count) / (1 - MTLD_FACTOR);
  // Not one word repeated: the whole text is less than one stretch.
  return factors === 0 ? words.length : words.length / factors;
}

/** Share of words outside the 2,000 most frequent, 0 to 1, by {@link knownRanks}: the "Beyond 2000" of Laufer (1995), with SUBTLEX-US for ranks. */
export function shareBeyond2000(ranks: readonly number[]): number | null {
  return ratio(ranks.length - countBelow(ranks, FREQUENT_RANKS + 1), ranks.length);
}

/**
 * Mean log10 frequency rank over the content words whose {@link knownRanks} are given (each occurrence counts): higher is rarer. After the mean
 * log frequency of Crossley, Cobb & McNamara (2013).
 */
export function meanLogRank(ranks: readonly number[]): number | null {
  return mean(ranks.map((rank) => Math.log10(rank)));
}

/**
 * Mean log10 rank over *different* words, brought to the length of a usual test. Longer tests reach rarer words by length alone:
 * `growth` per factor of ten in words is taken off (fitted on practice tests, see docs/scoring.md). Contractions are left out, as in
 * those data: no list of words ranks them.
 */
export function meanLogRankOfTypes(words: Words, rankOf: RankOf, { growth, reference }: LengthControl): number | null {
  const types = [...new Set(words)].filter((word) => !word.includes("'"));
  const value = meanLogRank(knownRanks(types, rankOf));
  return value === null ? null : value - growth * Math.log10(words.length / reference);
}

export interface LengthControl {
  readonly growth: number;
  /** Words of the test length that values are brought to. */
  readonly reference: number;
}

/** Frequency ranks of the words; unknown ones (names, slips of the recogniser) are left out. */
export function knownRanks(words: Words, rankOf: RankOf): readonly number[] {
  const ranks: number[] = [];
  for (const word of words) {
    const rank = rankOf(word);
    if (rank !== null) ranks.push(rank);
  }
  return ranks;
}

/**
 * Phrases of four words said three times or more in all answers together, counted once each: the mark of learnt or leaned-on formulas. Four running
 * words as in the lexical bundles of Biber et al. (1999); three times is judgement. Most frequent first.
 */
export function repeatedPhrases(
  answers: readonly Words[],
  length = 4,
  times = 3,
): readonly { readonly phrase: string; readonly count: number }[] {
  const counts = new Map<string, number>();
  for (const words of answers) {
    for (const phrase of phrasesIn(words, length)) counts.set(phrase, (counts.get(phrase) ?? 0) + 1);
  }
  const repeated: { phrase: string; count: number }[] = [];
  // A test has more than a thousand phrases, and hardly one that comes back.
  counts.forEach((count, phrase) => {
    if (count >= times) repeated.push({ phrase, count });
  });
  return repeated.sort((first, second) => second.count - first.count || (first.phrase < second.phrase ? -1 : 1));
}

/** By answer, whose list of words stays the same while a test is measured again and again. */
const phrases = new WeakMap<Words, { readonly length: number; readonly phrases: readonly string[] }>();

function phrasesIn(words: Words, length: number): readonly string[] {
  const kept = phrases.get(words);
  if (kept?.length === length) return kept.phrases;
  const found: string[] = [];
  for (let index = 0; index + length <= words.length; index += 1) {
    found.push(words.slice(index, index + length).join(' '));
  }
  phrases.set(words, { length, phrases: found });
  return found;
}
