/**
 * Keeps requests away from a failing provider. States are cockatiel's, time is the Clock's. A request is a stream, so it
 * first enters the breaker and later reports how it went. When the breaker is half open, the next real request is the probe
 * and all others go elsewhere: no request is made, or paid for, only to see whether a provider is back.
 */
import {
  circuitBreaker,
  CircuitState,
  handleAll,
  type CircuitBreakerPolicy,
  type IBackoff,
  type IBackoffFactory,
  type IHalfOpenAfterBackoffContext,
} from 'cockatiel';
import type { Clock } from '../../engine/ports/clock.js';
import { ProviderError } from '../../engine/ports/provider-error.js';
import type { Random } from '../../engine/ports/random.js';
import { jitteredBackoff } from './backoff.js';
import {
  FAILURES_UNTIL_OPEN,
  LONGEST_OPEN_MS,
  LONGEST_RETRY_DELAY_MS,
  OPEN_AFTER_FATAL_MS,
  OPEN_MS,
} from './bounds.js';
import { ERROR_TABLE } from './error-table.js';

/** Permission for one request. Call exactly one of the three methods, once; it resolves when the breaker has been updated. */
export interface Pass {
  /** Whether this is the first request after the breaker was open. */
  readonly probe: boolean;
  succeeded(): Promise<void>;
  failed(error: ProviderError): Promise<void>;
  /** The request was cancelled by us, or failed in a way that says nothing about the provider. */
  cancelled(): void;
}

export type BreakerState = 'closed' | 'open' | 'halfOpen';

export class ProviderBreaker {
  readonly #clock: Clock;
  readonly #policy: CircuitBreakerPolicy;
  readonly #failures = { state: 0, success: () => this.#reset(), failure: () => this.#count() };
  #reopensAtMs = Number.NEGATIVE_INFINITY;
  #probing = false;
  #recording: Promise<void> = Promise.resolve();

  constructor(clock: Clock, random: Random) {
    this.#clock = clock;
    this.#policy = circuitBreaker(handleAll, {
      halfOpenAfter: this.#opening(jitteredBackoff(random, OPEN_MS, LONGEST_OPEN_MS)),
      breaker: this.#failures,
    });
  }

  get state(): BreakerState {
    if (this.#policy.state === CircuitState.Closed) return 'closed';
    return this.#resting ? 'open' : 'halfOpen';
  }

  /** Milliseconds until a request is allowed; 0 unless the breaker is open. */
  get restMs(): number {
    return this.state === 'open' ? this.#reopensAtMs - this.#clock.nowMs() : 0;
  }

  /** Ends the rest: the next request is the probe already. */
  hurry(): void {
    this.#reopensAtMs = Math.min(this.#reopensAtMs, this.#clock.nowMs());
  }

  /** Permission for a request, or null when none is allowed now. */
  enter(): Pass | null {
    const { state } = this;
    if (state === 'open' || (state === 'halfOpen' && this.#probing)) return null;
    const probe = state === 'halfOpen';
    if (probe) this.#probing = true;
    const leave = (): void => {
      if (probe) this.#probing = false;
    };
    return {
      probe,
      succeeded: () => this.#record(null).then(leave),
      failed: (error) => this.#record(error).then(leave),
      cancelled: leave,
    };
  }

  get #resting(): boolean {
    return this.#clock.nowMs() < this.#reopensAtMs;
  }

  /** Records results one after another, because the policy counts asynchronously. */
  #record(error: ProviderError | null): Promise<void> {
    this.#recording = this.#recording.then(async () => {
      // The late result of a request that began before the breaker opened changes nothing.
      if (this.state === 'open') return;
      if (error !== null && opensAtOnce(error)) this.#failures.state = FAILURES_UNTIL_OPEN - 1;
      await this.#policy.execute(() => (error === null ? undefined : Promise.reject(error))).catch(() => undefined);
    });
    return this.#recording;
  }

  #reset(): void {
    this.#failures.state = 0;
  }

  #count(): boolean {
    this.#failures.state += 1;
    return this.#failures.state >= FAILURES_UNTIL_OPEN;
  }

  /** How long each opening lasts, as a cockatiel backoff that reads our clock instead of the system's. */
  #opening(delays: IBackoffFactory<unknown>): IBackoffFactory<IHalfOpenAfterBackoffContext> {
    return {
      next: (context): IBackoff<IHalfOpenAfterBackoffContext> => {
        const delay = delays.next(context) as IBackoff<unknown>;
        this.#reopensAtMs = this.#clock.nowMs() + openingMs(context, delay.duration);
        const resting = (): boolean => this.#resting;
        return {
          get duration() {
            return resting() ? Number.POSITIVE_INFINITY : Number.NEGATIVE_INFINITY;
          },
          next: this.#opening(delay).next,
        };
      },
    };
  }
}

function openingMs({ result }: IHalfOpenAfterBackoffContext, delayMs: number): number {
  const error = 'error' in result ? result.error : null;
  if (!(error instanceof ProviderError)) return delayMs;
  // What the configuration says does not change while a session runs.
  if (error.setting !== null) return Number.POSITIVE_INFINITY;
  if (ERROR_TABLE[error.kind].severity === 'fatal') return OPEN_AFTER_FATAL_MS;
  return Math.max(error.retryAfterMs ?? 0, delayMs);
}

/** Whether one failure opens the breaker: a second timeout would cost too much, and a bad key or a limit would fail again. */
function opensAtOnce({ kind, retryAfterMs, setting }: ProviderError): boolean {
  if (kind === 'invalidRequest') return setting !== null;
  const { severity, recovery } = ERROR_TABLE[kind];
  return (
    kind === 'timeout' || severity === 'fatal' || recovery === 'wait' || (retryAfterMs ?? 0) > LONGEST_RETRY_DELAY_MS
  );
}
