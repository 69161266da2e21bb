import { expect, it, vi } from 'vitest';
import { MEASURE_TEXTS, type MeasureName } from '../../../src/engine/scoring/measures/catalogue.js';
import { measureOnDemand, measureTest } from '../../../src/engine/scoring/measures/measure.js';
import { onDemand, type WaysToMeasure } from '../../../src/engine/scoring/measures/on-demand.js';
import { MAPPING } from '../../../src/engine/scoring/rating/mapping-data.js';
import { turnOf } from './support/turns.js';

it('gives the values of a whole measurement without pitch', () => {
  const turns = [
    turnOf('I I um like black coffee because [600] it wakes me up', { turnId: 't1' }),
    turnOf('we would never drink tea at home', { turnId: 't2', startMs: 60_000 }),
  ];
  const { values } = measureOnDemand(turns, new Map(), MAPPING.settings);
  const whole = measureTest(turns, new Map(), MAPPING.settings, { pitch: false }).values;
  const names = Object.keys(MEASURE_TEXTS) as MeasureName[];
  expect(names.map((name) => [name, values[name]])).toEqual(names.map((name) => [name, whole[name]]));
});

it('works out what is read, once, and nothing else', () => {
  const ways = Object.fromEntries(
    Object.keys(MEASURE_TEXTS).map((name) => [name, vi.fn(() => (name === 'mtld' ? null : 1))]),
  ) as unknown as WaysToMeasure<null> & Record<MeasureName, ReturnType<typeof vi.fn>>;
  const values = onDemand(ways)(null);
  expect([values.mtld, values.mtld, values.tokens]).toEqual([null, null, 1]);
  const worked = Object.entries(ways).flatMap(([name, way]) => way.mock.calls.map(() => name));
  expect(worked.toSorted()).toEqual(['mtld', 'tokens']);
});
