import type { MaybePromise } from '../speech/frame.js';

/** Cancels a timer. Calling it twice, or after the timer has run, does nothing. */
export type CancelTimer = () => void;

/**
 * The only source of time in the engine. The system clock runs in real time. The virtual clock advances only when
 * {@link elapse} is called and no work is held, so the result of a replay does not depend on the machine's speed.
 */
export interface Clock {
  /** Milliseconds since an arbitrary start. Monotonic; may have fractions. */
  nowMs(): number;
  /** Date and time: ISO 8601 in UTC with milliseconds. Virtual in a replay. */
  wallTime(): string;
  /** Calls `run` once, `delayMs` from now. */
  setTimer(delayMs: number, run: () => void): CancelTimer;
  /**
   * Declares real work (a native recogniser, a file write) that virtual time must wait for. Never hold a wait that ends by
   * a timer of this clock: time would stand still for ever. Returns the same promise.
   */
  hold<T>(work: Promise<T>): Promise<T>;
  /**
   * Advances media time; called by the session once per frame.
   * The system clock returns at once. The virtual clock waits for held work, then runs the timers that became due.
   */
  elapse(ms: number): MaybePromise<void>;
  /**
   * Completes everything that can complete before the next frame. The system clock returns at once; the virtual clock waits
   * for held work, and for work that its results start.
   */
  settle(): MaybePromise<void>;
}
