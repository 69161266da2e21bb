/**
 * The trained model: a weighted sum of standardised features per aspect, then a monotone curve onto the raters' scale. The sign of a
 * weight was fixed before training where a feature can only speak for or against somebody, so that more pauses never raise a rating.
 * The numbers are data (`data/speech-model.json`), made by `scripts/train-speech-model.mjs`.
 */
import type { Features } from './features/sounds.js';
import type { PhoneNorms } from './features/timing.js';
import type { Aspect } from './types.js';
import { ASPECTS } from './types.js';

export type Points = readonly (readonly [from: number, to: number])[];

export interface ModelFeature {
  readonly name: string;
  /** Taken where the utterance gives no evidence. */
  readonly missing: number;
  readonly mean: number;
  readonly deviation: number;
  /** Per standard deviation, on the scale before the curve. */
  readonly weights: Readonly<Record<Aspect, number>>;
}

/** Weights of features and the curves onto the raters' scale. */
export interface TrainedRater {
  readonly features: readonly ModelFeature[];
  readonly aspects: Readonly<Record<Aspect, { readonly offset: number; readonly link: Points }>>;
  /** An utterance whose sounds fit its words less than this (`soundFit`) holds other words, or no speech. */
  readonly leastSoundFit: number;
}

/** How the rating of an answer follows from that of its words without gaps; fitted to sentences that were joined (scripts/speech-model/joined.mjs). */
export interface FlowOfAnswers {
  readonly offset: number;
  /** Points per point of the rating without gaps. */
  readonly factor: number;
  /** Points taken off per ms between words, per word. */
  readonly gapCost: number;
}

/** How the words are known: as they should have been said, or as a recogniser understood them, with its errors. */
export type WordSource = 'read' | 'recognised';

export interface SpeechModel extends Readonly<Record<WordSource, TrainedRater>> {
  readonly version: string;
  /** Fluency of whole answers. */
  readonly flow: FlowOfAnswers;
  readonly phoneNorms: PhoneNorms;
  /** Mean phone score of a word to its accuracy. */
  readonly wordAccuracy: Points;
}

/** Further from the mean than this many deviations a feature says no more: nothing like it was in the training data. */
export const MAX_DEVIATIONS = 4;
const HIGHEST = 10;

/** Ratings of the four aspects, 0 to 10. */
export function predict(model: TrainedRater, features: Features): Record<Aspect, number> {
  const sums = Object.fromEntries(ASPECTS.map((aspect) => [aspect, model.aspects[aspect].offset])) as Record<
    Aspect,
    number
  >;
  for (const { name, missing, mean, deviation, weights } of model.features) {
    const standard = ((features[name] ?? missing) - mean) / deviation;
    const limited = Math.min(MAX_DEVIATIONS, Math.max(-MAX_DEVIATIONS, standard));
    for (const aspect of ASPECTS) sums[aspect] += weights[aspect] * limited;
  }
  for (const aspect of ASPECTS) sums[aspect] = onScale(follow(model.aspects[aspect].link, sums[aspect]));
  return sums;
}

/**
 * How far an utterance holds its words at all: mean log posterior of the phones, and how often the free phone loop and the comparison of phones
 * agree with them, weighted so that each spreads about as far among readers.
 */
export function soundFit(features: Features): number {
  const { posteriorMean, loopAgreement, closestShare } = features;
  return (posteriorMean ?? -Infinity) + 6 * (loopAgreement ?? 0) + 4 * (closestShare ?? 0);
}

/** Straight lines between the points, the outer ones going on. */
export function follow(points: Points, value: number): number {
  let index = 1;
  while (index < points.length - 1 && value > (points[index]?.[0] ?? Infinity)) index += 1;
  const [left, right] = [points[index - 1], points[index]];
  if (!left || !right) throw new RangeError('A curve needs at least two points.');
  return left[1] + ((value - left[0]) * (right[1] - left[1])) / (right[0] - left[0]);
}

export function onScale(value: number): number {
  return Math.min(HIGHEST, Math.max(0, value));
}
