/** The first stage of the candidate's audio: level, mute, enhancement, and whether it is the candidate at all. */
import { EchoGate } from '../speech/echo-gate.js';
import { Enhancer } from '../speech/enhancement.js';
import { SILENT_FRAME, type Frame } from '../speech/frame.js';
import { SILENCE_DB, levelDb } from '../speech/levels.js';
import type { BargeIn } from './session-options.js';
import type { HeardFrame } from './turn-listener.js';

/** Without headphones and with barge-in off, playback still rings in the room for this many frames (400 ms). */
const RINGING_FRAMES = 20;

export class CandidateAudio {
  readonly #enhancer = new Enhancer();
  readonly #gate = new EchoGate();
  readonly #hearsPlayback: boolean;
  readonly #bargeIn: BargeIn;
  #ringing = 0;
  muted = false;
  /** Newest level, for the meter. */
  levelDb = SILENCE_DB;

  constructor(hearsPlayback: boolean, bargeIn: BargeIn) {
    this.#hearsPlayback = hearsPlayback;
    this.#bargeIn = bargeIn;
  }

  /** @param played the examiner's frame of the same tick */
  hear(frame: Frame, played: Frame, startMs: number): HeardFrame {
    const raw = this.muted ? SILENT_FRAME : frame;
    this.levelDb = raw === SILENT_FRAME ? SILENCE_DB : levelDb(raw);
    const candidate = this.#isCandidate(played);
    return { frame: this.#enhancer.process(raw), raw, levelDb: this.levelDb, startMs, candidate };
  }

  /** The frame held the candidate's speech: its level steers the gain. */
  adapt(heard: HeardFrame): void {
    this.#enhancer.adapt(heard.levelDb);
  }

  #isCandidate(played: Frame): boolean {
    if (!this.#hearsPlayback || this.#bargeIn === 'on') return true;
    const playedDb = played === SILENT_FRAME ? SILENCE_DB : levelDb(played);
    if (this.#bargeIn === 'auto') return this.#gate.passes(playedDb, this.levelDb);
    this.#ringing = playedDb > SILENCE_DB ? RINGING_FRAMES : Math.max(0, this.#ringing - 1);
    return this.#ringing === 0;
  }
}
