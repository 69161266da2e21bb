/** Features of timing: rates, pauses and gaps, and how long each sound lasts against what is usual for it. */
import type { AnalyzedWord } from '../../../ports/sound-analyzer.js';
import { syllablesOf } from '../../language/syllables.js';
import { deviation, mean, quantile, sum } from '../../measures/statistics.js';
import { mergeSegments } from '../../measures/timing.js';
import type { Interval } from '../../types.js';
import { phoneClass } from './phone-classes.js';
import type { Features } from './sounds.js';

/** Mean and standard deviation of the natural log of a phone's length in ms. */
export type PhoneNorms = Readonly<Record<string, readonly [mean: number, deviation: number]>>;
const UNKNOWN_NORM = [4.4, 0.5] as const;

/** A gap between two words that is heard as one; shorter ones are stop closures. */
const GAP_MS = 60;
const LONG_GAP_MS = 250;

/** Speech and articulation rate, pauses by voice activity, gaps between words by alignment. Times in s, rates per second. */
export function paceFeatures(words: readonly AnalyzedWord[], segments: readonly Interval[], totalMs: number): Features {
  const voiced = mergeSegments(segments);
  const first = voiced[0]?.startMs ?? 0;
  const last = voiced.at(-1)?.endMs ?? totalMs;
  const phonationMs = sum(voiced.map(({ startMs, endMs }) => endMs - startMs));
  const pauses = voiced.slice(1).map(({ startMs }, index) => startMs - (voiced[index]?.endMs ?? startMs));
  const rawVoicedMs = sum(segments.map(({ startMs, endMs }) => endMs - startMs));
  const syllables = sum(words.map(({ text }) => syllablesOf(text)));
  const phones = sum(words.map((word) => word.phones.length));
  const gaps = words.slice(1).map(({ startMs }, index) => startMs - (words[index]?.endMs ?? startMs));
  const wordsMs = sum(words.map(({ startMs, endMs }) => endMs - startMs));
  const spanMs = (words.at(-1)?.endMs ?? 0) - (words[0]?.startMs ?? 0);
  const runs = runsBetween(words, LONG_GAP_MS);
  return {
    logSpeechRate: logRatio(syllables, (last - first) / 1000),
    logArticulationRate: logRatio(syllables, phonationMs / 1000),
    logPhoneRate: logRatio(phones, wordsMs / 1000),
    logSpanRate: logRatio(phones, spanMs / 1000),
    phonationRatio: last > first ? phonationMs / (last - first) : null,
    rawVoicedRatio: last > first ? rawVoicedMs / (last - first) : null,
    pausesPerWord: pauses.length / Math.max(1, words.length),
    pauseCount: Math.log1p(pauses.length),
    logPauseS: Math.log1p(sum(pauses) / 1000),
    longestPauseS: Math.log1p(Math.max(0, ...pauses) / 1000),
    gapShare: gaps.length === 0 ? 0 : gaps.filter((gap) => gap >= GAP_MS).length / gaps.length,
    longGapShare: gaps.length === 0 ? 0 : gaps.filter((gap) => gap >= LONG_GAP_MS).length / gaps.length,
    gapTimeShare: spanMs > 0 ? sum(gaps) / spanMs : null,
    longestGapS: Math.log1p(Math.max(0, ...gaps) / 1000),
    meanRunSyllables: Math.log1p(mean(runs) ?? 0),
    longestRunSyllables: Math.log1p(Math.max(0, ...runs)),
    runShare: Math.max(0, ...runs) / Math.max(1, sum(runs)),
    outsideMs: Math.log1p(outside(words, segments) / 100),
    insideSilence: wordsMs > 0 ? silenceInside(words, segments) / wordsMs : null,
  };
}

/** Length of each sound against its norm, on a log scale: drawled, clipped and uneven speech. */
export function lengthFeatures(words: readonly AnalyzedWord[], norms: PhoneNorms): Features {
  const phones = words.flatMap((word) => word.phones);
  const excess = (from: number, to: number, phone: string): number => {
    const [middle, spread] = norms[phone] ?? UNKNOWN_NORM;
    return (Math.log(Math.max(10, to - from)) - middle) / spread;
  };
  const lengths = phones.map(({ phone, startMs, endMs }) => excess(startMs, endMs, phone));
  const vowels = lengths.filter((_, index) => phoneClass(phones[index]?.phone ?? '') === 'vowel');
  const others = lengths.filter((_, index) => phoneClass(phones[index]?.phone ?? '') !== 'vowel');
  const perWord = words.map((word) => wordStretch(word, norms));
  const middle = mean(lengths) ?? 0;
  const own = mean(perWord) ?? 0;
  return {
    lengthMean: mean(lengths),
    lengthDeviation: deviation(lengths),
    lengthQ90: quantile(lengths, 0.9),
    lengthQ10: quantile(lengths, 0.1),
    lengthVowels: mean(vowels),
    lengthVowelDeviation: deviation(vowels),
    lengthConsonants: mean(others),
    lengthConsonantDeviation: deviation(others),
    lengthSurprise: mean(lengths.map((value) => Math.abs(value - middle))),
    stretchMean: own,
    stretchDeviation: deviation(perWord),
    stretchMax: Math.max(...perWord, -5),
    stretchUneven: mean(perWord.map((value) => Math.abs(value - own))),
    lastStretch: (perWord.at(-1) ?? 0) - own,
  };
}

/** Log of a word's length over the sum of its phones' usual lengths. */
function wordStretch(word: AnalyzedWord, norms: PhoneNorms): number {
  const usual = sum(word.phones.map(({ phone }) => Math.exp((norms[phone] ?? UNKNOWN_NORM)[0])));
  return usual > 0 ? Math.log(Math.max(10, word.endMs - word.startMs) / usual) : 0;
}

function runsBetween(words: readonly AnalyzedWord[], gapMs: number): readonly number[] {
  const runs: number[] = [];
  for (const [index, word] of words.entries()) {
    const syllables = syllablesOf(word.text);
    const previous = words[index - 1];
    if (previous === undefined || word.startMs - previous.endMs >= gapMs) runs.push(syllables);
    else runs[runs.length - 1] = (runs.at(-1) ?? 0) + syllables;
  }
  return runs;
}

/** Voiced time outside all words, ms: fillers, restarts, words that were not in the text. */
function outside(words: readonly AnalyzedWord[], segments: readonly Interval[]): number {
  const voicedMs = sum(segments.map(({ startMs, endMs }) => endMs - startMs));
  return Math.max(0, voicedMs - sum(words.map((word) => overlap(word, segments))));
}

function silenceInside(words: readonly AnalyzedWord[], segments: readonly Interval[]): number {
  return sum(words.map((word) => word.endMs - word.startMs - overlap(word, segments)));
}

function overlap({ startMs, endMs }: Interval, segments: readonly Interval[]): number {
  return sum(
    segments.map((segment) => Math.max(0, Math.min(endMs, segment.endMs) - Math.max(startMs, segment.startMs))),
  );
}

function logRatio(count: number, amount: number): number | null {
  return count > 0 && amount > 0 ? Math.log(count / amount) : null;
}
