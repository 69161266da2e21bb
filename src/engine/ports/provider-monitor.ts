/**
 * What providers and the machinery that keeps them going have to tell: failures, switches, recoveries, and what each
 * request used. The session writes it to its log; `doctor` and tools may print it.
 */
import type { ProviderPort } from '../session/events.js';
import type { ProviderError } from './provider-error.js';

/** What one request (a turn, a line, an answer of the model) took from a provider. */
export interface ProviderUsage {
  readonly port: ProviderPort;
  /** The provider's id, such as "deepgram:nova-3". */
  readonly provider: string;
  /** From the request to the first byte that matters (partial, sound, token); null when none came. */
  readonly firstByteMs: number | null;
  /** Seconds of audio sent for recognition or assessment. */
  readonly audioSeconds?: number;
  /** Characters sent for synthesis. */
  readonly characters?: number;
  readonly inputTokens?: number;
  readonly outputTokens?: number;
  /** By the price table; null when the provider is not in it. 0 for embedded ones. */
  readonly costUsd: number | null;
  /** True when the result was thrown away: the candidate went on speaking, or the line was never said. */
  readonly discarded: boolean;
}

export interface ProviderMonitor {
  failed(port: ProviderPort, provider: string, error: ProviderError): void;
  /** From now on another provider serves the port. */
  switched(port: ProviderPort, from: string, to: string, why: string): void;
  /** A provider that failed works again. */
  recovered(port: ProviderPort, provider: string): void;
  used(usage: ProviderUsage): void;
}
