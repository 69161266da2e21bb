/** Follows the level of the background: the quietest moments of the last seconds, which speech always leaves. */
import type { Frame } from '../../engine/speech/frame.js';

/** Half a second per slot, four seconds in all: longer than anybody speaks without a stop consonant or a breath. */
const SLOT_FRAMES = 25;
const SLOTS = 8;
/** Digital silence and very good microphones: a floor below this would call the faintest hum speech. */
const QUIETEST_DB = -65;
/** Before anything is known: a line that begins with speech must not become its own floor. */
const FIRST_GUESS_DB = -50;
/** Weight of the newest frame in the smoothed level; single frames of noise dip several decibels. */
const SMOOTHING = 0.4;

/** Level of silence, and of what is hardly more. */
export const SILENCE_DB = -96;

/** Level of a frame in decibels below full scale. */
export function frameLevelDb(frame: Frame): number {
  // Two sums at a time, since each addition waits for the one before it; whole numbers, so the order does not matter.
  let even = 0;
  let odd = 0;
  for (let index = 0; index + 1 < frame.length; index += 2) {
    const first = frame[index] as number;
    const second = frame[index + 1] as number;
    even += first * first;
    odd += second * second;
  }
  const sum = even + odd;
  return sum === 0 ? SILENCE_DB : Math.max(SILENCE_DB, 10 * Math.log10(sum / frame.length / 2 ** 30));
}

export class NoiseFloor {
  #slots: number[] = [FIRST_GUESS_DB];
  #frames = 0;
  #smoothedDb: number | null = null;

  /** @returns the background's level after this frame, decibels below full scale */
  process(levelDb: number): number {
    this.#smoothedDb =
      this.#smoothedDb === null ? levelDb : this.#smoothedDb + SMOOTHING * (levelDb - this.#smoothedDb);
    if (this.#frames === SLOT_FRAMES) {
      this.#slots.push(this.#smoothedDb);
      if (this.#slots.length > SLOTS) this.#slots.shift();
      this.#frames = 0;
    }
    this.#frames += 1;
    const newest = this.#slots.length - 1;
    this.#slots[newest] = Math.min(this.#slots[newest] ?? 0, this.#smoothedDb);
    let quietest = this.#slots[newest];
    // Fifty times a second: an iterator would leave an object for each slot.
    for (let index = 0; index < newest; index++) {
      const slot = this.#slots[index] as number;
      if (slot < quietest) quietest = slot;
    }
    return Math.max(QUIETEST_DB, quietest);
  }

  reset(): void {
    this.#slots = [FIRST_GUESS_DB];
    this.#frames = 0;
    this.#smoothedDb = null;
  }
}
