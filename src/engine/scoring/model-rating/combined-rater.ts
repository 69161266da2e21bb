/**
 * The measured rater with a language model's second opinion. The measured band leads; the model moves it by a part of
 * their difference, and the difference widens the range. An opinion that is far away is set aside: nothing a candidate
 * says to a model may decide a band.
 */
import type { MeasuredTest } from '../measures/measure.js';
import type { SecondOpinion } from '../types.js';
import type { Rater, Rating, RatingConditions, Ratings } from '../rating/rater.js';
import { MODEL_CRITERIA, type ModelCriterion, type ModelRating } from './rate-with-model.js';

/** Share of the difference by which the model moves a band. Below a half: it was never checked against rated tests here. */
const MODEL_SHARE = 0.4;
/** Bands. Two trained examiners hardly ever differ by more; who does has not rated this test. */
const BELIEVED_WITHIN = 2;
/** Share of the difference, and of the samples' spread, that is added on both sides of the range. */
const WIDENING = 0.25;

export class CombinedRater implements Rater {
  readonly id: string;
  readonly version: string;
  readonly #measured: Rater;
  readonly #model: ModelRating;

  constructor(measured: Rater, model: ModelRating) {
    this.#measured = measured;
    this.#model = model;
    this.id = `${measured.id} + ${model.rater}`;
    this.version = `${measured.version} + ${model.version}`;
  }

  rate(test: MeasuredTest, conditions: RatingConditions): Ratings {
    const measured = this.#measured.rate(test, conditions);
    const combine = (criterion: ModelCriterion): Rating => this.#combine(criterion, measured[criterion]);
    return {
      fluency: combine('fluency'),
      lexical: combine('lexical'),
      grammar: combine('grammar'),
      // Nobody hears a transcript.
      pronunciation: measured.pronunciation,
    };
  }

  secondOpinion(test: MeasuredTest, conditions: RatingConditions): SecondOpinion {
    const measured = this.#measured.rate(test, conditions);
    const { rater, version, samples, tokens } = this.#model;
    const criteria = MODEL_CRITERIA.flatMap((criterion) => {
      const first = measured[criterion];
      const second = this.#model.criteria[criterion];
      if (!first.rateable || second === undefined) return [];
      const { band, low, high, quotes, reason } = second;
      const used = Math.abs(band - first.raw) <= BELIEVED_WITHIN;
      return [{ criterion, measured: first.raw, band, low, high, used, reason, quotes }];
    });
    return { available: true, rater, version, samples, tokens, criteria };
  }

  #combine(criterion: ModelCriterion, measured: Rating): Rating {
    const second = this.#model.criteria[criterion];
    if (!measured.rateable || second === undefined) return measured;
    const difference = second.band - measured.raw;
    if (Math.abs(difference) > BELIEVED_WITHIN) return measured;
    const shift = difference * MODEL_SHARE;
    const wider = (Math.abs(difference) + second.high - second.low) * WIDENING;
    return {
      ...measured,
      raw: clamp(measured.raw + shift),
      low: clamp(measured.low + shift - wider),
      high: clamp(measured.high + shift + wider),
    };
  }
}

function clamp(band: number): number {
  return Math.min(9, Math.max(0, band));
}
