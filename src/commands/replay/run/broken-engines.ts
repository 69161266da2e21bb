/** Providers that worked for a replay, instead of being played from its cassette, and broke down. */
import type { CassettePort } from '../../../engine/replay/cassette/format.js';
import type { Fixture } from '../../../engine/replay/fixture/fixture-schema.js';
import type { FixtureResult, ReplayFailure } from '../../../engine/replay/result.js';
import type { SessionEvent } from '../../../engine/session/log/events.js';
import { PORT_KEYS } from './port-sources.js';

/** What a session goes on without: silence, or lines to be read. A fixture that expects little would pass all the same. */
const CHECKED = ['speechToText', 'textToSpeech'] as const satisfies readonly CassettePort[];

/** With a failure for each port whose provider failed and did not come back, unless the fixture is about such failures. */
export function withBrokenEngines(
  result: FixtureResult,
  { expect: expected, faults = [] }: Fixture,
  played: readonly CassettePort[],
): FixtureResult {
  if (result.status === 'interrupted' || result.status === 'broken') return result;
  const isExpected = [...(expected.events ?? []), ...(expected.order ?? [])].some(
    ({ type }) => type === 'provider.failed',
  );
  if (isExpected) return result;
  const failures = CHECKED.filter(
    (port) => !played.includes(port) && !faults.some((fault) => fault.port === PORT_KEYS[port]),
  ).flatMap((port) => failureOf(port, result.events));
  if (failures.length === 0) return result;
  return { ...result, status: 'failed', failures: [...result.failures, ...failures] };
}

function failureOf(port: (typeof CHECKED)[number], events: readonly SessionEvent[]): readonly ReplayFailure[] {
  const newest = events.findLast(
    (event) =>
      (event.type === 'provider.failed' || event.type === 'provider.switched' || event.type === 'provider.recovered') &&
      event.port === port,
  );
  if (newest?.type !== 'provider.failed') return [];
  return [{ expectation: 'provider', message: `${port}: ${newest.message}` }];
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
