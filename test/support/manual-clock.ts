/** A clock that a test moves by hand. */
import type { CancelTimer, Clock } from '../../src/engine/ports/clock.js';

export class ManualClock implements Clock {
  #now = 0;
  #timers: { readonly dueMs: number; readonly run: () => void }[] = [];

  nowMs(): number {
    return this.#now;
  }

  wallTime(): string {
    return new Date(this.#now).toISOString();
  }

  setTimer(delayMs: number, run: () => void): CancelTimer {
    const timer = { dueMs: this.#now + delayMs, run };
    this.#timers.push(timer);
    return () => {
      this.#timers = this.#timers.filter((other) => other !== timer);
    };
  }

  hold<T>(work: Promise<T>): Promise<T> {
    return work;
  }

  elapse(ms: number): void {
    this.advance(ms);
  }

  settle(): void {
    // Nothing goes on by itself: the test moves everything.
  }

  /** Timers run in the order in which they are due. */
  advance(ms: number): void {
    const end = this.#now + ms;
    for (;;) {
      const [next] = this.#timers.filter((timer) => timer.dueMs <= end).sort((a, b) => a.dueMs - b.dueMs);
      if (next === undefined) break;
      this.#timers = this.#timers.filter((timer) => timer !== next);
      this.#now = Math.max(this.#now, next.dueMs);
      next.run();
    }
    this.#now = end;
  }
}
