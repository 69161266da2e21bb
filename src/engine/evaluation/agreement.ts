/** How well predictions agree with human scores. Every figure takes weights, so that a bootstrap resample is only another set of weights. */

export interface ScorePair {
  readonly predicted: number;
  readonly human: number;
}

export interface Agreement {
  /** Null where one side does not vary. */
  readonly pearson: number | null;
  readonly spearman: number | null;
  readonly rmse: number;
  readonly mae: number;
  /** Cohen's kappa with quadratic weights over scores rounded to `step`; null where neither side varies. */
  readonly kappa: number | null;
}

export type AgreementFigure = keyof Agreement;
export const AGREEMENT_FIGURES: readonly AgreementFigure[] = ['pearson', 'spearman', 'rmse', 'mae', 'kappa'];

/** Pairs prepared once for many resamples: the orders that ranks need never change. */
export interface PreparedPairs {
  readonly predicted: Float64Array;
  readonly human: Float64Array;
  readonly predictedOrder: Uint32Array;
  readonly humanOrder: Uint32Array;
  /** Rounded to the step of the scale, for kappa. */
  readonly predictedLevels: Float64Array;
  readonly humanLevels: Float64Array;
}

/** @param step of the scale that people score on: 0.5 or 1 for bands, 1 for aspects */
export function preparePairs(pairs: readonly ScorePair[], step: number): PreparedPairs {
  const predicted = Float64Array.from(pairs, (pair) => pair.predicted);
  const human = Float64Array.from(pairs, (pair) => pair.human);
  return {
    predicted,
    human,
    predictedOrder: orderOf(predicted),
    humanOrder: orderOf(human),
    predictedLevels: predicted.map((value) => roundTo(value, step)),
    humanLevels: human.map((value) => roundTo(value, step)),
  };
}

/** @param weights how often each pair counts; all once when left out */
export function agreementOf(pairs: PreparedPairs, weights: Float64Array = ones(pairs.human.length)): Agreement {
  const { predicted, human } = pairs;
  let total = 0;
  let squares = 0;
  let distances = 0;
  for (let index = 0; index < human.length; index += 1) {
    const weight = weights[index] as number;
    const error = (predicted[index] as number) - (human[index] as number);
    total += weight;
    squares += weight * error * error;
    distances += weight * Math.abs(error);
  }
  return {
    pearson: correlation(predicted, human, weights),
    spearman: correlation(
      ranks(predicted, pairs.predictedOrder, weights),
      ranks(human, pairs.humanOrder, weights),
      weights,
    ),
    rmse: Math.sqrt(squares / total),
    mae: distances / total,
    kappa: quadraticKappa(pairs.predictedLevels, pairs.humanLevels, weights),
  };
}

/** To the nearest multiple of `step`, halves up. */
export function roundTo(value: number, step: number): number {
  return Math.floor(value / step + 0.5 + 1e-9) * step;
}

function ones(length: number): Float64Array {
  return new Float64Array(length).fill(1);
}

function orderOf(values: Float64Array): Uint32Array {
  return Uint32Array.from(values, (_, index) => index).sort(
    (first, second) => (values[first] as number) - (values[second] as number),
  );
}

/** Ranks from 1; equal values share the mean of their ranks. A pair of weight 2 takes two ranks. */
function ranks(values: Float64Array, order: Uint32Array, weights: Float64Array): Float64Array {
  const found = new Float64Array(values.length);
  let before = 0;
  let start = 0;
  while (start < order.length) {
    const value = values[order[start] as number];
    let end = start;
    let weight = 0;
    while (end < order.length && values[order[end] as number] === value) {
      weight += weights[order[end] as number] as number;
      end += 1;
    }
    for (let place = start; place < end; place += 1) found[order[place] as number] = before + (weight + 1) / 2;
    before += weight;
    start = end;
  }
  return found;
}

interface Moments {
  readonly total: number;
  readonly meanFirst: number;
  readonly meanSecond: number;
  readonly varianceFirst: number;
  readonly varianceSecond: number;
  readonly covariance: number;
}

function moments(first: Float64Array, second: Float64Array, weights: Float64Array): Moments {
  let total = 0;
  let sumFirst = 0;
  let sumSecond = 0;
  for (let index = 0; index < first.length; index += 1) {
    const weight = weights[index] as number;
    total += weight;
    sumFirst += weight * (first[index] as number);
    sumSecond += weight * (second[index] as number);
  }
  const meanFirst = sumFirst / total;
  const meanSecond = sumSecond / total;
  let varianceFirst = 0;
  let varianceSecond = 0;
  let covariance = 0;
  for (let index = 0; index < first.length; index += 1) {
    const weight = weights[index] as number;
    const left = (first[index] as number) - meanFirst;
    const right = (second[index] as number) - meanSecond;
    varianceFirst += weight * left * left;
    varianceSecond += weight * right * right;
    covariance += weight * left * right;
  }
  return {
    total,
    meanFirst,
    meanSecond,
    varianceFirst: varianceFirst / total,
    varianceSecond: varianceSecond / total,
    covariance: covariance / total,
  };
}

/** Under this, a variance is rounding error. */
const NO_VARIANCE = 1e-12;

function correlation(first: Float64Array, second: Float64Array, weights: Float64Array): number | null {
  const { varianceFirst, varianceSecond, covariance } = moments(first, second, weights);
  if (!(varianceFirst > NO_VARIANCE) || !(varianceSecond > NO_VARIANCE)) return null;
  return covariance / Math.sqrt(varianceFirst * varianceSecond);
}

/**
 * Cohen 1968 with weights (a - b)^2: one minus the squared distance found over that of independent raters, which is
 * var a + var b + (mean a - mean b)^2.
 */
function quadraticKappa(first: Float64Array, second: Float64Array, weights: Float64Array): number | null {
  const { meanFirst, meanSecond, varianceFirst, varianceSecond, covariance } = moments(first, second, weights);
  const shift = (meanFirst - meanSecond) ** 2;
  const byChance = varianceFirst + varianceSecond + shift;
  return byChance > NO_VARIANCE ? 1 - (byChance - 2 * covariance) / byChance : null;
}
