/** The first stage of the candidate's audio: level, mute, enhancement, and whether it is the candidate at all. */
import { ProviderError } from '../../ports/provider-error.js';
import { BandMeter, SILENT_BANDS } from '../../speech/band-levels.js';
import { EchoGate } from '../../speech/echo-gate.js';
import { Enhancer } from '../../speech/enhancement.js';
import { SILENT_FRAME, type Frame } from '../../speech/frame.js';
import { SILENCE_DB, levelDb } from '../../speech/levels.js';
import { PlaybackCopy } from '../../speech/playback-copy.js';
import type { BargeIn } from '../session-options.js';

/** Without headphones and with barge-in off, playback still rings in the room for this many frames (400 ms). */
const RINGING_FRAMES = 20;

export interface HeardFrame {
  /** Enhanced, for recognition and scoring. */
  readonly frame: Frame;
  /** As it came, for quality. */
  readonly raw: Frame;
  readonly levelDb: number;
  /** Media time at which the frame began. */
  readonly startMs: number;
  /** False when the examiner's own playback explains what was heard. */
  readonly candidate: boolean;
}

function noMicrophone(): ProviderError {
  return new ProviderError({
    provider: 'microphone',
    kind: 'unavailable',
    message:
      'The microphone hears nothing but the examiner: the system records what the speaker plays (its "monitor").',
    remedy: 'Plug a microphone in, or choose it as the input in the settings of the system, and go on with the test.',
    retryable: false,
  });
}

export class CandidateAudio {
  readonly #enhancer = new Enhancer();
  readonly #gate = new EchoGate();
  readonly #copy = new PlaybackCopy();
  readonly #playedBands = new BandMeter();
  readonly #heardBands = new BandMeter();
  readonly #hearsPlayback: boolean;
  readonly #bargeIn: BargeIn;
  #ringing = 0;
  muted = false;
  /** Newest level without rumble and DC, for the meter. */
  levelDb = SILENCE_DB;

  constructor(hearsPlayback: boolean, bargeIn: BargeIn) {
    this.#hearsPlayback = hearsPlayback;
    this.#bargeIn = bargeIn;
  }

  /**
   * @param played the examiner's frame of the same tick
   * @throws ProviderError where the microphone turns out to be none
   */
  hear(frame: Frame, played: Frame, startMs: number): HeardFrame {
    const raw = this.muted ? SILENT_FRAME : frame;
    const { gainDb } = this.#enhancer;
    const enhanced = this.#enhancer.process(raw);
    // A cheap microphone's DC offset is louder than a soft voice: the level is taken behind the high-pass.
    this.levelDb = raw === SILENT_FRAME ? SILENCE_DB : Math.max(SILENCE_DB, this.#enhancer.levelDb - gainDb);
    const candidate = this.#isCandidate(played, frame);
    if (this.#hearsPlayback && this.#copy.hears(played, frame)) throw noMicrophone();
    return { frame: enhanced, raw, levelDb: this.levelDb, startMs, candidate };
  }

  /** The frame held the candidate's speech: its level steers the gain. */
  adapt(heard: HeardFrame): void {
    this.#enhancer.adapt(heard.levelDb);
  }

  /** @param frame as it came: a muted microphone must not teach the gate that there is no echo */
  #isCandidate(played: Frame, frame: Frame): boolean {
    if (!this.#hearsPlayback || this.#bargeIn === 'on') return true;
    if (this.#bargeIn === 'auto') {
      const playedBands = played === SILENT_FRAME ? SILENT_BANDS : this.#playedBands.levels(played);
      return this.#gate.passes(playedBands, this.#heardBands.levels(frame));
    }
    this.#ringing = levelDb(played) > SILENCE_DB ? RINGING_FRAMES : Math.max(0, this.#ringing - 1);
    return this.#ringing === 0;
  }
}
