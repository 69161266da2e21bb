/**
 * One streaming request over several providers: retry inside the breaker inside failover. The waits for the first chunk and
 * between chunks are bounded on the Clock. An abort by the caller ends the stream quietly and does not count as a failure.
 */
import type { Clock } from '../../engine/ports/clock.js';
import type { ProviderError } from '../../engine/ports/provider-error.js';
import type { Random } from '../../engine/ports/random.js';
import { jitteredBackoff } from './backoff.js';
import { LONGEST_RETRY_DELAY_MS, PROBE_FIRST_BYTE_MS, RETRIES, RETRY_DELAY_MS, SHORTEST_ATTEMPT_MS } from './bounds.js';
import type { Chance, Failover } from './failover.js';
import type { Patience } from './patience.js';
import { asProviderError, failureSource, providerErrorOf } from './provider-failure.js';
import { sleep, within } from './clock-waits.js';

export interface StreamingMember<Request, Chunk> {
  readonly id: string;
  /** Throws a ProviderError; ends quietly when the signal is aborted. */
  stream(request: Request, signal: AbortSignal): AsyncIterable<Chunk>;
}

export interface StreamBounds {
  /** Until the first chunk, in milliseconds. */
  readonly firstByteMs: number;
  /** From one chunk to the next, in milliseconds. */
  readonly stallMs: number;
}

export interface ResilientStreamOptions<Request, Chunk> {
  readonly failover: Failover<StreamingMember<Request, Chunk>>;
  readonly bounds: StreamBounds;
  readonly patience: Patience;
  readonly clock: Clock;
  readonly random: Random;
  /**
   * Called when a provider breaks off after some chunks. @returns the request for the next provider, `finished` when the
   * chunks so far are enough, or null when an answer cannot be continued (then the error is thrown)
   */
  readonly resume: (error: ProviderError) => Request | 'finished' | null;
  /** Such a chunk says only that the provider is at work: it is waited for anew, and nothing of its answer was given. */
  readonly isSignOfLife?: (chunk: Chunk) => boolean;
}

export interface ResilientChunk<Chunk> {
  /** Id of the provider that gave the chunk. */
  readonly provider: string;
  readonly chunk: Chunk;
}

/** How one attempt ended. */
type Outcome =
  | { readonly type: 'finished' | 'aborted' }
  | {
      readonly type: 'failed';
      readonly error: ProviderError;
      /** Whether some chunks had arrived. */
      readonly begun: boolean;
      /** Whether it counts as a failure of the provider. */
      readonly counts: boolean;
      /** The time since which nothing has arrived, in milliseconds of the clock. */
      readonly silentSinceMs: number;
    };

/** Throws the newest ProviderError when no provider could answer. */
export async function* resilientStream<Request, Chunk>(
  options: ResilientStreamOptions<Request, Chunk>,
  request: Request,
  signal: AbortSignal,
): AsyncGenerator<ResilientChunk<Chunk>> {
  const { failover, resume } = options;
  const tried = new Set<StreamingMember<Request, Chunk>>();
  let asked = request;
  let newest: ProviderError | null = null;
  let brokeOff: StreamingMember<Request, Chunk> | null = null;
  while (!signal.aborted) {
    let chance = nextChance(options, tried);
    if (chance === null && brokeOff !== null) {
      // Nobody else can give the rest: who broke off once is asked once more.
      tried.delete(brokeOff);
      brokeOff = null;
      chance = nextChance(options, tried);
    }
    if (chance === null) throw newest ?? failover.nobody();
    const again = newest !== null && newest.provider === chance.member.id;
    tried.add(chance.member);
    const outcome = yield* withRetries(options, chance, asked, signal);
    if (outcome.type !== 'failed') return;
    newest = outcome.error;
    if (!outcome.begun) continue;
    if (newest.retryable && !again) brokeOff = chance.member;
    const rest = resume(outcome.error);
    if (rest === 'finished') return;
    if (rest === null) throw outcome.error;
    asked = rest;
  }
}

function nextChance<Request, Chunk>(
  { failover, patience }: ResilientStreamOptions<Request, Chunk>,
  tried: ReadonlySet<StreamingMember<Request, Chunk>>,
): Chance<StreamingMember<Request, Chunk>> | null {
  const hurried = patience.leftMs() < SHORTEST_ATTEMPT_MS;
  if (hurried && failover.hasLastResort) return failover.lastChance(tried);
  // Without a last resort, one provider must be asked, but no more.
  return hurried && tried.size > 0 ? null : failover.next(tried);
}

async function* withRetries<Request, Chunk>(
  options: ResilientStreamOptions<Request, Chunk>,
  chance: Chance<StreamingMember<Request, Chunk>>,
  request: Request,
  signal: AbortSignal,
): AsyncGenerator<ResilientChunk<Chunk>, Outcome> {
  const { clock, random, patience } = options;
  let delays = jitteredBackoff(random, RETRY_DELAY_MS, LONGEST_RETRY_DELAY_MS).next(null);
  let ended = false;
  try {
    for (let attempt = 0; ; attempt++) {
      const outcome = yield* attemptOnce(options, chance, request, signal);
      if (outcome.type !== 'failed') {
        ended = true;
        if (outcome.type === 'finished') await chance.succeeded();
        else chance.cancelled();
        return outcome;
      }
      const { error, begun, counts, silentSinceMs } = outcome;
      patience.lost(silentSinceMs);
      const again =
        !begun &&
        error.retryable &&
        attempt < RETRIES &&
        (error.retryAfterMs ?? 0) <= LONGEST_RETRY_DELAY_MS &&
        (chance.lastResort || delays.duration + SHORTEST_ATTEMPT_MS < patience.leftMs());
      if (!again) {
        ended = true;
        if (counts) await chance.failed(error);
        else chance.cancelled();
        return outcome;
      }
      const sleptFromMs = clock.nowMs();
      await sleep(clock, Math.max(delays.duration, error.retryAfterMs ?? 0), signal);
      patience.lost(sleptFromMs);
      delays = delays.next(null);
    }
  } finally {
    // The caller stopped reading half-way.
    if (!ended) chance.cancelled();
  }
}

async function* attemptOnce<Request, Chunk>(
  { bounds, clock, patience, isSignOfLife }: ResilientStreamOptions<Request, Chunk>,
  chance: Chance<StreamingMember<Request, Chunk>>,
  request: Request,
  signal: AbortSignal,
): AsyncGenerator<ResilientChunk<Chunk>, Outcome> {
  if (signal.aborted) return { type: 'aborted' };
  const { member } = chance;
  const source = failureSource(member.id);
  const usualMs = chance.probe ? Math.min(PROBE_FIRST_BYTE_MS, bounds.firstByteMs) : bounds.firstByteMs;
  const firstByteMs = chance.lastResort
    ? Number.POSITIVE_INFINITY
    : Math.min(usualMs, Math.max(SHORTEST_ATTEMPT_MS, patience.leftMs()));
  const attempt = new AbortController();
  const stop = (): void => {
    attempt.abort();
  };
  signal.addEventListener('abort', stop, { once: true });
  const chunks = member.stream(request, attempt.signal)[Symbol.asyncIterator]();
  let begun = false;
  let silentSinceMs = clock.nowMs();
  const failed = (error: ProviderError, counts: boolean): Outcome => ({
    type: 'failed',
    error,
    begun,
    counts,
    silentSinceMs,
  });
  try {
    for (;;) {
      const limitMs = begun ? (chance.lastResort ? Number.POSITIVE_INFINITY : bounds.stallMs) : firstByteMs;
      const hurry = begun || chance.lastResort ? null : patience;
      const waited = await waitFor(clock, chunks.next(), limitMs, signal, hurry);
      if (waited === 'aborted' || signal.aborted) return { type: 'aborted' };
      if (waited === 'timeout') {
        const error = providerErrorOf(source, 'timeout', { detail: `nothing for ${String(Math.round(limitMs))} ms` });
        // It got less time than usual, so this is not counted as its failure.
        return failed(error, begun || clock.nowMs() - silentSinceMs >= usualMs);
      }
      if (waited.value.done === true) {
        if (begun) return { type: 'finished' };
        return failed(providerErrorOf(source, 'badResponse', { detail: 'an empty answer' }), true);
      }
      silentSinceMs = clock.nowMs();
      if (isSignOfLife?.(waited.value.value) === true) continue;
      if (!begun) chance.serves();
      begun = true;
      yield { provider: member.id, chunk: waited.value.value };
      silentSinceMs = clock.nowMs();
    }
  } catch (error) {
    if (signal.aborted) return { type: 'aborted' };
    return failed(asProviderError(source, error), true);
  } finally {
    signal.removeEventListener('abort', stop);
    attempt.abort();
    // Not awaited: a stream that hangs would hang here, too.
    chunks.return?.().catch(() => undefined);
  }
}

/** Interval at which to check whether a deadline has been set meanwhile, in milliseconds. */
const LOOK_MS = 100;

/** @param hurry a deadline that may shorten the wait while it lasts */
async function waitFor<T>(
  clock: Clock,
  work: Promise<T>,
  ms: number,
  signal: AbortSignal,
  hurry: Patience | null,
): ReturnType<typeof within<T>> {
  if (!Number.isFinite(ms)) return { value: await work };
  if (hurry === null) return await within(clock, work, ms, signal);
  const beganAt = clock.nowMs();
  for (;;) {
    const leftMs = beganAt + ms - clock.nowMs();
    const waited = await within(clock, work, Math.min(LOOK_MS, leftMs), signal);
    if (waited !== 'timeout' || leftMs <= LOOK_MS) return waited;
    const enough = clock.nowMs() - beganAt >= SHORTEST_ATTEMPT_MS;
    if (enough && hurry.leftMs() <= 0) return waited;
  }
}
