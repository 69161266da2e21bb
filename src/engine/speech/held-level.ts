/** The level that a turn's sound has held for as long as a word lasts: a knock is louder than the speech after it, and shorter. Pure. */

/** Shorter sounds are clicks and knocks; "yes" is longer. */
const WORD_MS = 200;

export class HeldLevel {
  readonly #moments: number;
  /** The highest peaks, highest first. */
  #peaks: number[] = [];

  /** @param momentMs length of the sound that each peak is of */
  constructor(momentMs: number) {
    this.#moments = Math.ceil(WORD_MS / momentMs);
  }

  add(peak: number): void {
    if (peak <= this.peak) return;
    this.#peaks = [...this.#peaks, peak].toSorted((one, other) => other - one).slice(0, this.#moments);
  }

  /** What the loudest moments, a word's length of them, all reach; 0 before there are as many. */
  get peak(): number {
    return this.#peaks[this.#moments - 1] ?? 0;
  }
}
