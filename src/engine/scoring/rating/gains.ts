/** What would raise a band, by the mapping itself: each measure brought to what is usual a band higher, all else left as it was. */
import type { MeasureName } from '../measures/catalogue.js';
import type { MeasuredTest } from '../measures/measure.js';
import type { Criterion } from '../types.js';
import { calibration, nextStanding } from './calibration.js';
import type { Curve, Mapping } from './mapping.js';
import { interpolate, valueOf } from './mapping.js';
import type { Rater, RatingConditions } from './rater.js';

export interface Gain {
  readonly measure: MeasureName;
  readonly value: number;
  /** What is usual a band higher. */
  readonly target: number;
  /** Bands that the criterion would rise by, before rounding. */
  readonly bands: number;
}

/** By measure; measures that would gain nothing, or have no value, are left out. */
export function gainsOf(
  criterion: Criterion,
  test: MeasuredTest,
  {
    rater,
    mapping,
    conditions,
  }: { readonly rater: Rater; readonly mapping: Mapping; readonly conditions: RatingConditions },
): ReadonlyMap<MeasureName, Gain> {
  const now = rater.rate(test, conditions)[criterion];
  const gains = new Map<MeasureName, Gain>();
  if (!now.rateable) return gains;
  for (const [measure, target] of targetsOf(criterion, test, mapping)) {
    const value = valueOf(test.values, measure);
    if (value === null) continue;
    const better = rater.rate({ ...test, values: { ...test.values, [measure]: target } }, conditions)[criterion];
    const bands = better.rateable ? better.raw - now.raw : 0;
    if (bands > 0) gains.set(measure, { measure, value, target, bands });
  }
  return gains;
}

function targetsOf(criterion: Criterion, test: MeasuredTest, mapping: Mapping): ReadonlyMap<MeasureName, number> {
  const targets = new Map<MeasureName, number>();
  const { curves, penalties, wordsShare } = mapping.criteria[criterion];
  for (const measure of calibration().measures) {
    const value = measure.criterion === criterion ? valueOf(test.values, measure.measure) : null;
    if (value !== null) targets.set(measure.measure, nextStanding(measure, value));
  }
  for (const { measure, curve } of curves) {
    const value = valueOf(test.values, measure);
    // Where the calibration counts most, its step is taken: what is a band higher on the curve may still be below all that counts there.
    if (value === null || (wordsShare >= 0.5 && targets.has(measure))) continue;
    targets.set(measure, valueAt(curve, interpolate(curve, value) + 1));
  }
  for (const { measure, curve } of penalties) {
    const value = valueOf(test.values, measure);
    // Half of them gone; nobody makes none.
    if (value !== null && interpolate(curve, value) > 0) targets.set(measure, value / 2);
  }
  return targets;
}

/** The value with this band on a curve; the nearest end where the curve does not reach it. */
export function valueAt(curve: Curve, band: number): number {
  const rising = curve.toSorted(([, one], [, other]) => one - other);
  const [first, last] = [rising[0], rising.at(-1)];
  if (!first || !last) throw new RangeError('A curve needs at least one point.');
  if (band >= last[1]) return last[0];
  for (let index = 1; index < rising.length; index += 1) {
    const [left, right] = [rising[index - 1] ?? first, rising[index] ?? last];
    if (band > right[1]) continue;
    return left[0] + ((right[0] - left[0]) * Math.max(0, band - left[1])) / (right[1] - left[1]);
  }
  return last[0];
}
