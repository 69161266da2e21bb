/** Finds how far into a turn something is audible: the audio after that has no words to wait for. Pure. */
import { HeldLevel } from '../../engine/speech/held-level.js';

/** Share of the level that the speech has held (26 dB below it): softer than any syllable, louder than a quiet room. */
const SOFT_SHARE = 0.05;
/** Share of the loudest amplitude (46 dB below it), for a turn in which nothing lasted as long as a word. */
const FAINT_SHARE = 0.005;
/** A word fades for a moment longer than it can be measured. */
const FADE_MS = 100;

interface Moment {
  readonly endMs: number;
  readonly peak: number;
}

export class LoudAudio {
  readonly #level: HeldLevel;
  #loudest = 0;
  /** Moments that are still audible compared with every later one. */
  #loud: Moment[] = [];

  /** @param momentMs length of what is added at a time */
  constructor(momentMs: number) {
    this.#level = new HeldLevel(momentMs);
  }

  /** @param endMs where these samples end in the turn */
  add(samples: Int16Array, endMs: number): void {
    let peak = 0;
    for (const sample of samples) peak = Math.max(peak, Math.abs(sample));
    this.#level.add(peak);
    this.#loudest = Math.max(this.#loudest, peak);
    // Of equally loud moments only the newest matters, which keeps the list short.
    while ((this.#loud.at(-1)?.peak ?? Number.POSITIVE_INFINITY) <= peak) this.#loud.pop();
    this.#loud.push({ endMs, peak });
  }

  /** Milliseconds from the turn's beginning; 0 when nothing could be heard. */
  get untilMs(): number {
    if (this.#loudest === 0) return 0;
    const audible = Math.max(this.#level.peak * SOFT_SHARE, this.#loudest * FAINT_SHARE);
    const newest = this.#loud.findLast(({ peak }) => peak >= audible);
    return newest === undefined ? 0 : newest.endMs + FADE_MS;
  }
}
