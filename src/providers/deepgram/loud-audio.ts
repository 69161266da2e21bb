/** Finds how far into a turn something is audible: the audio after that has no words to wait for. Pure. */

/** Share of the loudest amplitude (26 dB below it): softer than any syllable, louder than a quiet room. */
const SOFT_SHARE = 0.05;
/** A word fades for a moment longer than it can be measured. */
const FADE_MS = 100;

interface Moment {
  readonly endMs: number;
  readonly peak: number;
}

export class LoudAudio {
  #loudest = 0;
  /** Moments that are still audible compared with every later one. */
  #loud: Moment[] = [];

  /** @param endMs where these samples end in the turn */
  add(samples: Int16Array, endMs: number): void {
    let peak = 0;
    for (const sample of samples) peak = Math.max(peak, Math.abs(sample));
    if (peak > this.#loudest) this.#loudest = peak;
    // Of equally loud moments only the newest matters, which keeps the list short.
    while ((this.#loud.at(-1)?.peak ?? Number.POSITIVE_INFINITY) <= peak) this.#loud.pop();
    this.#loud.push({ endMs, peak });
  }

  /** Milliseconds from the turn's beginning; 0 when nothing could be heard. */
  get untilMs(): number {
    if (this.#loudest === 0) return 0;
    const newest = this.#loud.findLast(({ peak }) => peak >= this.#loudest * SOFT_SHARE);
    return newest === undefined ? 0 : newest.endMs + FADE_MS;
  }
}
