/**
 * Speech and pauses of one answer, from voice activity. A pause is a silence of 250 ms or more inside the answer
 * (Goldman-Eisler's threshold; de Jong & Bosker 2013; Tavakoli, Nakatsuhara & Hunter 2020); shorter gaps are part of speaking.
 */
import type { AnalyzedTurn } from '../language/analysis.js';
import { memoized } from '../../kept-results.js';
import type { Token } from '../language/tokens.js';
import { syllablesOf } from '../language/syllables.js';
import type { Interval } from '../types.js';
import { isClauseBoundary } from './clause-boundary.js';

export const PAUSE_MS = 250;

export interface Pause extends Interval {
  /** Index of the word after the pause, among words without fillers; null where words have no times. */
  readonly before: number | null;
  /** At the edge of a clause; null where that cannot be told. */
  readonly atBoundary: boolean | null;
}

export interface TurnTiming {
  /** First to last speech, ms; from the pause before it where the program cut a recording. */
  readonly totalMs: number;
  /** Speech without pauses, ms. */
  readonly phonationMs: number;
  readonly words: number;
  readonly syllables: number;
  readonly pauses: readonly Pause[];
  /** Syllables of each stretch between pauses; empty where words have no times. */
  readonly runs: readonly { readonly syllables: number; readonly startMs: number; readonly endMs: number }[];
  /** From the end of the question to the first speech, ms; null when unknown. */
  readonly delayMs: number | null;
}

/** Null for typed answers and for turns without voiced stretches: they have no timing. */
export const timingOf = memoized((analyzed: AnalyzedTurn): TurnTiming | null => {
  const { turn } = analyzed;
  const voiced = mergeSegments(turn.segments);
  const first = voiced[0];
  const last = voiced.at(-1);
  if (turn.typed || !first || !last) return null;
  const words = analyzed.words.map(({ token }) => token);
  const silences = voiced
    .slice(1)
    .map((segment, index) => ({ startMs: voiced[index]?.endMs ?? 0, endMs: segment.startMs }));
  const pauses = [...pauseOfCut(turn, first), ...silences.map((silence) => placePause(analyzed, silence))];
  const syllables = words.reduce((count, { normal }) => count + syllablesOf(normal), 0);
  return {
    totalMs: last.endMs - first.startMs + (turn.cut?.pauseMs ?? 0),
    phonationMs: voiced.reduce((total, { startMs, endMs }) => total + endMs - startMs, 0),
    words: words.length,
    syllables,
    pauses,
    runs: voiced.map(({ startMs, endMs }, index) => ({
      startMs,
      endMs,
      syllables: syllablesBetween(words, silences[index - 1], silences[index]),
    })),
    delayMs: turn.questionEndedAtMs === null ? null : Math.max(0, first.startMs - turn.questionEndedAtMs),
  };
});

function pauseOfCut({ cut }: AnalyzedTurn['turn'], first: Interval): readonly Pause[] {
  if (cut === undefined || cut.pauseMs < PAUSE_MS) return [];
  return [{ startMs: first.startMs - cut.pauseMs, endMs: first.startMs, before: null, atBoundary: cut.atBoundary }];
}

/** Joins voiced stretches whose gap is too short to be a pause. */
export function mergeSegments(segments: readonly Interval[]): readonly Interval[] {
  const merged: Interval[] = [];
  for (const segment of segments) {
    const last = merged.at(-1);
    if (last && segment.startMs - last.endMs < PAUSE_MS) {
      merged[merged.length - 1] = { startMs: last.startMs, endMs: Math.max(last.endMs, segment.endMs) };
    } else if (segment.endMs > segment.startMs) merged.push(segment);
  }
  return merged;
}

function placePause(analyzed: AnalyzedTurn, silence: Interval): Pause {
  const middle = (silence.startMs + silence.endMs) / 2;
  const before = analyzed.words.findIndex(({ token }) => middleOf(token) > middle);
  const timed = analyzed.words.some(({ token }) => token.startMs !== null);
  if (!timed) return { ...silence, before: null, atBoundary: null };
  if (before <= 0) return { ...silence, before: before === 0 ? 0 : null, atBoundary: true };
  return { ...silence, before, atBoundary: isClauseBoundary(analyzed, before) };
}

function syllablesBetween(words: readonly Token[], before: Interval | undefined, after: Interval | undefined): number {
  const from = before ? (before.startMs + before.endMs) / 2 : -Infinity;
  const to = after ? (after.startMs + after.endMs) / 2 : Infinity;
  let count = 0;
  for (const word of words) {
    const middle = middleOf(word);
    if (middle > from && middle <= to) count += syllablesOf(word.normal);
  }
  return count;
}

function middleOf(token: Token): number {
  return token.startMs === null || token.endMs === null ? NaN : (token.startMs + token.endMs) / 2;
}
