import { describe, expect, it } from 'vitest';
import { overallIelts, speakingBand, wholeBand } from '../../../src/engine/scoring/bands.js';

describe('Speaking band', () => {
  it.each([
    [6.25, 6, 6.5],
    [6.75, 6.5, 7],
    [6.5, 6.5, 6.5],
    [6, 6, 6],
    [9, 9, 9],
    [0, 0, 0],
  ])('from a mean of %f is %f rounded down and %f rounded to the nearest', (mean, down, nearest) => {
    expect(speakingBand(mean, 'down')).toBe(down);
    expect(speakingBand(mean, 'nearest')).toBe(nearest);
  });
});

describe('overall IELTS score', () => {
  it.each([
    [[6.5, 6, 6, 6], 6.125, 6],
    [[6.5, 6.5, 6, 6], 6.25, 6.5],
    [[4, 3.5, 4, 4], 3.875, 4],
    [[6.5, 6.5, 5, 7], 6.25, 6.5],
  ])('of %j has mean %f and band %f', ([listening, reading, writing, speaking], mean, band) => {
    expect(overallIelts({ listening: listening!, reading: reading!, writing: writing!, speaking: speaking! })).toEqual({
      mean,
      band,
    });
  });

  it.each([6.3, -1, 9.5, NaN])('refuses %f', (band) => {
    expect(() => overallIelts({ listening: band, reading: 6, writing: 6, speaking: 6 })).toThrow(RangeError);
  });
});

it('whole bands round halves up and stay within 0 to 9', () => {
  expect([5.49, 5.5, 9.4, -1].map(wholeBand)).toEqual([5, 6, 9, 0]);
});
