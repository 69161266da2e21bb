/** A channel with a lower sample rate: frequencies above half that rate are lost. */
import type { Resampler } from '../../../engine/ports/resampler.js';
import { FRAME_SAMPLES, type Frame } from '../../../engine/speech/frame.js';

export class NarrowbandChannel {
  readonly #down: Resampler;
  readonly #up: Resampler;
  #waiting = new Int16Array(0);

  constructor(down: Resampler, up: Resampler) {
    this.#down = down;
    this.#up = up;
  }

  through(frame: Frame): Frame {
    const arrived = this.#up.process(this.#down.process(frame));
    const all = new Int16Array(this.#waiting.length + arrived.length);
    all.set(this.#waiting);
    all.set(arrived, this.#waiting.length);
    const out = new Int16Array(FRAME_SAMPLES);
    // The filters delay the first samples: there is silence until these arrive, and enough samples ever after.
    const ready = Math.min(FRAME_SAMPLES, all.length);
    out.set(all.subarray(0, ready), FRAME_SAMPLES - ready);
    this.#waiting = all.slice(ready);
    return out;
  }
}
