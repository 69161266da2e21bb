/** Simulates microphone, codec and network between candidate and examiner, frame by frame, the same on every run. */
import type { Degradation } from '../../../engine/replay/fixture/sound-schema.js';
import { SAMPLE_RATE, type Frame } from '../../../engine/speech/frame.js';
import { createResampler } from '../../resampler/resampler.js';
import { NarrowbandChannel } from './narrowband-channel.js';
import { PacketNetwork } from './packet-network.js';

export class DegradedChannel {
  readonly #gain: number;
  readonly #limit: number;
  readonly #narrowband: NarrowbandChannel | null;
  readonly #network: PacketNetwork | null;

  private constructor(
    { gain = 0, clip = 0 }: Degradation,
    narrowband: NarrowbandChannel | null,
    network: PacketNetwork | null,
  ) {
    this.#gain = 10 ** (gain / 20);
    this.#limit = Math.round(32_767 * 10 ** (Math.min(0, clip) / 20));
    this.#narrowband = narrowband;
    this.#network = network;
  }

  static async open(wanted: Degradation): Promise<DegradedChannel> {
    const { sampleRate = SAMPLE_RATE, loss = 0, burst, jitter = 0, buffer = 60, seed } = wanted;
    const narrowband =
      sampleRate === SAMPLE_RATE
        ? null
        : new NarrowbandChannel(
            await createResampler(SAMPLE_RATE, sampleRate),
            await createResampler(sampleRate, SAMPLE_RATE),
          );
    const network =
      loss === 0 && jitter === 0 ? null : new PacketNetwork({ loss, burst, jitterMs: jitter, bufferMs: buffer, seed });
    return new DegradedChannel(wanted, narrowband, network);
  }

  /** @returns the frame as it arrives at the examiner; the given frame is not changed */
  through(frame: Frame): Frame {
    const loud = this.#amplified(frame);
    const narrowband = this.#narrowband === null ? loud : this.#narrowband.through(loud);
    return this.#network === null ? narrowband : this.#network.through(narrowband);
  }

  /** Of the frame that came last. The filter of a narrow line takes a few milliseconds more, which nobody notices. */
  get delayMs(): number | null {
    return this.#network === null ? 0 : this.#network.delayMs;
  }

  #amplified(frame: Frame): Frame {
    if (this.#gain === 1 && this.#limit === 32_767) return frame;
    return frame.map((sample) => Math.max(-this.#limit, Math.min(this.#limit, Math.round(sample * this.#gain))));
  }
}
