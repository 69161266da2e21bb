/** The usage of each provider in a session: requests, waits, amounts, estimated cost. Pure. */
import type { ProviderPort, SessionEvent, SessionEventOf } from '../session/log/events.js';
import { percentiles, type Percentiles } from './percentiles.js';

export interface ProviderMetrics {
  readonly port: ProviderPort;
  /** Its id, such as "deepgram:nova-3". */
  readonly provider: string;
  readonly requests: number;
  /** Requests whose result was thrown away. */
  readonly discarded: number;
  readonly failures: number;
  readonly firstByteMs: Percentiles;
  readonly audioSeconds: number;
  readonly characters: number;
  readonly inputTokens: number;
  readonly outputTokens: number;
  /** By the price table; null when the price of at least one request is not known. */
  readonly costUsd: number | null;
  /** The part of it that went into discarded requests. */
  readonly discardedCostUsd: number | null;
}

/** In the order of first use. Providers that reported no usage are left out. */
export function providerMetrics(events: readonly SessionEvent[]): readonly ProviderMetrics[] {
  const groups = new Map<string, SessionEventOf<'provider.used'>[]>();
  const failures = new Map<string, number>();
  for (const event of events) {
    if (event.type !== 'provider.used' && event.type !== 'provider.failed') continue;
    const key = `${event.port} ${event.provider}`;
    if (event.type === 'provider.failed') failures.set(key, (failures.get(key) ?? 0) + 1);
    else groups.set(key, [...(groups.get(key) ?? []), event]);
  }
  return [...groups].flatMap(([key, uses]) => {
    const [first] = uses;
    return first === undefined ? [] : [metricsOf(first, uses, failures.get(key) ?? 0)];
  });
}

/** Of all providers; null when one of them is not in the price table. */
export function totalCostUsd(providers: readonly ProviderMetrics[]): number | null {
  return sumOrNull(providers.map(({ costUsd }) => costUsd));
}

function metricsOf(
  { port, provider }: SessionEventOf<'provider.used'>,
  uses: readonly SessionEventOf<'provider.used'>[],
  failures: number,
): ProviderMetrics {
  const thrownAway = uses.filter(({ discarded }) => discarded);
  const total = (amount: 'audioSeconds' | 'characters' | 'inputTokens' | 'outputTokens') =>
    uses.reduce((sum, use) => sum + (use[amount] ?? 0), 0);
  return {
    port,
    provider,
    requests: uses.length,
    discarded: thrownAway.length,
    failures,
    firstByteMs: percentiles(uses.map(({ firstByteMs }) => firstByteMs).filter((wait) => wait !== null)),
    audioSeconds: total('audioSeconds'),
    characters: total('characters'),
    inputTokens: total('inputTokens'),
    outputTokens: total('outputTokens'),
    costUsd: sumOrNull(uses.map(({ costUsd }) => costUsd)),
    discardedCostUsd: sumOrNull(thrownAway.map(({ costUsd }) => costUsd)),
  };
}

function sumOrNull(amounts: readonly (number | null)[]): number | null {
  return amounts.reduce<number | null>((sum, amount) => (sum === null || amount === null ? null : sum + amount), 0);
}
