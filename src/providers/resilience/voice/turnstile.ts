/**
 * Limits the number of simultaneous requests. A request that has waited long enough is let through beyond the limit, but only
 * one at a time: a small account would refuse a dozen at once.
 */
import type { Clock } from '../../../engine/ports/clock.js';
import { within } from '../clock-waits.js';

export class Turnstile {
  readonly #places: number;
  readonly #longestWaitMs: number;
  readonly #clock: Clock;
  #inside = 0;
  #queue: (() => void)[] = [];

  constructor(clock: Clock, places: number, longestWaitMs: number) {
    this.#clock = clock;
    this.#places = places;
    this.#longestWaitMs = longestWaitMs;
  }

  /** Resolves when the request may start, or was aborted. @returns the function to call when the request is over */
  async enter(signal: AbortSignal): Promise<() => void> {
    for (let waited = false; this.#inside >= this.#places + (waited ? 1 : 0) && !signal.aborted; waited = true) {
      let wake: () => void = () => undefined;
      const turn = new Promise<void>((resolve) => (wake = resolve));
      this.#queue.push(wake);
      await within(this.#clock, turn, this.#longestWaitMs, signal);
      this.#queue = this.#queue.filter((other) => other !== wake);
    }
    this.#inside += 1;
    return () => {
      this.#inside -= 1;
      if (this.#inside < this.#places) this.#queue.shift()?.();
    };
  }
}
