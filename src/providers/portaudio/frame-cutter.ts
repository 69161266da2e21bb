/** Cuts a stream of bytes or samples into frames, whatever the sizes in which they come. */
import type { Resampler } from '../../engine/ports/resampler.js';
import { FRAME_SAMPLES } from '../../engine/speech/frame.js';
import type { Frame } from '../../engine/speech/frame.js';

export class FrameCutter {
  readonly #deliver: (frame: Frame) => void;
  #frame = new Int16Array(FRAME_SAMPLES);
  #filled = 0;
  /** The first half of a sample that was cut in two. */
  #half: Buffer | null = null;

  constructor(deliver: (frame: Frame) => void) {
    this.#deliver = deliver;
  }

  /** 16-bit little-endian samples. */
  bytes(bytes: Buffer, resampler: Resampler): void {
    const all = this.#half === null ? bytes : Buffer.concat([this.#half, bytes]);
    const whole = all.length - (all.length % 2);
    this.#half = whole === all.length ? null : all.subarray(whole);
    // Copied, since a buffer from a pool may start at an odd address.
    const samples = new Int16Array(whole / 2);
    new Uint8Array(samples.buffer).set(all.subarray(0, whole));
    this.#samples(resampler.process(samples));
  }

  #samples(samples: Int16Array): void {
    for (let at = 0; at < samples.length;) {
      const take = Math.min(FRAME_SAMPLES - this.#filled, samples.length - at);
      this.#frame.set(samples.subarray(at, at + take), this.#filled);
      this.#filled += take;
      at += take;
      if (this.#filled < FRAME_SAMPLES) continue;
      const frame = this.#frame;
      this.#frame = new Int16Array(FRAME_SAMPLES);
      this.#filled = 0;
      this.#deliver(frame);
    }
  }
}
