import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { SpeechRating } from '../../../src/engine/ports/word-aligner.js';
import { measureTest } from '../../../src/engine/scoring/measures/measure.js';
import { speechRatings } from '../../../src/engine/scoring/measures/speech-ratings.js';
import { MAPPING } from '../../../src/engine/scoring/rating/mapping-data.js';
import { MeasuredRater } from '../../../src/engine/scoring/rating/measured-rater.js';
import type { Criterion } from '../../../src/engine/scoring/types.js';
import { alignmentOf, evidenceFor, wholeTest } from './support/turns.js';

const rated = (points: number, words = 30): SpeechRating => ({
  fluency: points,
  prosodic: points,
  accuracy: points,
  total: points,
  words,
  modelVersion: '1.0.0',
});

describe('ratings of a test by the speech model', () => {
  it('are means weighted by words: 30 words at 8 and 10 at 6 make 7.5', () => {
    expect(speechRatings([rated(8, 30), rated(6, 10)])).toEqual({
      ratedAccuracy: 7.5,
      ratedProsody: 7.5,
      ratedFluency: 7.5,
    });
  });

  it('count an answer that went wrong as two points from the others: 8, 8, 8 and 0 make 7.5', () => {
    expect(speechRatings([rated(8), rated(8), rated(8), rated(0)]).ratedAccuracy).toBe(7.5);
  });

  it('are none under 20 words', () => {
    expect(speechRatings([rated(8, 10), rated(8, 9)]).ratedAccuracy).toBeNull();
    expect(speechRatings([]).ratedFluency).toBeNull();
  });
});

describe('bands with the speech model', () => {
  const turns = wholeTest(2);
  const rater = new MeasuredRater();
  const raw = (criterion: Criterion, points: readonly (number | null)[], kept = turns): number => {
    const evidence = new Map(
      turns.map((turn, index) => {
        const rating = points[index % points.length] ?? null;
        return [
          turn.turnId,
          { alignment: { ...alignmentOf(turn), ...(rating === null ? {} : { rating: rated(rating) }) }, grammar: [] },
        ];
      }),
    );
    const found = rater.rate(measureTest(kept, evidence, MAPPING.settings), { purpose: 'test' })[criterion];
    return found.rateable ? found.raw : NaN;
  };
  const score = fc.double({ min: 0, max: 10, noNaN: true });
  const scores = fc.array(score, { minLength: 12, maxLength: 12 });

  it('rise with what it says of sounds and flow, and leave vocabulary and grammar alone', () => {
    const at = [3, 5, 7, 8, 9].map((points) => raw('pronunciation', [points]));
    expect(at).toEqual([...at].sort((one, other) => one - other));
    expect(at[4]! - at[0]!).toBeGreaterThan(2);
    expect(raw('fluency', [9])).toBeGreaterThan(raw('fluency', [4]));
    for (const criterion of ['lexical', 'grammar'] as const) expect(raw(criterion, [9])).toBe(raw(criterion, [4]));
  });

  it('are those of the measured evidence where it said nothing', () => {
    const plain = rater.rate(measureTest(turns, evidenceFor(turns), MAPPING.settings), { purpose: 'test' });
    expect(plain.pronunciation.rateable && plain.pronunciation.raw).toBe(raw('pronunciation', [null]));
  });

  it('never rise when it rates an answer lower', () => {
    fc.assert(
      fc.property(scores, fc.nat(11), score, (points, which, drop) => {
        const lower = points.map((each, index) => (index === which ? Math.max(0, each - drop) : each));
        return (['pronunciation', 'fluency'] as const).every(
          (criterion) => raw(criterion, lower) <= raw(criterion, points) + 1e-9,
        );
      }),
      { seed: 3, numRuns: 15 },
    );
  });

  it('move by no more than half when one answer of a long test is dropped, whatever it was rated', () => {
    fc.assert(
      fc.property(score, score, fc.nat(11), (usual, odd, which) => {
        const points = turns.map((_, index) => (index === which ? odd : usual));
        const rest = turns.filter((_, index) => index !== which);
        return (['pronunciation', 'fluency'] as const).every(
          (criterion) => Math.abs(raw(criterion, points, rest) - raw(criterion, points)) <= 0.5,
        );
      }),
      { seed: 4, numRuns: 15 },
    );
  });
});
