import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { withinBudget } from '../../../../src/engine/exam/follow-up/history.js';
import { estimatedTokens } from '../../../../src/engine/text/token-estimate.js';

const exchange = (index: number, words: number) => ({
  question: `Question ${String(index)}?`,
  answer: Array.from({ length: words }, (_, word) => `word${String(index)}x${String(word)}`).join(' '),
});

describe('the conversation within a budget of tokens', () => {
  it('is whole when there is room', () => {
    const all = [exchange(1, 10), exchange(2, 10)];
    expect(withinBudget(all, 1000)).toEqual(all);
  });

  it('keeps the newest in full, older answers by their beginning, and drops the oldest', () => {
    const all = [1, 2, 3, 4].map((index) => exchange(index, 60));
    const kept = withinBudget(all, 450);
    expect(kept.at(-1)).toEqual(all[3]);
    expect(kept.length).toBeLessThan(4);
    expect(kept[0]?.answer).toMatch(/^word\dx0 .* \[\.\.\.\]$/);
  });

  it('keeps both ends of an answer that is too long alone', () => {
    const [kept] = withinBudget([exchange(1, 3000)], 300);
    expect(kept?.answer).toMatch(/^word1x0 .* \[\.\.\.\] .* word1x2999$/);
  });

  test('never takes more than the budget, and keeps the order', () => {
    const exchanges = fc.array(
      fc.record({ question: fc.string({ maxLength: 80 }), answer: fc.string({ unit: 'grapheme', maxLength: 2000 }) }),
      { maxLength: 12 },
    );
    fc.assert(
      fc.property(exchanges, fc.integer({ min: 0, max: 1500 }), (all, budget) => {
        const kept = withinBudget(all, budget);
        const tokens = kept.reduce((sum, { question, answer }) => sum + estimatedTokens(question + answer), 0);
        expect(tokens).toBeLessThanOrEqual(budget);
        const questions = all.slice(all.length - kept.length).map(({ question }) => question);
        expect(kept.map(({ question }) => question)).toEqual(questions);
      }),
      { seed: 7, numRuns: 200 },
    );
  });
});
