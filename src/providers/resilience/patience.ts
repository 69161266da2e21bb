/**
 * Adds up how much time failures of all ports have cost the candidate lately. Recognition, model and voice follow one another
 * in an answer, so three waits that are each acceptable would be too long together. Each session has one, shared by its ports.
 */
import type { AnswerDeadline } from '../../engine/ports/answer-deadline.js';
import type { Clock } from '../../engine/ports/clock.js';
import { LAST_RESORT_MS, PATIENCE_MS } from './bounds.js';

/** Losses older than this belong to an earlier answer. */
const WINDOW_MS = 5_000;

interface Loss {
  readonly fromMs: number;
  readonly toMs: number;
}

export class Patience implements AnswerDeadline {
  readonly #clock: Clock;
  /** Lost intervals, in order and without overlap. */
  #losses: readonly Loss[] = [];
  /** While the candidate waits: the time at which the examiner must be heard; else null. */
  #dueAtMs: number | null = null;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** How much time may still be lost, in milliseconds; 0 when none is left. */
  leftMs(): number {
    const windowStart = this.#clock.nowMs() - WINDOW_MS;
    const lost = this.#losses.reduce(
      (sum, { fromMs, toMs }) => sum + Math.max(0, toMs - Math.max(fromMs, windowStart)),
      0,
    );
    return Math.max(0, Math.min(PATIENCE_MS - lost, this.#untilDueMs()));
  }

  answerDue(withinMs: number): void {
    this.#dueAtMs = this.#clock.nowMs() + withinMs;
  }

  answered(): void {
    this.#dueAtMs = null;
  }

  /** Whoever comes last needs a moment, too. */
  #untilDueMs(): number {
    if (this.#dueAtMs === null) return Number.POSITIVE_INFINITY;
    const leftMs = this.#dueAtMs - LAST_RESORT_MS - this.#clock.nowMs();
    // Long past: the session has ended, or was paused.
    return leftMs < -WINDOW_MS ? Number.POSITIVE_INFINITY : leftMs;
  }

  /** Records that the time since `sinceMs` was lost to a failure. Overlapping losses count once. */
  lost(sinceMs: number): void {
    const now = this.#clock.nowMs();
    const overlapping = this.#losses.filter(({ toMs }) => toMs >= sinceMs);
    const before = this.#losses.filter(({ toMs }) => toMs < sinceMs && toMs > now - WINDOW_MS);
    const fromMs = Math.min(sinceMs, ...overlapping.map((loss) => loss.fromMs));
    this.#losses = [...before, { fromMs, toMs: now }];
  }
}
