/** Gathers decoded blocks and watches their level on the way. */

const FULL_SCALE = 32_767;

export class SampleCollector {
  #blocks: Int16Array[] = [];
  #watched = 0;
  #clipped = 0;
  /** Samples kept so far. */
  length = 0;
  /** The largest absolute value of the source. */
  peak = 0;

  /** @param source as decoded, for the level; @param kept the same audio at our rate */
  add(source: Int16Array, kept: Int16Array): void {
    let { peak } = this;
    let clipped = 0;
    for (let index = 0; index < source.length; index++) {
      const sample = source[index] as number;
      const level = sample < 0 ? -sample : sample;
      if (level > peak) peak = level;
      if (level >= FULL_SCALE) clipped++;
    }
    this.peak = peak;
    this.#clipped += clipped;
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
