/** What `replay` can be told. */
import type { z } from 'zod';
import type { latencySchema } from '../engine/replay/fixture/fault-schema.js';
import type { OwnProviders } from './own-providers.js';

type WrittenLatency = z.input<typeof latencySchema>;
export type AddedLatency = { readonly [Port in keyof WrittenLatency]: WrittenLatency[Port] | number };

export interface ReplaySettings {
  /** Used instead of the fixture's providers. */
  readonly providers?: OwnProviders;
  /**
   * Real milliseconds that one call of an own provider may take; one that takes longer breaks the fixture. Default 60,000, which
   * may be more than your test runner waits for.
   */
  readonly providerLimit?: number;
  /** Chooses the questions, instead of the fixture's seed. */
  readonly seed?: number;
  /** Added delay per port, as text or in milliseconds: `{ stt: '+300ms', llm: 1000 }`. */
  readonly latency?: AddedLatency;
  /** Records the fixture's cassette again from the providers. */
  readonly record?: boolean;
  /** Writes the baseline instead of comparing with it. Refused when `CI` is set in the environment. */
  readonly update?: boolean;
  /** Allows `update` when `CI` is set. */
  readonly force?: boolean;
  /** `1` slows the conversation down to real time, for a service that cannot be asked faster. Default `max`. */
  readonly speed?: 'max' | '1';
  readonly signal?: AbortSignal;
}
