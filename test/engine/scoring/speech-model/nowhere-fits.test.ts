import { expect, it } from 'vitest';
import { nowhereFits } from '../../../../src/engine/scoring/speech-model/nowhere-fits.js';

/** Pieces as [words, fit]. */
const pieces = (...made: readonly (readonly [number, number])[]) =>
  made.map(([words, fit]) => ({
    words: Array<string>(words).fill('word'),
    features: { posteriorMean: fit, loopAgreement: 0, closestShare: 0 },
  }));

/** What was measured of 23 pieces of a text that was played backwards, and of a weak reader whom the aligner lost on the way. */
const BACKWARDS = pieces(
  ...([
    [8, -3.7],
    [5, -5.93],
    [4, -4.77],
    [8, -4.55],
    [3, -3.33],
    [6, -3.92],
    [6, -4.24],
    [7, -2.99],
    [4, -3.89],
    [5, -6.38],
    [19, -4.44],
    [9, -4.45],
    [8, -3.97],
    [3, -5.44],
    [16, -5.48],
    [15, -4.99],
    [12, -4.3],
    [4, -4.95],
    [6, -4.79],
    [7, -4.39],
    [5, -4.62],
    [11, -6.32],
    [8, -5.01],
  ] as const),
);
const LOST = pieces(
  ...([
    [3, 2.02],
    [3, -1],
    [3, -1.07],
    [4, -4.19],
    [5, -5.43],
    [3, -1.56],
    [9, -5.47],
    [4, -6.03],
    [11, -5.84],
    [7, -3.18],
    [9, -4.58],
    [4, -2.44],
    [13, -3.26],
    [4, -2.44],
    [8, -6.11],
    [16, -3.8],
    [18, -4.32],
    [8, -4.04],
  ] as const),
);

it('a text of which hardly a word fits anywhere, as one played backwards, was not said', () => {
  expect(nowhereFits(BACKWARDS)).toBe(true);
});

it('a weak reader is believed who fits well in places', () => {
  expect(nowhereFits(LOST)).toBe(false);
});

it('a few bad sentences, or few words, prove nothing', () => {
  expect(nowhereFits(BACKWARDS.slice(0, 7))).toBe(false);
  expect(nowhereFits(pieces(...Array.from({ length: 8 }, () => [3, -5] as const)))).toBe(false);
});
