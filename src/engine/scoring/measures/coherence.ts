/** Coherence measures: discourse markers by kind, and how far answers are developed. */
import type { RatedPart } from '../../exam/types.js';
import { FEWEST_CONTENT_WORDS, relevanceOf } from '../answers/relevance.js';
import type { Marker, MarkerKind } from '../language/markers.js';
import { perHundred, quantile, ratio } from './statistics.js';

/** Discourse markers per 100 words: 100 x markers / words (conjunctive relations of Halliday & Hasan 1976, spoken ones of Fung & Carter 2007). */
export function markersPer100(markers: readonly Marker[], words: number): number | null {
  return perHundred(markers.length, words);
}

/** Discourse markers of one kind per 100 words: 100 x markers of it / words (kinds of language/markers.ts). Reported, not rated. */
export function markersOfKindPer100(markers: readonly Marker[], kind: MarkerKind, words: number): number | null {
  return perHundred(markers.filter((marker) => marker.kind === kind).length, words);
}

/** Kinds of markers used, a count from 0 to 9 (language/markers.ts; kinds after Halliday & Hasan 1976). */
export function markerKinds(markers: readonly Marker[]): number {
  return new Set(markers.map(({ kind }) => kind)).size;
}

/** Different markers / all markers, 0 to 1: a type-token ratio; null under five. Low: a few leaned-on links. */
export function markerVariety(markers: readonly Marker[]): number | null {
  return markers.length < 5 ? null : new Set(markers.map(({ text }) => text)).size / markers.length;
}

/**
 * Words of a usual answer: the median over all answers, the long turn included, as in the data that bands are calibrated on. Null
 * for a long turn alone, whose length is given by its two minutes.
 */
export function wordsPerAnswer(
  answers: readonly { readonly part: RatedPart; readonly words: number }[],
): number | null {
  if (answers.every(({ part }) => part === 'part2')) return null;
  return quantile(
    answers.map(({ words }) => words),
    0.5,
  );
}

/** Markers of reason, example and contrast / answers: what an answer is developed with. Our own; the kinds are those of language/markers.ts. */
export function supportPerAnswer(markers: readonly Marker[], answers: number): number | null {
  const support = markers.filter(({ kind }) => kind === 'reason' || kind === 'example' || kind === 'contrast').length;
  return answers > 0 ? support / answers : null;
}

/**
 * Share of the answers of ten content words and more that are not off their question (answers/relevance.ts), 0 to 1; null where none
 * is so long. Reported, not rated: the method overlooks most answers that are off.
 */
export function relevantShare(
  answers: readonly { readonly question: string; readonly words: readonly string[] }[],
): number | null {
  const judged = answers
    .map(({ question, words }) => relevanceOf(question, words))
    .filter(({ contentWords }) => contentWords >= FEWEST_CONTENT_WORDS);
  return ratio(judged.filter(({ verdict }) => verdict !== 'off').length, judged.length);
}
