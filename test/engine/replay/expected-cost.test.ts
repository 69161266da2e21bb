import { expect, it } from 'vitest';
import { checkCost } from '../../../src/engine/replay/expectations/figures.js';
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
