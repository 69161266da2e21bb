/** Times that nobody can have spoken at are no evidence of fluency. */
import { expect, it } from 'vitest';
import { measureTest } from '../../../src/engine/scoring/measures/measure.js';
import { MAPPING } from '../../../src/engine/scoring/rating/mapping-data.js';
import { MeasuredRater } from '../../../src/engine/scoring/rating/measured-rater.js';
import { LEARNERS_TEST } from './support/learners-test.js';
import { turnOf } from './support/turns.js';

function fluencyAt(wordMs: number) {
  let startMs = 0;
  const turns = LEARNERS_TEST.map((text, index) => {
    const turn = turnOf(text, { turnId: `t${String(index)}`, startMs, wordMs });
    startMs = turn.endMs + 2000;
    return turn;
  });
  const test = measureTest(turns, new Map(), MAPPING.settings);
  return new MeasuredRater().rate(test, { purpose: 'test', partsUnknown: true }).fluency;
}

it('half a minute at a speed that nobody reaches is not rated for fluency, and the reason says how fast it is', () => {
  const fast = fluencyAt(130);
  expect(fast.rateable).toBe(false);
  expect(fast).toMatchObject({ reason: expect.stringMatching(/ \d{3} syllables a minute, faster than anybody/) });
  // As fast as the fastest talkers.
  expect(fluencyAt(180).rateable).toBe(true);
});
