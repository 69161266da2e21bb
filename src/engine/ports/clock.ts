import type { MaybePromise } from '../speech/frame.js';

/** Takes a timer back; calling it twice, or after the timer ran, does nothing. */
export type CancelTimer = () => void;

/**
 * The only source of time in the engine. The system clock runs in real time; the virtual clock moves only when
 * {@link elapse} is called and nothing is being worked on, so a replay's result does not depend on the machine's speed.
 */
export interface Clock {
  /** Milliseconds since an arbitrary start, never going back; fractions allowed. */
  nowMs(): number;
  /** The date, for people: ISO 8601 in UTC with milliseconds. Virtual in a replay. */
  wallTime(): string;
  /** Calls `run` once, `delayMs` from now. */
  setTimer(delayMs: number, run: () => void): CancelTimer;
  /**
   * Declares real work (a native recogniser, a file write) that virtual time must wait for. Never a wait that itself
   * ends by a timer of this clock: time would stand still for ever.
   * Returns the same promise, so `await clock.hold(work)` reads naturally.
   */
  hold<T>(work: Promise<T>): Promise<T>;
  /**
   * Called by the session once per frame: that much media time has passed.
   * The system clock returns at once. The virtual clock waits for held work, then runs the timers that became due.
   */
  elapse(ms: number): MaybePromise<void>;
  /**
   * Lets everything that could go on now go on before the next frame. The system clock returns at once; the virtual
   * clock waits for held work and for what its results set going.
   */
  settle(): MaybePromise<void>;
}
