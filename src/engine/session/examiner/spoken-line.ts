/** One examiner line as sound: filled by synthesis, emptied by playback, possibly both at once. */
import { FRAME_SAMPLES, SILENT_FRAME, joinSamples, msToSamples, samplesToMs, type Frame } from '../../speech/frame.js';

/** Voices begin and end with up to half a second of near silence, which a candidate would wait for. */
const AUDIBLE = 180;
const LEAD_IN = msToSamples(20);
const TAIL = msToSamples(120);

/** Whether a sample is loud enough to be the beginning or end of speech. */
export function isAudible(sample: number): boolean {
  return Math.abs(sample) > AUDIBLE;
}

/** What synthesis has given so far, shared by all who play it. */
class Sound {
  samples = new Int16Array(0);
  length = 0;
  done = false;
  /** The newest samples before the first audible one: the next chunk may begin with speech. */
  leadIn = new Int16Array(0);
  /** Everything before this is kept, whatever its level. */
  kept = 0;
  waiting: (() => void)[] = [];
  /** Who speaks: ids of voices, in order. */
  voices: string[] = [];

  append(samples: Int16Array): void {
    this.reserve(samples.length);
    this.samples.set(samples, this.length);
    this.length += samples.length;
  }

  reserve(extra: number): void {
    if (this.length + extra <= this.samples.length) return;
    const grown = new Int16Array(Math.max(this.samples.length * 2, this.length + extra));
    grown.set(this.samples.subarray(0, this.length));
    this.samples = grown;
  }

  notify(): void {
    const waiting = this.waiting;
    this.waiting = [];
    for (const resolve of waiting) resolve();
  }
}

export class SpokenLine {
  readonly #sound: Sound;
  #position = 0;

  constructor(sound: Sound = new Sound()) {
    this.#sound = sound;
  }

  /** True once there is sound to play, or the line turned out empty. */
  get ready(): boolean {
    return this.#sound.length > 0 || this.#sound.done;
  }

  get done(): boolean {
    return this.#sound.done;
  }

  /** Whose sound it is, such as "azure:en-GB-SoniaNeural"; two names where one voice took over from another; '' before any sound. */
  get voice(): string {
    return this.#sound.voices.join(', then ');
  }

  get playedMs(): number {
    return samplesToMs(this.#position);
  }

  /** Resolves when `ready`. */
  whenReady(): Promise<void> {
    if (this.ready) return Promise.resolve();
    return new Promise((resolve) => this.#sound.waiting.push(resolve));
  }

  /** @param voice whose sound it is */
  add(samples: Int16Array, voice: string): void {
    const sound = this.#sound;
    if (sound.voices.at(-1) !== voice) sound.voices.push(voice);
    if (sound.length > 0) sound.append(samples);
    else this.#begin(samples);
    if (sound.length > 0) sound.notify();
  }

  /** Sound that is silent on purpose (a line that can only be read): kept whole. */
  addSilence(samples: number): void {
    const sound = this.#sound;
    sound.reserve(samples);
    sound.length += samples;
    sound.kept = sound.length;
    sound.notify();
  }

  /** No more sound will come. */
  finish(): void {
    const sound = this.#sound;
    if (sound.done) return;
    sound.done = true;
    sound.length = Math.max(sound.kept, audibleEnd(sound.samples, sound.length));
    sound.notify();
  }

  /** The next 20 ms; silence while synthesis is behind; null at the end. */
  nextFrame(): Frame | null {
    const { samples, length, done } = this.#sound;
    const left = length - this.#position;
    if (left >= FRAME_SAMPLES) {
      // Sound is only ever added behind what was said, so a view of it stays as it is.
      const frame = samples.subarray(this.#position, this.#position + FRAME_SAMPLES);
      this.#position += FRAME_SAMPLES;
      return frame;
    }
    if (!done) return SILENT_FRAME;
    if (left <= 0) return null;
    const frame = new Int16Array(FRAME_SAMPLES);
    frame.set(samples.subarray(this.#position, length));
    this.#position = length;
    return frame;
  }

  /** The same sound from its beginning, also what is still to come: lines may be said more than once. */
  rewound(): SpokenLine {
    return new SpokenLine(this.#sound);
  }

  samples(): Int16Array {
    return this.#sound.samples.slice(0, this.#sound.length);
  }

  /** Keeps a little of what comes before the first audible sample, also when that was in an earlier chunk. */
  #begin(samples: Int16Array): void {
    const sound = this.#sound;
    const all = sound.leadIn.length === 0 ? samples : joinSamples([sound.leadIn, samples]);
    const first = all.findIndex(isAudible);
    if (first === -1) sound.leadIn = all.slice(-LEAD_IN);
    else sound.append(all.subarray(Math.max(0, first - LEAD_IN)));
  }
}

function audibleEnd(samples: Int16Array, length: number): number {
  let end = length;
  while (end > 0 && !isAudible(samples[end - 1] as number)) end -= 1;
  return Math.min(length, end + TAIL);
}
