/**
 * Lets a few requests through at a time. Somebody may be waiting for any of them, so whoever has waited long enough goes in
 * beside them, but one at a time: a dozen lines at once would be refused by small accounts.
 */
import type { Clock } from '../../engine/ports/clock.js';
import { within } from '../resilience/waits.js';

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

  /** Resolves when it is one's turn, has waited long enough, or was aborted. @returns how to leave */
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
