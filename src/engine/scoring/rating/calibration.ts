/**
 * Bands from words: a line over transformed measures that all count the same, each with the sign that it must have, fitted to rated
 * tests. The figures are data (data/band-calibration.json), made by scripts/train-bands.mjs; a change of any of them is a new version.
 */
import { createRequire } from 'node:module';
import type { MeasureName, MeasureValues } from '../measures/catalogue.js';
import type { Criterion } from '../types.js';

export type WordCriterion = Exclude<Criterion, 'pronunciation'>;

/** What was said before makes no test longer. */
const LENGTH = 'freshWords';

export interface CalibratedMeasure {
  readonly measure: MeasureName;
  /** The criterion that it speaks for most. */
  readonly criterion: WordCriterion;
  readonly transform: 'identity' | 'log' | 'rate';
  /** Of the transformed values in the training data. */
  readonly mean: number;
  readonly deviation: number;
  /** Bands per deviation; its sign is given, not fitted. */
  readonly weight: number;
  /** Values outside, in deviations from the mean, count as these: nothing is known beyond them. */
  readonly limits: readonly [low: number, high: number];
  /** A rate over few words is mostly chance: it counts by words / (words + this), relative to a usual test. 0: always in full. */
  readonly halfWords: number;
  /** Where the recogniser was sure of a share s of the words, it counts by s to this power: what mishearing moves much is believed less. */
  readonly doubt: number;
  /**
   * Words of the test at which it begins to count, and from which on in full, and the same in answers; what tells more is taken. No answer more or less
   * switches it on. A text that tells no answers counts in full, as of `leastText` words where it has fewer: it must not fall by being longer. Left
   * out: always in full.
   */
  readonly fadeIn?: Readonly<Record<'words' | 'answers', readonly [from: number, to: number]>> & {
    readonly leastText: number;
  };
}

export interface Calibration {
  readonly version: string;
  readonly intercept: number;
  readonly measures: readonly CalibratedMeasure[];
  /** Bands per unit of a criterion's own contributions, when nothing else is known. */
  readonly slopes: Readonly<Record<WordCriterion, number>>;
  /** Half width of the range that held 80 % of the cross-validated tests, bands. */
  readonly halfWidth: number;
  /** Words of a usual test in the training data. */
  readonly usualWords: number;
  /** All words of a usual test there, by the words of its usual answer: where nobody knows the answers, they are of so many words each. */
  readonly usualAnswers: number;
}

let loaded: Calibration | undefined;

/** The calibration in use. */
export function calibration(): Calibration {
  loaded ??= createRequire(import.meta.url)('../../../../data/band-calibration.json') as Calibration;
  return loaded;
}

/**
 * How far a criterion's own measures set it apart from the others: criteria of one person differ little (examiners' criteria correlate
 * about .8 to .9), so most of what is said of one is said of all. Judgement: the training data have one band for everything.
 */
const OWN_SHARE = 0.2;

/**
 * Raw bands from words. Their mean is the calibration's own estimate of the whole.
 * @param conditions.takenShare of a whole test, that the answers are, 0 to 1: their words count as so much of a whole test's; 0 where their number
 * is not the candidate's own, and does not count
 * @param conditions.sureShare of the words, that the recogniser was sure of, 0 to 1
 * @param conditions.asText how far the words are taken for a text that tells no answers, 0 to 1: how long those are is taken as usual for so many words
 */
export function bandsFromWords(
  values: MeasureValues,
  { takenShare, sureShare, asText = 0 }: WordsConditions,
  { intercept, measures, slopes, usualWords, usualAnswers }: Calibration = calibration(),
): Readonly<Record<WordCriterion, number>> {
  const sums: Record<WordCriterion, number> = { fluency: 0, lexical: 0, grammar: 0 };
  const leastText = measures.find(({ fadeIn }) => fadeIn !== undefined)?.fadeIn?.leastText ?? 0;
  for (const measure of measures) {
    const isLength = measure.measure === LENGTH;
    if (isLength && takenShare <= 0) continue;
    const words = values[LENGTH] ?? 0;
    const ofText = Math.max(words, leastText);
    const asAnswers = isLength ? words / takenShare : values[measure.measure];
    const inText = isLength
      ? ofText / takenShare
      : measure.measure === 'wordsPerAnswer'
        ? ofText / usualAnswers
        : asAnswers;
    const share = sureShare ** measure.doubt * (certainty(measure, words) / certainty(measure, usualWords));
    sums[measure.criterion] +=
      share *
      (asText * contribution(measure, inText) +
        (1 - asText) * fadedIn(measure, values) * contribution(measure, asAnswers));
  }
  const all = sums.fluency + sums.lexical + sums.grammar;
  const own = (criterion: WordCriterion): number => slopes[criterion] * sums[criterion];
  const mean = (own('fluency') + own('lexical') + own('grammar')) / 3;
  const band = (criterion: WordCriterion): number => intercept + all + OWN_SHARE * (own(criterion) - mean);
  return { fluency: band('fluency'), lexical: band('lexical'), grammar: band('grammar') };
}

interface WordsConditions {
  readonly takenShare: number;
  readonly sureShare: number;
  readonly asText?: number;
}

/** Half width of the range of a band from words: as cross-validated for a usual test, wider for a shorter one. */
export function wordsHalfWidth(words: number, { halfWidth, usualWords }: Calibration = calibration()): number {
  const thin = (count: number): number => Math.sqrt(1 + HALF_WORDS / Math.max(1, count));
  return (halfWidth * thin(words)) / thin(usualWords);
}
/** Words at which chance alone makes the range wider by the square root of two. */
const HALF_WORDS = 400;

/**
 * How much wider the range gets because measures are not known, such as the length of answers in one long recording: they count as
 * usual, and may be as far off as anything counts. Pieces of a text are hardly known as answers as far as they are taken for one text.
 */
export function unknownWidening(
  values: MeasureValues,
  asText: number,
  { measures, halfWidth }: Calibration = calibration(),
): number {
  const off = measures.flatMap(({ measure, weight, limits: [low, high] }) => {
    if (measure === LENGTH) return [];
    const unknown = values[measure] === null ? 1 : measure === 'wordsPerAnswer' ? asText : 0;
    return [unknown * weight * Math.max(-low, high)];
  });
  return Math.hypot(halfWidth, ...off) / halfWidth;
}

function certainty({ halfWords }: CalibratedMeasure, words: number): number {
  return halfWords === 0 ? 1 : words / (words + halfWords);
}

function fadedIn({ fadeIn }: CalibratedMeasure, values: MeasureValues): number {
  if (fadeIn === undefined) return 1;
  const { tokens, answers, wordsPerAnswer } = values;
  // The pieces of a cut recording are no answers.
  return Math.max(
    between(tokens ?? 0, fadeIn.words),
    wordsPerAnswer === null ? 0 : between(answers ?? 0, fadeIn.answers),
  );
}

function between(value: number, [from, to]: readonly [number, number]): number {
  return Math.min(1, Math.max(0, (value - from) / (to - from)));
}

/** Bands that a measure adds or takes in a usual test; none where it has no value. */
export function contribution(measure: CalibratedMeasure, value: number | null): number {
  if (value === null) return 0;
  const [low, high] = measure.limits;
  const standing = (TRANSFORMS[measure.transform](value) - measure.mean) / measure.deviation;
  return measure.weight * Math.min(high, Math.max(low, standing));
}

/** The value one deviation better than what counts, as far as anything is known. */
export function nextStanding(measure: CalibratedMeasure, value: number): number {
  const [low, high] = measure.limits;
  const standing = (TRANSFORMS[measure.transform](value) - measure.mean) / measure.deviation;
  const limited = (place: number): number => Math.min(high, Math.max(low, place));
  const better = limited(limited(standing) + Math.sign(measure.weight));
  return BACK[measure.transform](measure.mean + better * measure.deviation);
}

/**
 * Counts scatter by their square root; half an occurrence per 100 words is added first, so that the first one in a whole test, which is
 * chance or a slip of the recogniser, does not weigh more than the next five.
 */
const RATE_OFFSET = 0.5;

const BACK: Readonly<Record<CalibratedMeasure['transform'], (value: number) => number>> = {
  identity: (value) => value,
  log: Math.exp,
  rate: (value) => Math.max(0, value ** 2 - RATE_OFFSET),
};

const TRANSFORMS: Readonly<Record<CalibratedMeasure['transform'], (value: number) => number>> = {
  identity: (value) => value,
  log: (value) => Math.log(Math.max(1, value)),
  rate: (value) => Math.sqrt(Math.max(0, value) + RATE_OFFSET),
};
