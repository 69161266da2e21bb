/** Exponential delays with jitter from a seeded Random, so that a replay waits the same every time. */
import { ExponentialBackoff, type IBackoffFactory } from 'cockatiel';
import type { Random } from '../../engine/ports/random.js';

/** Delays in milliseconds, doubled each time up to `longestMs`; half of each delay is random ("equal jitter"). */
export function jitteredBackoff(random: Random, firstMs: number, longestMs: number): IBackoffFactory<unknown> {
  return new ExponentialBackoff<number>({
    initialDelay: firstMs,
    maxDelay: longestMs,
    generator: (attempt = 0, { initialDelay, maxDelay, exponent }) => {
      const whole = Math.min(maxDelay, initialDelay * exponent ** attempt);
      const half = Math.floor(whole / 2);
      return [whole - half + random.below(half + 1), attempt + 1];
    },
  });
}
