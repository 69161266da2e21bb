/**
 * Receives what providers and the resilience layer report: failures, switches, recoveries and the usage of each request.
 * The session writes these to its log; `doctor` and other tools may print them.
 */
import type { ProviderPort } from '../session/log/events.js';
import type { ProviderError } from './provider-error.js';

/** The usage of one request: a turn, a line, or an answer of a language model. */
export interface ProviderUsage {
  readonly port: ProviderPort;
  /** The provider's id, such as "deepgram:nova-3". */
  readonly provider: string;
  /** From the request to the first useful byte (partial transcript, audio, token); null when there was none. */
  readonly firstByteMs: number | null;
  /** Seconds of audio sent for recognition or assessment. */
  readonly audioSeconds?: number;
  /** Characters sent for synthesis. */
  readonly characters?: number;
  readonly inputTokens?: number;
  readonly outputTokens?: number;
  /** US dollars by the price table; null when it lacks the provider, 0 for providers on this machine. */
  readonly costUsd: number | null;
  /** Whether the result was not used: the candidate went on speaking, or the line was never said. */
  readonly discarded: boolean;
}

export interface ProviderMonitor {
  failed(port: ProviderPort, provider: string, error: ProviderError): void;
  /** Another provider serves the port from now on. */
  switched(port: ProviderPort, from: string, to: string, why: string): void;
  /** A provider that failed works again. */
  recovered(port: ProviderPort, provider: string): void;
  used(usage: ProviderUsage): void;
}
