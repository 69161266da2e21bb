/** The latencies of a session as percentiles: p50 and p95. Pure. */
import type { TurnLatency } from '../session/log/events.js';
import { percentiles, type Percentiles } from './percentiles.js';
import type { TurnMetrics } from './turn-metrics.js';

export const LATENCY_PARTS = [
  'endpointingMs',
  'transcriptMs',
  'modelMs',
  'examinerMs',
  'speechMs',
  'firstSoundMs',
  'totalMs',
] as const satisfies readonly (keyof TurnLatency)[];

export interface SessionMetrics {
  readonly turns: number;
  /** Turns after which the examiner was heard again; the latencies are over these. */
  readonly responded: number;
  /** How often a turn was taken to be over, and taken up again: the examiner was too early. */
  readonly rejoins: number;
  readonly latency: Readonly<Record<(typeof LATENCY_PARTS)[number], Percentiles>>;
  readonly lowestSnrDb: number | null;
  readonly highestClippedShare: number | null;
  readonly providerFailures: number;
}

export function sessionMetrics(turns: readonly TurnMetrics[]): SessionMetrics {
  const latencies = turns.map((turn) => turn.latency).filter((latency) => latency !== null);
  const figures = LATENCY_PARTS.map((part) => [part, percentiles(latencies.map((latency) => latency[part]))] as const);
  const ratios = turns.map((turn) => turn.snrDb).filter((value) => value !== null);
  const clipped = turns.map((turn) => turn.clippedShare).filter((value) => value !== null);
  return {
    turns: turns.length,
    responded: latencies.length,
    rejoins: turns.reduce((sum, turn) => sum + turn.rejoins, 0),
    latency: Object.fromEntries(figures) as SessionMetrics['latency'],
    lowestSnrDb: ratios.length === 0 ? null : Math.min(...ratios),
    highestClippedShare: clipped.length === 0 ? null : Math.max(...clipped),
    providerFailures: turns.reduce((sum, turn) => sum + turn.providerFailures, 0),
  };
}
