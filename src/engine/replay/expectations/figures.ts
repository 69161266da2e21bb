/** Expected figures: counts, waiting times, costs. */
import type { Expectations, LatencyKey, LatencyStage } from '../fixture/expect-schema.js';
import type { SessionEvent } from '../../session/log/events.js';
import type { ReplayFailure, ReplayMetrics, ReplayNote, WaitingTimes } from '../result.js';
import type { ReplayOutcome } from './outcome.js';

type Count = Expectations['cutIns'];

/**
 * @param which the answers that were counted, where that is known
 * @returns what is wrong, or null
 */
export function checkCount(what: string, expected: Count, found: number, which: readonly number[] = []): string | null {
  if (expected === undefined) return null;
  const [min, max] = countRange(expected);
  if (found >= min && found <= max) return null;
  const wanted =
    min === max ? String(min) : max === Infinity ? `at least ${String(min)}` : `${String(min)} to ${String(max)}`;
  return `${what}: ${String(found)}${listed(which)}, expected ${wanted}`;
}

/** More are no help. */
const LISTED = 12;

function listed(answers: readonly number[]): string {
  if (answers.length === 0) return '';
  const more = answers.length > LISTED ? ' and others' : '';
  return ` (${answers.length === 1 ? 'answer' : 'answers'} ${answers.slice(0, LISTED).join(', ')}${more})`;
}

/** The least and the most that is expected. */
export function countRange(expected: NonNullable<Count>): readonly [min: number, max: number] {
  return typeof expected === 'number' ? [expected, expected] : [expected.min ?? 0, expected.max ?? Infinity];
}

const SHARES = { P50: 'p50Ms', P95: 'p95Ms', Max: 'maxMs' } as const satisfies Record<string, keyof WaitingTimes>;

export function checkLatency({ latency }: Expectations, metrics: ReplayMetrics): readonly ReplayFailure[] {
  if (latency === undefined) return [];
  const failure = (message: string): ReplayFailure => ({ expectation: 'latency', message });
  const { response, stages } = metrics;
  if (response === null || stages === null) {
    return [failure('no answer was responded to, so no waiting time could be measured')];
  }
  const times: Readonly<Record<LatencyStage, WaitingTimes>> = { response, ...stages };
  return Object.entries(latency).flatMap(([name, limit]) => {
    const [, stage, share] = /^(.*)(P50|P95|Max)$/.exec(name) as unknown as readonly [
      LatencyKey,
      LatencyStage,
      keyof typeof SHARES,
    ];
    const measured = times[stage][SHARES[share]];
    if (limit === undefined || measured <= limit) return [];
    return [failure(`${name} is ${String(Math.round(measured))} ms, at most ${String(limit)} ms was expected`)];
  });
}

/** @returns what is wrong, or null */
export function checkCost({ cost }: Expectations, { metrics: { costUsd }, events }: ReplayOutcome): string | null {
  const unpriced = cost === undefined ? [] : withoutPrice(events);
  if (unpriced.length > 0) return `the price of ${unpriced.join(', ')} is not known, so nobody can tell what it cost`;
  // Where no provider told of its use, embedded ones did the work.
  if (cost === undefined || (costUsd ?? 0) <= cost.max) return null;
  return `the providers cost $${(costUsd ?? 0).toFixed(4)}, at most $${cost.max.toFixed(4)} was expected`;
}

/** A limit that holds because nobody counted. */
export function costNotes({ cost }: Expectations, { costUsd }: ReplayMetrics): readonly ReplayNote[] {
  if (cost === undefined || costUsd !== null) return [];
  const message =
    'Nobody told what it cost, so the expected cost holds: providers on this machine and those of a test count nothing, and an old cassette may not tell.';
  return [{ code: 'fixture.costUntold', message }];
}

/** Providers that told what they used, and of whose price nobody knows. */
function withoutPrice(events: readonly SessionEvent[]): readonly string[] {
  const names = events.flatMap((event) => {
    if (event.type !== 'provider.used' || event.costUsd !== null) return [];
    const { audioSeconds, characters, inputTokens, outputTokens, provider } = event;
    return [audioSeconds, characters, inputTokens, outputTokens].some((amount) => (amount ?? 0) > 0) ? [provider] : [];
  });
  return [...new Set(names)];
}
