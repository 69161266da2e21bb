/** Providers that worked for a replay, instead of being played from its cassette, and broke down. */
import type { CassettePort } from '../../../engine/replay/cassette/format.js';
import { countRange } from '../../../engine/replay/expectations/figures.js';
import type { Expectations } from '../../../engine/replay/fixture/expect-schema.js';
import type { Fixture } from '../../../engine/replay/fixture/fixture-schema.js';
import type { FixtureResult, ReplayFailure } from '../../../engine/replay/result.js';
import type { SessionEvent } from '../../../engine/session/log/events.js';
import { PORT_KEYS } from './port-sources.js';

/** What a session goes on without: silence, or lines to be read. A fixture that expects little would pass all the same. */
const CHECKED = ['speechToText', 'textToSpeech'] as const satisfies readonly CassettePort[];
type CheckedPort = (typeof CHECKED)[number];

/**
 * With a failure for each port whose provider failed, where neither another one nor the same one is told to have stood in, unless the
 * fixture expects just that.
 */
export function withBrokenEngines(
  result: FixtureResult,
  { expect: expected, faults = [] }: Fixture,
  played: readonly CassettePort[],
): FixtureResult {
  if (result.status === 'interrupted' || result.status === 'broken') return result;
  const failures = CHECKED.filter(
    (port) =>
      !played.includes(port) &&
      !faults.some((fault) => fault.port === PORT_KEYS[port]) &&
      !isFailureExpected(port, expected),
  ).flatMap((port) => failureOf(port, result.events));
  if (failures.length === 0) return result;
  return { ...result, status: 'failed', failures: [...result.failures, ...failures] };
}

/** Whether a fixture wants to see that this provider fails. */
export function isFailureExpected(port: CassettePort, { events = [], order = [] }: Expectations): boolean {
  const wanted = [
    ...events.filter(({ absent, count }) => absent !== true && (count === undefined || countRange(count)[1] > 0)),
    ...order,
  ];
  return wanted.some(
    ({ type, where }) => type === 'provider.failed' && (where?.['port'] === undefined || where['port'] === port),
  );
}

function failureOf(port: CheckedPort, events: readonly SessionEvent[]): readonly ReplayFailure[] {
  let standingIn: string | null = null;
  let trouble: string | null = null;
  for (const event of events) {
    if (event.type === 'provider.switched' && event.port === port) [standingIn, trouble] = [event.to, null];
    if (event.type === 'provider.recovered' && event.port === port) trouble = null;
    // One that rests is tried now and then, and its failures are nothing to those who hear the other.
    const isInUse = event.type === 'provider.failed' && (standingIn === null || event.provider === standingIn);
    if (isInUse && event.port === port) trouble = event.message;
  }
  return trouble === null ? [] : [{ expectation: 'provider', message: `${port}: ${trouble}` }];
}

/** Of a port that is played, a failure says only that the cassette does not know something. */
export function failuresOfEngines(
  failures: readonly ReplayFailure[],
  played: readonly CassettePort[],
): readonly ReplayFailure[] {
  return failures.filter(
    ({ expectation, message }) => expectation !== 'provider' || !played.some((port) => message.startsWith(`${port}: `)),
  );
}
