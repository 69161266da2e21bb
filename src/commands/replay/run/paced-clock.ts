/** The virtual clock held back to real time, for `--speed 1`: results stay those of full speed, a listener can follow. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { CancelTimer, Clock } from '../../../engine/ports/clock.js';
import type { MaybePromise } from '../../../engine/speech/frame.js';
import type { VirtualClock } from '../../../engine/time/virtual-clock.js';

export class PacedClock implements Clock {
  readonly #inner: VirtualClock;
  readonly #startedAt = performance.now();

  constructor(inner: VirtualClock) {
    this.#inner = inner;
  }

  nowMs(): number {
    return this.#inner.nowMs();
  }

  wallTime(): string {
    return this.#inner.wallTime();
  }

  setTimer(delayMs: number, run: () => void): CancelTimer {
    return this.#inner.setTimer(delayMs, run);
  }

  hold<T>(work: Promise<T>): Promise<T> {
    return this.#inner.hold(work);
  }

  settle(): MaybePromise<void> {
    return this.#inner.settle();
  }

  async elapse(ms: number): Promise<void> {
    await this.#inner.elapse(ms);
    const ahead = this.#inner.nowMs() - (performance.now() - this.#startedAt);
    // Timers are no finer than a millisecond; a frame that comes early waits for the next one.
    if (ahead > 1) await sleep(ahead);
  }
}
