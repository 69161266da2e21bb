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
    let highest = 0;
    let lowest = 0;
    // Every sample of every file comes by here.
    for (let index = 0; index < source.length; index++) {
      const sample = source[index] as number;
      if (sample > highest) highest = sample;
      else if (sample < lowest) lowest = sample;
    }
    const peak = Math.max(highest, -lowest);
    this.peak = Math.max(this.peak, peak);
    if (peak >= FULL_SCALE) this.#clipped += clippedIn(source);
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

function clippedIn(samples: Int16Array): number {
  let clipped = 0;
  for (const sample of samples) if (sample >= FULL_SCALE || sample <= -FULL_SCALE) clipped++;
  return clipped;
}
