/** Results as reporters get them, with the nastiest texts a candidate may say. */
import { fixtureInOrder } from '../../../src/commands/replay/run/job.js';
import type { FixtureResult } from '../../../src/engine/replay/result.js';

export const NASTY =
  '</script><img src=x onerror="window.hacked=1">& %0A::error::\u0007\u001b[31m\u0000 | `x` \ud800 ]]> it\'s';

export function resultOf(over: Partial<FixtureResult> = {}): FixtureResult {
  return {
    ...fixtureInOrder('talk', 'A talk'),
    ...over,
  };
}
