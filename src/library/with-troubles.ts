/** What the test's own providers did wrong, in the result of its replay. */
import { messageOf } from '../engine/errors.js';
import type { FixtureResult, ReplayFailure } from '../engine/replay/result.js';
import type { CassettePort } from '../engine/replay/cassette/format.js';
import type { Expectations } from '../engine/replay/fixture/expect-schema.js';
import { isFailureExpected } from '../commands/replay/run/broken-engines.js';
import type { ProviderWatch } from './provider-watch.js';

/** What a session goes on without, as if the test had none. */
const GONE_ON_WITHOUT: ReadonlySet<CassettePort> = new Set(['languageModel', 'pronunciation']);

/**
 * With a failure for everything that no provider may do; broken where the session could not go on because of it.
 * @param expected of the fixture: it may want to see that a provider fails @param error what ended the replay
 */
export function withTroubles(
  result: FixtureResult,
  watch: ProviderWatch,
  expected: Expectations,
  error?: unknown,
): FixtureResult {
  const { troubles, stuck } = watch;
  const own = watch.isOwn(error) ? [messageOf(error)] : [];
  const useless =
    result.status === 'interrupted'
      ? []
      : watch.neverAnswered.filter(({ port }) => GONE_ON_WITHOUT.has(port) && !isFailureExpected(port, expected));
  const messages = new Set([...own, ...[...troubles, ...useless].map(({ message }) => message)]);
  if (messages.size === 0) return result;
  const isTold = (text: string): boolean => [...messages].some((message) => text.includes(message));
  const others = result.failures.filter(
    ({ expectation, message }) => !(own.length > 0 && expectation === 'broken') && !isTold(message),
  );
  const failures = [...messages].map((message): ReplayFailure => ({ expectation: 'provider', message }));
  const { newBaseline: _, ...kept } = result;
  const broken = stuck.aborted || result.status === 'broken';
  return { ...kept, status: broken ? 'broken' : 'failed', failures: [...failures, ...others] };
}
