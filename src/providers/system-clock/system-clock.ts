/** Real time. */
import type { CancelTimer, Clock } from '../../engine/ports/clock.js';

export class SystemClock implements Clock {
  nowMs(): number {
    return performance.now();
  }

  wallTime(): string {
    return new Date().toISOString();
  }

  setTimer(delayMs: number, run: () => void): CancelTimer {
    const timer = setTimeout(run, delayMs);
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
