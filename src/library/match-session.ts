/** Compares the result of a replay with a test's expectations, and words the outcome for a matcher. */
import type { z } from 'zod';
import { checkExpectations } from '../engine/replay/expectations/check-expectations.js';
import { fixtureKeys } from '../engine/replay/fixture/fixture-json-schema.js';
import { expectSchema } from '../engine/replay/fixture/expect-schema.js';
import { tolerancesOf } from '../engine/replay/fixture/tolerances.js';
import type { FixtureResult, ReplayFailure } from '../engine/replay/result.js';
import { wrongInput } from './wrong-input.js';
import { failureText } from '../commands/replay/reporters/failure-text.js';

/** The same keys as `expect` in a fixture: `{ status: 'completed', wer: { max: 0.1 }, latency: { responseP95: '2s' } }`. */
export type SessionExpectations = z.input<typeof expectSchema>;

export interface Match {
  readonly pass: boolean;
  /** The fixture could not be replayed, or not to its end, so that it neither meets nor misses the expectations. */
  readonly broken: boolean;
  readonly message: () => string;
}

/**
 * @param received the result of `replay`
 * @param expected expectations in addition to the fixture's own
 * Throws a TypeError when `received` is not the result of a replay, or `expected` has unknown keys.
 */
export function matchSession(received: unknown, expected: SessionExpectations = {}): Match {
  const result = resultOf(received);
  const parsed = expectSchema.safeParse(expected);
  if (!parsed.success) {
    const wrong = wrongInput(parsed.error, expected, (path) => fixtureKeys(['expect', ...path]));
    throw new TypeError(`toMatchSession cannot expect this:\n${wrong.join('\n')}`);
  }
  const failures = [...result.failures, ...others(result, parsed.data)];
  const pass = failures.length === 0 && result.status === 'passed';
  const text = failures.map((failure) => `  ${failureText(failure).replaceAll('\n', '\n    ')}`).join('\n');
  const broken = result.status === 'broken' || result.status === 'interrupted';
  return {
    pass,
    broken,
    message: () =>
      pass
        ? `The session "${result.title}" is as expected, and was expected not to be.`
        : `The session "${result.title}" is ${broken ? result.status : 'not as expected'}:\n${text}`,
  };
}

function others(
  { events, transcript, bands, metrics, compared, said, tolerances = tolerancesOf({}) }: FixtureResult,
  expected: z.infer<typeof expectSchema>,
): readonly ReplayFailure[] {
  // The failure of a broken fixture already says why.
  if (metrics === null) return [];
  const outcome = { events, transcript, bands, metrics, compared, said };
  // How the session ends is the fixture's own matter, and was checked there, unless the test says it, too.
  return checkExpectations({ expect: { status: metrics.session, ...expected }, answers: [], tolerances }, outcome);
}

function resultOf(received: unknown): FixtureResult {
  if (typeof received === 'object' && received !== null && 'failures' in received && 'eventLogSha256' in received)
    return received as FixtureResult;
  const hint = received instanceof Promise ? ' (await the replay first)' : '';
  throw new TypeError(`toMatchSession needs the result of a replay${hint}.`);
}
