/**
 * The measured rater with a language model's opinion. Beside it, the measured band leads: the model moves it by a part of
 * their difference, the difference widens the range, quotes that were made up take from its weight and widen the range, and an
 * opinion that is far away is set aside. It raises a band by little, since nothing a candidate says to a model may decide one. Alone, the model's bands stand where the measures allow a band at all.
 */
import type { MeasuredTest } from '../measures/measure.js';
import type { SecondOpinion } from '../types.js';
import { SET_ASIDE, type SetAside } from './set-aside.js';
import type { Rater, Rating, RatingConditions, Ratings } from '../rating/rater.js';
import { MODEL_CRITERIA, type ModelCriterion, type ModelCriterionRating, type ModelRating } from './rate-with-model.js';

/** Share of the difference by which the model moves a band. Below a half: it was never checked against rated tests here. */
const MODEL_SHARE = 0.4;
/** Bands. Whatever somebody tells a model, in words that no list knows, is worth no more. Nobody wins by being rated lower. */
const MOST_RAISED = 0.25;
/** Bands. Two trained examiners hardly ever differ by more; who does has not rated this test. */
const BELIEVED_WITHIN = 2;
/** Share of the difference, and of the samples' spread, that is added on both sides of the range. */
const WIDENING = 0.25;
/** Bands that are added on both sides for a model all of whose quotes were made up, and of others the share. Judgement. */
const MADE_UP_WIDENING = 1;

/** `beside`: a second opinion. `alone`: the model's bands instead of the measured ones, for comparing raters. */
export type ModelWeight = 'beside' | 'alone';

export class CombinedRater implements Rater {
  readonly id: string;
  readonly version: string;
  readonly #measured: Rater;
  readonly #model: ModelRating;
  readonly #weight: ModelWeight;

  constructor(measured: Rater, model: ModelRating, weight: ModelWeight = 'beside') {
    this.#measured = measured;
    this.#model = model;
    this.#weight = weight;
    this.id = weight === 'alone' ? model.rater : `${measured.id} + ${model.rater}`;
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
    const { rater, version, samples, tokens, costUsd, leftOut } = this.#model;
    const criteria = MODEL_CRITERIA.flatMap((criterion) => {
      const first = measured[criterion];
      const second = this.#model.criteria[criterion];
      if (!first.rateable || second === undefined) return [];
      const { band, low, high, quotes, quoted, madeUp, reason } = second;
      const setAside = this.#setAside(second, first.raw);
      const used = setAside === null;
      const why = used ? {} : { setAside };
      return [{ criterion, measured: first.raw, band, low, high, used, ...why, reason, quotes, quoted, madeUp }];
    });
    const unread = leftOut === undefined ? {} : { leftOut };
    return { available: true, rater, version, samples, tokens, costUsd, ...unread, criteria };
  }

  #combine(criterion: ModelCriterion, measured: Rating): Rating {
    const second = this.#model.criteria[criterion];
    if (this.#weight === 'alone') return this.#alone(measured, second);
    if (!measured.rateable || second === undefined) return measured;
    if (this.#setAside(second, measured.raw) !== null) return measured;
    const difference = second.band - measured.raw;
    const invented = inventedShare(second);
    const shift = Math.min(MOST_RAISED, difference * MODEL_SHARE * (1 - invented));
    const wider = (Math.abs(difference) + second.high - second.low) * WIDENING + invented * MADE_UP_WIDENING;
    return {
      ...measured,
      raw: clamp(measured.raw + shift),
      low: clamp(measured.low + shift - wider),
      high: clamp(measured.high + shift + wider),
    };
  }

  /** Why the model's band counts nothing; null where it counts. Alone, lower bands fail like higher ones: a mean of the lower ones alone would be no figure of the model's. */
  #setAside({ band, low, unchecked }: ModelCriterionRating, measured: number): SetAside | null {
    const beside = this.#weight === 'beside';
    if (Math.abs(band - measured) > BELIEVED_WITHIN) return 'tooFar';
    if (beside && band <= measured) return null;
    if (this.#model.mayBeAsked === true) return 'mayBeAsked';
    if (unchecked === true && beside) return 'unchecked';
    // What a model gives that obeys; hardly anybody speaks like that.
    return low >= 9 ? 'allNine' : null;
  }

  /** The measured range is kept around the model's band: how far the model is to be believed was never found out here. */
  #alone(measured: Rating, second: ModelCriterionRating | undefined): Rating {
    if (!measured.rateable) return measured;
    if (second === undefined)
      return { rateable: false, reason: 'The language model named nothing that was said as evidence.' };
    const setAside = this.#setAside(second, measured.raw);
    if (setAside !== null) return { rateable: false, reason: `The language model's band is ${SET_ASIDE[setAside]}.` };
    const half =
      Math.max((measured.high - measured.low) / 2, (second.high - second.low) / 2) +
      inventedShare(second) * MADE_UP_WIDENING;
    const { mean } = second;
    return {
      rateable: true,
      raw: mean,
      low: clamp(mean - half),
      high: clamp(mean + half),
      restsOn: [],
      caveat: `By ${this.#model.rater}: ${second.reason}`,
    };
  }
}

/** Of the quotes that a model gave, those that were never said: 0 to 1. */
function inventedShare({ quoted, madeUp }: ModelCriterionRating): number {
  return quoted === 0 ? 0 : madeUp / quoted;
}

function clamp(band: number): number {
  return Math.min(9, Math.max(0, band));
}
