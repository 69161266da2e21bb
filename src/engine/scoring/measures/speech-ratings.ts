/** What the speech model says of a whole test: its ratings of single answers, pooled (docs/speech-model.md). */
import type { SpeechRating } from '../../ports/word-aligner.js';
import { poolRatings } from '../speech-model/pool-ratings.js';

/** Fewer words than this are too little to rate anybody by. */
const FEWEST_WORDS = 20;

export interface SpeechRatings {
  readonly ratedAccuracy: number | null;
  readonly ratedProsody: number | null;
  readonly ratedFluency: number | null;
}

/**
 * Accuracy, stress and melody, and flow, 0 to 10 each as experts rate read sentences (speechocean762): means over the answers weighted
 * by their words, no answer counting as further than two points from their weighted median. Null under 20 rated words.
 */
export function speechRatings(ratings: readonly SpeechRating[]): SpeechRatings {
  const words = ratings.reduce((total, rating) => total + rating.words, 0);
  const pooled = words < FEWEST_WORDS ? null : poolRatings(ratings.map((rating) => ({ weight: rating.words, rating })));
  return {
    ratedAccuracy: pooled?.accuracy ?? null,
    ratedProsody: pooled?.prosodic ?? null,
    ratedFluency: pooled?.fluency ?? null,
  };
}
