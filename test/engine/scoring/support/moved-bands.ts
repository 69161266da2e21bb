/** How far recognition errors move the bands of a test, with the speech model's ratings and without. */
import { expect } from 'vitest';
import { measureTest, type MeasuredTest } from '../../../../src/engine/scoring/measures/measure.js';
import { MAPPING } from '../../../../src/engine/scoring/rating/mapping-data.js';
import { MeasuredRater } from '../../../../src/engine/scoring/rating/measured-rater.js';
import { CRITERIA, type Criterion } from '../../../../src/engine/scoring/types.js';
import type { Heard } from './noisy.js';

/** Before rounding; `plain` is pronunciation where the speech model rated nothing. */
export type RawBands = Readonly<Record<Criterion | 'plain', number>>;

export function rawBands({ turns, evidence }: Heard): RawBands {
  const test = measureTest(turns, evidence, MAPPING.settings, { pitch: false });
  const bands = rawsOf(test);
  const unrated = { ...test.values, ratedAccuracy: null, ratedProsody: null, ratedFluency: null };
  return { ...bands, plain: rawsOf({ ...test, values: unrated }).pronunciation };
}

function rawsOf(test: MeasuredTest): Readonly<Record<Criterion, number>> {
  const ratings = new MeasuredRater().rate(test, { purpose: 'test' });
  const raw = (criterion: Criterion): number => (ratings[criterion].rateable ? ratings[criterion].raw : NaN);
  return {
    fluency: raw('fluency'),
    lexical: raw('lexical'),
    grammar: raw('grammar'),
    pronunciation: raw('pronunciation'),
  };
}

/** None by more than half, nor their mean. */
export function expectNear(one: RawBands, other: RawBands): void {
  for (const name of [...CRITERIA, 'plain'] as const)
    expect(Math.abs(one[name] - other[name]), name).toBeLessThanOrEqual(0.5);
  const overall = (found: RawBands): number => CRITERIA.reduce((sum, criterion) => sum + found[criterion], 0) / 4;
  expect(Math.abs(overall(one) - overall(other)), 'overall').toBeLessThanOrEqual(0.5);
}
