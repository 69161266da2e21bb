/** Gathers decoded blocks and watches their level on the way. */
import { samplesBeyond } from '../../engine/speech/levels.js';

const FULL_SCALE = 32_767;
/** Below this level (about -60 dB of full scale) nobody can have been heard. */
const AUDIBLE = 33;

export class SampleCollector {
  #blocks: Int16Array[] = [];
  #watched = 0;
  #clipped = 0;
  /** Samples kept so far. */
  length = 0;
  /** Something in the source can be heard. */
  isAudible = false;

  /** @param source as decoded, for the level; @param kept the same audio at our rate */
  add(source: Int16Array, kept: Int16Array): void {
    this.isAudible ||= samplesBeyond(source, AUDIBLE) > 0;
    this.#clipped += samplesBeyond(source, FULL_SCALE);
    this.#watched += source.length;
    if (kept.length === 0) return;
    this.#blocks.push(kept);
    this.length += kept.length;
  }

  get clippedShare(): number {
    return this.#watched === 0 ? 0 : this.#clipped / this.#watched;
  }

  samples(): Int16Array {
    const [only] = this.#blocks;
    if (this.#blocks.length === 1 && only !== undefined) return only;
    const all = new Int16Array(this.length);
    let at = 0;
    for (const block of this.#blocks) {
      all.set(block, at);
      at += block.length;
    }
    return all;
  }
}
