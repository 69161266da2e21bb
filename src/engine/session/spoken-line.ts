/** One examiner line as sound: filled by synthesis, emptied by playback, possibly both at once. */
import { FRAME_SAMPLES, SILENT_FRAME, msToSamples, type Frame } from '../speech/frame.js';

/** Voices begin and end with up to half a second of near silence, which a candidate would wait for. */
const AUDIBLE = 180;
const LEAD_IN = msToSamples(20);
const TAIL = msToSamples(120);

/** Whether a sample is loud enough to be the beginning or end of speech. */
export function isAudible(sample: number): boolean {
  return Math.abs(sample) > AUDIBLE;
}

export class SpokenLine {
  #samples = new Int16Array(16_000);
  #length = 0;
  #position = 0;
  #started = false;
  #done = false;
  #silent = false;
  #waiting: (() => void)[] = [];

  /** True once there is sound to play, or the line turned out empty. */
  get ready(): boolean {
    return this.#length > 0 || this.#done;
  }

  get done(): boolean {
    return this.#done;
  }

  get playedMs(): number {
    return (this.#position * 1000) / 16_000;
  }

  /** Resolves when `ready`. */
  whenReady(): Promise<void> {
    if (this.ready) return Promise.resolve();
    return new Promise((resolve) => this.#waiting.push(resolve));
  }

  add(samples: Int16Array): void {
    const audible = this.#started ? samples : this.#trimStart(samples);
    if (audible.length === 0) return;
    this.#started = true;
    this.#reserve(audible.length);
    this.#samples.set(audible, this.#length);
    this.#length += audible.length;
    this.#notify();
  }

  /** Sound that is silent on purpose (a line that can only be read): kept whole. */
  addSilence(samples: number): void {
    this.#reserve(samples);
    this.#length += samples;
    this.#silent = true;
    this.#notify();
  }

  /** No more sound will come. */
  finish(): void {
    if (this.#done) return;
    this.#done = true;
    if (!this.#silent) this.#length = Math.max(this.#position, this.#audibleEnd());
    this.#notify();
  }

  /** The next 20 ms; silence while synthesis is behind; null at the end. */
  nextFrame(): Frame | null {
    const left = this.#length - this.#position;
    if (left >= FRAME_SAMPLES) {
      const frame = this.#samples.slice(this.#position, this.#position + FRAME_SAMPLES);
      this.#position += FRAME_SAMPLES;
      return frame;
    }
    if (!this.#done) return SILENT_FRAME;
    if (left <= 0) return null;
    const frame = new Int16Array(FRAME_SAMPLES);
    frame.set(this.#samples.subarray(this.#position, this.#length));
    this.#position = this.#length;
    return frame;
  }

  /** The same sound from its beginning: lines may be said more than once. */
  rewound(): SpokenLine {
    const copy = new SpokenLine();
    copy.#samples = this.#samples;
    copy.#length = this.#length;
    copy.#started = this.#started;
    copy.#done = this.#done;
    return copy;
  }

  samples(): Int16Array {
    return this.#samples.slice(0, this.#length);
  }

  #trimStart(samples: Int16Array): Int16Array {
    const first = samples.findIndex(isAudible);
    return first === -1 ? samples.subarray(0, 0) : samples.subarray(Math.max(0, first - LEAD_IN));
  }

  #audibleEnd(): number {
    let end = this.#length;
    while (end > 0 && !isAudible(this.#samples[end - 1] as number)) end -= 1;
    return Math.min(this.#length, end + TAIL);
  }

  #reserve(extra: number): void {
    if (this.#length + extra <= this.#samples.length) return;
    const grown = new Int16Array(Math.max(this.#samples.length * 2, this.#length + extra));
    grown.set(this.#samples.subarray(0, this.#length));
    this.#samples = grown;
  }

  #notify(): void {
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const resolve of waiting) resolve();
  }
}
