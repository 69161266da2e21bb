/**
 * A pronunciation assessor whose failures do not disturb the test: every answer has a time limit, transient failures are
 * repeated, and a failing service is left alone until its breaker allows a request. The candidate does not wait for it, so
 * its failures do not count against the {@link Patience} of the conversation.
 */
import type { Clock } from '../../engine/ports/clock.js';
import type { PronunciationAssessment, PronunciationAssessor } from '../../engine/ports/pronunciation-assessor.js';
import { ProviderError } from '../../engine/ports/provider-error.js';
import type { ProviderMonitor } from '../../engine/ports/provider-monitor.js';
import type { Random } from '../../engine/ports/random.js';
import type { Word } from '../../engine/ports/word.js';
import { jitteredBackoff } from './backoff.js';
import { Failover, type Chance } from './failover.js';
import { asProviderError, failureSource, providerErrorOf } from './provider-failure.js';
import { sleep, within } from './clock-waits.js';

/** Milliseconds for one answer, repeats included. Two minutes of audio take some seconds to assess. */
const ANSWER_LIMIT_MS = 20_000;
/** More repeats than in a conversation, since nobody waits. */
const RETRIES = 2;
const RETRY_DELAY_MS = 500;
const LONGEST_RETRY_DELAY_MS = 2_000;

export interface ResilientAssessorOptions {
  /** Best first; at least one. */
  readonly assessors: readonly PronunciationAssessor[];
  readonly clock: Clock;
  readonly random: Random;
  readonly monitor: ProviderMonitor;
}

export function createResilientAssessor(options: ResilientAssessorOptions): PronunciationAssessor {
  const { assessors } = options;
  const [preferred] = assessors;
  if (preferred === undefined) throw new Error('a resilient assessor without assessors');
  const failover = new Failover({ ...options, port: 'pronunciation', members: assessors });
  const closing = new AbortController();
  return {
    id: preferred.id,
    assess: async (samples, words, signal) => {
      // No request without audio: its success would say nothing to the breaker.
      if (samples.length === 0 || words.length === 0) return null;
      const over = signal === undefined ? closing.signal : AbortSignal.any([signal, closing.signal]);
      return await assessBy(options, failover, { samples, words }, over);
    },
    close: async () => {
      closing.abort();
      await Promise.allSettled(assessors.map((assessor) => assessor.close()));
    },
  };
}

interface Answer {
  readonly samples: Int16Array;
  readonly words: readonly Word[];
}

/** Asks the assessors in order. Throws the newest ProviderError when none of them could answer. */
async function assessBy(
  options: ResilientAssessorOptions,
  failover: Failover<PronunciationAssessor>,
  answer: Answer,
  over: AbortSignal,
): Promise<PronunciationAssessment | null> {
  const untilMs = options.clock.nowMs() + ANSWER_LIMIT_MS;
  const tried = new Set<PronunciationAssessor>();
  let newest: ProviderError | null = null;
  while (!over.aborted) {
    const chance = failover.next(tried);
    if (chance === null) throw newest ?? failover.nobody();
    tried.add(chance.member);
    const outcome = await withRetries(options, chance, answer, { untilMs, over });
    if (!(outcome instanceof ProviderError)) return outcome;
    newest = outcome;
  }
  return null;
}

interface Bound {
  readonly untilMs: number;
  readonly over: AbortSignal;
}

async function withRetries(
  options: ResilientAssessorOptions,
  chance: Chance<PronunciationAssessor>,
  answer: Answer,
  bound: Bound,
): Promise<PronunciationAssessment | ProviderError | null> {
  const { clock, random } = options;
  const { untilMs, over } = bound;
  let delays = jitteredBackoff(random, RETRY_DELAY_MS, LONGEST_RETRY_DELAY_MS).next(null);
  for (let attempt = 0; ; attempt++) {
    const outcome = await attemptOnce(options, chance, answer, bound);
    if (over.aborted) {
      chance.cancelled();
      return null;
    }
    if (!(outcome instanceof ProviderError)) {
      chance.serves();
      await chance.succeeded();
      return outcome;
    }
    const delayMs = Math.max(delays.duration, outcome.retryAfterMs ?? 0);
    const again =
      outcome.retryable && attempt < RETRIES && delayMs <= LONGEST_RETRY_DELAY_MS && clock.nowMs() + delayMs < untilMs;
    if (!again) {
      await chance.failed(outcome);
      return outcome;
    }
    await sleep(clock, delayMs, over);
    delays = delays.next(null);
  }
}

/** Never rejects. */
async function attemptOnce(
  { clock }: ResilientAssessorOptions,
  { member }: Chance<PronunciationAssessor>,
  { samples, words }: Answer,
  { untilMs, over }: Bound,
): Promise<PronunciationAssessment | ProviderError | null> {
  if (over.aborted) return null;
  const source = failureSource(member.id);
  const attempt = new AbortController();
  try {
    const assessing = member.assess(samples, words, AbortSignal.any([attempt.signal, over]));
    const waited = await within(clock, assessing, untilMs - clock.nowMs(), over);
    if (waited === 'aborted') return null;
    return waited === 'timeout' ? providerErrorOf(source, 'timeout') : waited.value;
  } catch (error) {
    return asProviderError(source, error);
  } finally {
    // A late request must not go on costing money.
    attempt.abort();
  }
}
