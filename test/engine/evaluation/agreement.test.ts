import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { agreementOf, preparePairs, type ScorePair } from '../../../src/engine/evaluation/agreement.js';
import { bootstrapIntervals } from '../../../src/engine/evaluation/bootstrap.js';

const pairs = (list: readonly (readonly [predicted: number, human: number])[]): readonly ScorePair[] =>
  list.map(([predicted, human]) => ({ predicted, human }));

describe('agreement', () => {
  it('gives the figures of a hand-worked example', () => {
    // Errors 1, 0, -1, 0; deviations of the predictions from 3: 0 -1 0 1, of the scores from 3: -1 -1 1 1.
    const found = agreementOf(
      preparePairs(
        pairs([
          [3, 2],
          [2, 2],
          [3, 4],
          [4, 4],
        ]),
        1,
      ),
    );
    expect(found.pearson).toBeCloseTo(2 / Math.sqrt(2 * 4));
    // Ranks 2.5 1 2.5 4 and 1.5 1.5 3.5 3.5: covariance 3, sums of squares 4.5 and 4.
    expect(found.spearman).toBeCloseTo(3 / Math.sqrt(4.5 * 4));
    expect(found.rmse).toBeCloseTo(Math.sqrt(0.5));
    expect(found.mae).toBe(0.5);
    // Squared distance .5; by chance .5 + 1 + 0.
    expect(found.kappa).toBeCloseTo(1 - 0.5 / 1.5);
  });

  it('has no correlation where nobody differs', () => {
    const found = agreementOf(
      preparePairs(
        pairs([
          [5, 5],
          [5, 6],
          [5, 7],
        ]),
        0.5,
      ),
    );
    expect(found.pearson).toBeNull();
    expect(found.spearman).toBeNull();
  });

  it('counts a pair of weight two like two pairs', () => {
    const pair = fc.tuple(
      fc.integer({ min: 0, max: 18 }),
      fc.integer({ min: 0, max: 18 }),
      fc.integer({ min: 0, max: 3 }),
    );
    fc.assert(
      fc.property(fc.array(pair, { minLength: 4, maxLength: 15 }), (list) => {
        const weights = Float64Array.from(list, ([, , weight]) => weight);
        const repeated = list.flatMap(([predicted, human, weight]) =>
          Array.from({ length: weight }, () => [predicted / 2, human / 2] as const),
        );
        if (repeated.length < 2) return;
        const weighted = agreementOf(
          preparePairs(pairs(list.map(([predicted, human]) => [predicted / 2, human / 2])), 0.5),
          weights,
        );
        const plain = agreementOf(preparePairs(pairs(repeated), 0.5));
        for (const figure of ['pearson', 'spearman', 'rmse', 'mae', 'kappa'] as const) {
          if (plain[figure] === null) expect(weighted[figure]).toBeNull();
          else expect(weighted[figure]).toBeCloseTo(plain[figure], 9);
        }
      }),
      { seed: 3, numRuns: 100 },
    );
  });
});

describe('intervals', () => {
  const noisy = pairs(
    Array.from({ length: 60 }, (_, index) => [(index % 10) + ((index * 7) % 5) / 2, index % 10] as const),
  );

  it('hold the figure itself and are the same every time', () => {
    const prepared = preparePairs(noisy, 1);
    const alone = noisy.map(() => null);
    const first = bootstrapIntervals(prepared, alone);
    const [low, high] = first.pearson ?? [1, 0];
    expect(low).toBeLessThan(agreementOf(prepared).pearson ?? 0);
    expect(high).toBeGreaterThan(agreementOf(prepared).pearson ?? 0);
    expect(bootstrapIntervals(prepared, alone)).toEqual(first);
  });

  it('are wider when the pairs come from few speakers', () => {
    // Errors that belong to the speaker: five speakers count as five, not as sixty.
    const spoken = noisy.map(({ human }, index) => ({ human, predicted: human + Math.floor(index / 12) }));
    const prepared = preparePairs(spoken, 1);
    const width = (clusters: readonly (string | null)[]): number => {
      const [low, high] = bootstrapIntervals(prepared, clusters).mae ?? [0, 0];
      return high - low;
    };
    expect(width(spoken.map((_, index) => `s${String(Math.floor(index / 12))}`))).toBeGreaterThan(
      2 * width(spoken.map(() => null)),
    );
  });
});
