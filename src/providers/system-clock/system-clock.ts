/** Real time. */
import type { CancelTimer, Clock } from '../../engine/ports/clock.js';

/** 24 days. The system runs longer timers at once. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;

export class SystemClock implements Clock {
  nowMs(): number {
    return performance.now();
  }

  wallTime(): string {
    return new Date().toISOString();
  }

  setTimer(delayMs: number, run: () => void): CancelTimer {
    const timer = setTimeout(run, Math.min(delayMs, LONGEST_TIMER_MS));
    return () => {
      clearTimeout(timer);
    };
  }

  hold<T>(work: Promise<T>): Promise<T> {
    return work;
  }

  elapse(): void {
    // Real time passes by itself.
  }

  settle(): void {
    // And whatever can go on does.
  }
}
