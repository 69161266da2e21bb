import { expect, it } from 'vitest';
import { meanLogRank } from '../../../src/engine/scoring/measures/lexical.js';
import { measureTest } from '../../../src/engine/scoring/measures/measure.js';
import { MAPPING } from '../../../src/engine/scoring/rating/mapping-data.js';
import { turnOf } from './support/turns.js';

it('counts repetitions and fillers per 100 words without fillers, and averages how sure the recogniser was', () => {
  // Four words and one filler at .95, five words at .45: the second answer's repetition is unsure, so it is none.
  const turns = [
    turnOf('I I um like tea', { turnId: 't1' }),
    turnOf('we we like coffee too', { turnId: 't2', startMs: 60_000, confidence: 0.45 }),
  ];
  const { values } = measureTest(turns, new Map(), MAPPING.settings);
  expect(values.repairsPer100).toBeCloseTo(100 / 9);
  expect(values.fillersPer100).toBeCloseTo(100 / 9);
  expect(values.recogniserConfidence).toBeCloseTo(0.7);
  expect(values.alignedWords).toBeNull();
});

it('averages the logarithm of ranks: 10 and 1,000 make 2', () => {
  expect(meanLogRank([10, 1000])).toBeCloseTo(2);
});
