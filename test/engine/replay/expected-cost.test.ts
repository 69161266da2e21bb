import { expect, it } from 'vitest';
import { checkCost, costNotes } from '../../../src/engine/replay/expectations/figures.js';
import type { ReplayMetrics } from '../../../src/engine/replay/result.js';
import type { ReplayOutcome } from '../../../src/engine/replay/expectations/outcome.js';

it.each([
  [null, 12, 'the price of x:y is not known, so nobody can tell what it cost'],
  // Nothing was used.
  [null, 0, null],
  [0.5, 12, null],
  [1.5, 12, 'the providers cost $1.5000, at most $1.0000 was expected'],
])('a request that cost %s with %i tokens, held against a limit of a dollar: %s', (costUsd, inputTokens, problem) => {
  const nothing = { audioSeconds: null, characters: null, outputTokens: null, firstByteMs: null };
  const used = { type: 'provider.used', port: 'languageModel', provider: 'x:y', costUsd, inputTokens, ...nothing };
  const outcome = { metrics: { costUsd }, events: [used] } as unknown as ReplayOutcome;
  expect(checkCost({ cost: { max: 1 } }, outcome)).toBe(problem);
});

it('a limit that holds because nobody told of any cost is noted', () => {
  const notes = (costUsd: number | null, cost?: { max: number }): readonly unknown[] =>
    costNotes(cost === undefined ? {} : { cost }, { costUsd } as ReplayMetrics);
  expect(notes(null, { max: 0 })).toMatchObject([{ code: 'fixture.costUntold' }]);
  expect([...notes(null), ...notes(0, { max: 0 })]).toEqual([]);
});
