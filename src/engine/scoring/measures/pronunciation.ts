/**
 * Pronunciation measures from forced alignment. Phone scores are log likelihoods of one aligner's acoustic model: they compare
 * candidates measured with the same aligner, and say nothing across aligners.
 */
import type { AlignedPhone, AlignedWord, Alignment } from '../../ports/word-aligner.js';
import type { Interval } from '../types.js';
import type { AnalyzedTurn } from '../language/analysis.js';
import { memoized } from '../../kept-results.js';
import { isUnclear } from '../language/tokens.js';
import { countBelow, mean, quantile, ratio, sum } from './statistics.js';

const VOWELS = new Set('AA AE AH AO AW AY EH ER EY IH IY OW OY UH UW'.split(' '));
const NOT_PHONES = new Set(['SIL', '+NSN+', '+SPN+', '+LAU+', '<sil>']);

/** Words that are reduced in fluent speech by anybody; their phones say little about pronunciation. */
const REDUCED = new Set('a an the of to and or for at in on i is was are be that it as but from with you'.split(' '));

const clear = new WeakMap<Alignment, { readonly of: AnalyzedTurn; readonly alignment: Alignment }>();

/** Leaves out words that the recogniser was unsure of: what was not said fits no sound. The same alignment of the same answer gives the same object. */
export function withClearWords(alignment: Alignment, analyzed: AnalyzedTurn): Alignment {
  const kept = clear.get(alignment);
  if (kept?.of === analyzed) return kept.alignment;
  const now = clearWordsOf(alignment, analyzed);
  clear.set(alignment, { of: analyzed, alignment: now });
  return now;
}

function clearWordsOf(alignment: Alignment, { words: spoken }: AnalyzedTurn): Alignment {
  if (!spoken.some(({ token }) => isUnclear(token))) return alignment;
  let next = 0;
  const words = alignment.words.filter(({ text }) => {
    // Words that the aligner does not know are missing in it.
    const place = spoken.findIndex(({ token }, index) => index >= next && token.normal === text);
    const token = spoken[place]?.token;
    if (token === undefined) return true;
    next = place + 1;
    return !isUnclear(token);
  });
  return { ...alignment, words };
}

/**
 * Share of the words that a recogniser doubts where it has them right and where it has them wrong: pocketsphinx doubts a fifth of the right ones and
 * half of the wrong ones; others doubt fewer right ones.
 */
const DOUBTED = { right: 0.15, wrong: 0.55 };
/** Words beside a misheard one are looked for in the wrong place: a quarter of them fits as badly. */
const WITH_NEIGHBOURS = 1.25;
/** However much was doubted: what is left must be more than the best words. */
const MOST_LEFT_OUT = 0.5;

/**
 * Share of the words it was sure of, 0 to 1, that were probably misheard all the same, by the share of all words that it doubted: as many doubts as of
 * right words mean none. At most half.
 */
export function misheardShare(doubted: number): number {
  const wrong = Math.min(1, Math.max(0, (doubted - DOUBTED.right) / (DOUBTED.wrong - DOUBTED.right)));
  const sure = 1 - doubted;
  return sure <= 0 ? 0 : Math.min(MOST_LEFT_OUT, (WITH_NEIGHBOURS * wrong * (1 - DOUBTED.wrong)) / sure);
}

/**
 * Leaves out the worst-fitting words, as many as were probably misheard: a mean over the others is that of what was said (a trimmed mean). Nobody's words are
 * left out where the recogniser doubted none.
 */
export function withLikelyWords(alignments: readonly Alignment[], misheard: number): readonly Alignment[] {
  if (misheard === 0) return alignments;
  const limit = quantile(alignments.flatMap(wordScoresIn), misheard);
  if (limit === null) return alignments;
  return alignments.map((alignment) => ({
    ...alignment,
    words: alignment.words.filter((word) => (wordScore(word) ?? 0) >= limit),
  }));
}

/** Phones of a word without silence and noise. */
export const realPhones = memoized((word: AlignedWord): readonly AlignedPhone[] =>
  word.phones.filter(({ phone }) => !NOT_PHONES.has(phone)),
);

/** What is asked of a word again and again, while a test goes on and its answers are measured after each of them. */
interface WordSounds {
  readonly scores: readonly number[];
  readonly mean: number | null;
  readonly judged: boolean;
}

const soundsOf = memoized((word: AlignedWord): WordSounds => {
  const scores = realPhones(word).map(({ score }) => score);
  return { scores, mean: mean(scores), judged: scores.length >= 3 && !REDUCED.has(word.text.toLowerCase()) };
});

/** Of all answers; asked for several times with the same list. Thousands after a test, so without `flatMap` and iterators. */
const scoresOf = memoized((alignments: readonly Alignment[]): readonly number[] => {
  const all: number[] = [];
  for (const { words } of alignments) {
    for (const word of words) {
      const { scores } = soundsOf(word);
      for (let index = 0; index < scores.length; index++) all.push(scores[index] as number);
    }
  }
  return all;
});

/**
 * Mean phone score, each phone once: log likelihood per 10 ms frame against the best-matching sound of the frame (natural logarithm, 0 is perfect;
 * SoundSwallower's alignment score, a goodness of pronunciation after Witt & Young 2000).
 */
export function phoneScore(alignments: readonly Alignment[]): number | null {
  return mean(scoresOf(alignments));
}

/** 10th percentile of the phone scores, in units of {@link phoneScore} (after Witt & Young 2000): a few bad sounds hide in a mean. */
export function lowPhoneScore(alignments: readonly Alignment[]): number | null {
  return quantile(scoresOf(alignments), 0.1);
}

/** Phones scored under `limit` / all phones, 0 to 1, after the rejection threshold of Witt & Young 2000 (-4.1: r -.73 with experts' accuracy on read sentences, docs/how-good-is-the-score.md). */
export function weakPhoneShare(alignments: readonly Alignment[], limit: number): number | null {
  const scores = scoresOf(alignments);
  return ratio(countBelow(scores, limit), scores.length);
}

/** Mean phone score of a word; null when it has no phones. */
export function wordScore(word: AlignedWord): number | null {
  return soundsOf(word).mean;
}

const wordScoresIn = memoized(({ words }: Alignment): readonly number[] =>
  words.flatMap((word) => {
    const score = wordScore(word);
    return score === null ? [] : [score];
  }),
);

/** Words worth judging one by one: long enough, and not of those that everybody swallows. */
export function judgedWords(alignments: readonly Alignment[]): readonly AlignedWord[] {
  return alignments.flatMap(judgedIn);
}

const judgedIn = memoized(({ words }: Alignment): readonly AlignedWord[] =>
  words.filter((word) => soundsOf(word).judged),
);

/** Judged words whose mean phone score is under `limit` / all judged words, 0 to 1 (r -.59 with experts' accuracy, docs/how-good-is-the-score.md). */
export function weakWordShare(alignments: readonly Alignment[], limit: number): number | null {
  let words = 0;
  let weak = 0;
  for (const alignment of alignments) {
    for (const word of alignment.words) {
      const { judged, mean: score } = soundsOf(word);
      if (!judged) continue;
      words += 1;
      if ((score ?? 0) < limit) weak += 1;
    }
  }
  return ratio(weak, words);
}

/**
 * Normalised pairwise variability index of vowel durations, 0 to 200: 100 x mean of |a - b| / ((a + b) / 2) over neighbouring
 * vowels of one answer (Grabe & Low 2002). Stress-timed English lies near 57-60, syllable-timed rhythm lower.
 */
export function vowelNpvi(alignments: readonly Alignment[]): number | null {
  const variability = mean(alignments.flatMap(vowelPairsIn));
  return variability === null ? null : 100 * variability;
}

/** Differences of neighbouring vowels over their mean length. */
const vowelPairsIn = memoized(({ words }: Alignment): readonly number[] => {
  const pairs: number[] = [];
  const durations = words.flatMap((word) =>
    realPhones(word)
      .filter(({ phone }) => VOWELS.has(phone.replace(/\d$/, '')))
      .map(({ startMs, endMs }) => endMs - startMs),
  );
  for (let index = 1; index < durations.length; index += 1) {
    const first = durations[index - 1] ?? 0;
    const second = durations[index] ?? 0;
    if (first + second > 0) pairs.push(Math.abs(first - second) / ((first + second) / 2));
  }
  return pairs;
});

export interface AlignedTurn {
  readonly alignment: Alignment;
  /** Session media time at which the aligned audio begins, ms. */
  readonly startMs: number;
  readonly segments: readonly Interval[];
}

/**
 * Silence inside words / time inside words, 0 to 1: what voice activity did not hear between a word's aligned ends. Our own: hesitation inside
 * words, or a wrong alignment. Reported, not rated.
 */
export function silenceInsideWords(turns: readonly AlignedTurn[]): number | null {
  const shares = turns.map(silenceIn);
  return ratio(sum(shares.map(({ silentMs }) => silentMs)), sum(shares.map(({ wordMs }) => wordMs)));
}

function silenceIn({ alignment, startMs, segments }: AlignedTurn): {
  readonly silentMs: number;
  readonly wordMs: number;
} {
  let silentMs = 0;
  let wordMs = 0;
  let first = 0;
  for (const word of alignment.words) {
    const from = word.startMs + startMs;
    const to = word.endMs + startMs;
    // Words and segments are both in order, so segments that ended before this word are done with.
    while ((segments[first]?.endMs ?? Infinity) <= from) first += 1;
    let voicedMs = 0;
    for (let index = first; index < segments.length; index += 1) {
      const segment = segments[index];
      if (!segment || segment.startMs >= to) break;
      voicedMs += Math.max(0, Math.min(to, segment.endMs) - Math.max(from, segment.startMs));
    }
    wordMs += to - from;
    silentMs += Math.max(0, to - from - voicedMs);
  }
  return { silentMs, wordMs };
}
