/** Coherence measures: discourse markers by kind, and how far answers are developed. */
import type { Marker } from '../language/markers.js';
import { perHundred } from './statistics.js';

/** Discourse markers per 100 words. */
export function markersPer100(markers: readonly Marker[], words: number): number | null {
  return perHundred(markers.length, words);
}

/** Kinds of markers used, 0 to 9. */
export function markerKinds(markers: readonly Marker[]): number {
  return new Set(markers.map(({ kind }) => kind)).size;
}

/** Different markers / all markers, 0 to 1; null under five. Low: a few leaned-on links. */
export function markerVariety(markers: readonly Marker[]): number | null {
  return markers.length < 5 ? null : new Set(markers.map(({ text }) => text)).size / markers.length;
}

/** Reasons, examples and contrasts per answer: what an answer is developed with. */
export function supportPerAnswer(markers: readonly Marker[], answers: number): number | null {
  const support = markers.filter(({ kind }) => kind === 'reason' || kind === 'example' || kind === 'contrast').length;
  return answers > 0 ? support / answers : null;
}
