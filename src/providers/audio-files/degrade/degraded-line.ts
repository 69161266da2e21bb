/** The way of the candidate's sound through microphone, codec and network: frame by frame, the same on every run. */
import type { Degradation } from '../../../engine/replay/fixture/sound-schema.js';
import { SAMPLE_RATE, type Frame } from '../../../engine/speech/frame.js';
import { createResampler } from '../../resampler/resampler.js';
import { NarrowLine } from './narrow-line.js';
import { PacketNetwork } from './packet-network.js';

export class DegradedLine {
  readonly #gain: number;
  readonly #limit: number;
  readonly #narrow: NarrowLine | null;
  readonly #network: PacketNetwork | null;

  private constructor({ gain = 0, clip = 0 }: Degradation, narrow: NarrowLine | null, network: PacketNetwork | null) {
    this.#gain = 10 ** (gain / 20);
    this.#limit = Math.round(32_767 * 10 ** (Math.min(0, clip) / 20));
    this.#narrow = narrow;
    this.#network = network;
  }

  static async open(wanted: Degradation): Promise<DegradedLine> {
    const { sampleRate = SAMPLE_RATE, loss = 0, burst, jitter = 0, buffer = 60, seed } = wanted;
    const narrow =
      sampleRate === SAMPLE_RATE
        ? null
        : new NarrowLine(
            await createResampler(SAMPLE_RATE, sampleRate),
            await createResampler(sampleRate, SAMPLE_RATE),
          );
    const network =
      loss === 0 && jitter === 0 ? null : new PacketNetwork({ loss, burst, jitterMs: jitter, bufferMs: buffer, seed });
    return new DegradedLine(wanted, narrow, network);
  }

  /** What arrives instead of a frame; the given one is left as it is. */
  through(frame: Frame): Frame {
    const loud = this.#amplified(frame);
    const narrow = this.#narrow === null ? loud : this.#narrow.through(loud);
    return this.#network === null ? narrow : this.#network.through(narrow);
  }

  #amplified(frame: Frame): Frame {
    if (this.#gain === 1 && this.#limit === 32_767) return frame;
    return frame.map((sample) => Math.max(-this.#limit, Math.min(this.#limit, Math.round(sample * this.#gain))));
  }
}
