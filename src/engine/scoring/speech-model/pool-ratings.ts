/** One rating out of many: of the pieces of a long answer, or of the answers of a test. */
import type { Aspect } from './types.js';
import { ASPECTS } from './types.js';

/** A piece counts as if it were at most this far from the median: one that went wrong decides nothing. */
const REACH = 2;

export interface WeightedRating {
  /** Words, so that longer pieces count more. */
  readonly weight: number;
  readonly rating: Readonly<Record<Aspect, number>>;
}

/** Weighted mean of each aspect, single ratings limited to the neighbourhood of the weighted median. Null for none. */
export function poolRatings(ratings: readonly WeightedRating[]): Record<Aspect, number> | null {
  const usable = ratings.filter(({ weight }) => weight > 0);
  const weights = usable.reduce((total, { weight }) => total + weight, 0);
  if (weights === 0) return null;
  const pool = (aspect: Aspect): number => {
    const middle = weightedMedian(usable, aspect, weights / 2);
    const sum = usable.reduce(
      (total, { weight, rating }) =>
        total + weight * Math.min(middle + REACH, Math.max(middle - REACH, rating[aspect])),
      0,
    );
    return sum / weights;
  };
  return Object.fromEntries(ASPECTS.map((aspect) => [aspect, pool(aspect)])) as Record<Aspect, number>;
}

function weightedMedian(ratings: readonly WeightedRating[], aspect: Aspect, half: number): number {
  const sorted = [...ratings].sort((first, second) => first.rating[aspect] - second.rating[aspect]);
  let passed = 0;
  for (const { weight, rating } of sorted) {
    passed += weight;
    if (passed >= half) return rating[aspect];
  }
  return sorted.at(-1)?.rating[aspect] ?? 0;
}
