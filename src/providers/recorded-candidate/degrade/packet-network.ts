/**
 * A network that loses packets and delivers them late. Losses come in bursts (Gilbert's two states). A packet that comes
 * later than the playout buffer allows leaves a gap, and everything after it is late until a silent packet can be left out:
 * what an adaptive buffer does.
 */
import { seededRandom } from '../../../engine/statistics/seeded-random.js';
import { FRAME_MS, SILENT_FRAME, type Frame } from '../../../engine/speech/frame.js';

export interface NetworkOptions {
  /** Share of packets, 0 to 0.9. */
  readonly loss: number;
  /** Mean length of a run of losses, in packets. */
  readonly burst: number;
  readonly jitterMs: number;
  readonly bufferMs: number;
  readonly seed: number;
}

/** Mean absolute value below which a packet may be left out without being missed. */
const QUIET = 60;

export class PacketNetwork {
  readonly #options: NetworkOptions;
  readonly #random: () => number;
  /** `sent` is null for the silence in the place of what was lost. */
  readonly #late: { readonly frame: Frame; readonly sent: number | null }[] = [];
  #sent = 0;
  #came: number | null = null;
  #losing = false;

  constructor(options: NetworkOptions) {
    this.#options = options;
    const random = seededRandom(options.seed);
    this.#random = () => random.below(1_000_000) / 1_000_000;
  }

  through(frame: Frame): Frame {
    this.#sent += 1;
    const packet = this.#isLost() ? { frame: SILENT_FRAME, sent: null } : { frame, sent: this.#sent };
    const isLate = this.#delayMs() > this.#options.bufferMs;
    if (isLate) {
      this.#late.push(packet);
      return this.#late.length > this.#maxLate() ? this.#next() : this.#gap();
    }
    this.#late.push(packet);
    const quiet = this.#late.length === 1 ? -1 : this.#late.findIndex((late) => isQuiet(late.frame));
    if (quiet !== -1) this.#late.splice(quiet, 1);
    return this.#next();
  }

  /** How much later than it was sent came what came last; null for a gap, and for what was lost. */
  get delayMs(): number | null {
    return this.#came === null ? null : (this.#sent - this.#came) * FRAME_MS;
  }

  #next(): Frame {
    const packet = this.#late.shift();
    this.#came = packet?.sent ?? null;
    return packet?.frame ?? SILENT_FRAME;
  }

  #gap(): Frame {
    this.#came = null;
    return SILENT_FRAME;
  }

  #isLost(): boolean {
    const { loss, burst } = this.#options;
    if (loss === 0) return false;
    // Leaving a burst of mean length b has the probability 1/b; entering one keeps the share of losses.
    const leave = 1 / burst;
    const enter = Math.min(1, (leave * loss) / (1 - loss));
    this.#losing = this.#losing ? this.#random() >= leave : this.#random() < enter;
    return this.#losing;
  }

  /** Delays of networks have a long tail: exponential, with the given mean. */
  #delayMs(): number {
    return this.#options.jitterMs === 0 ? 0 : -Math.log(1 - this.#random()) * this.#options.jitterMs;
  }

  /** A second behind is as far as a buffer lets itself fall. */
  #maxLate(): number {
    return 1000 / FRAME_MS;
  }
}

function isQuiet(frame: Frame): boolean {
  let sum = 0;
  for (const sample of frame) sum += Math.abs(sample);
  return sum / frame.length < QUIET;
}
