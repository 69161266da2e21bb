/**
 * What one band of the microphone can hear of our own playback. For every delay that devices may have it learns how
 * quiet the microphone can be although that was played: an echo is always there, whatever the candidate adds, so only
 * the true delay keeps a high value, and a candidate who talks at the same time cannot spoil what was learnt.
 */
import { FRAME_MS } from './frame.js';
import { SILENCE_DB } from './levels.js';

/** Playback is heard up to this much later: output buffer, room, input buffer. */
const MAX_DELAY_MS = 500;
const LAGS = MAX_DELAY_MS / FRAME_MS;
/** Before anything is known: microphones may be set so that echo is louder than playback. */
const UNKNOWN_COUPLING_DB = 20;
/**
 * The coupling of a delay is a low percentile of (heard - played), followed in steps: one of these down for every frame
 * below, a fiftieth of it up for every other frame. A lost frame or two therefore does no harm.
 */
const STEP_DOWN_DB = 1;
const STEP_UP_DB = 0.02;
/** The first second is learnt faster. */
const FIRST_STEPS = 50;
const FIRST_STEP_DOWN_DB = 3;
/** After this many frames (1.5 s) that were all clearly louder than expected, the echo has grown: headphones taken off. */
const OUTGROWN_FRAMES = 75;
const CLEARLY_DB = 3;
/** A room lets sound fade by at least this much per frame (60 dB in 0.8 s). */
const FADE_DB = 1.5;

export class EchoPath {
  /** Only playback louder than this teaches something. */
  readonly #loudDb: number;
  /** Levels of the newest played frames, newest first. */
  readonly #played = new Float64Array(LAGS + 2).fill(SILENCE_DB);
  /** Learnt level of echo relative to what was played so many frames ago. */
  readonly #coupling = new Float64Array(LAGS + 1).fill(UNKNOWN_COUPLING_DB);
  readonly #learnt = new Uint32Array(LAGS + 1);
  /** Frames since one was as quiet as expected. */
  readonly #outgrown = new Uint32Array(LAGS + 1);
  #echoDb = SILENCE_DB;

  constructor(loudDb: number) {
    this.#loudDb = loudDb;
  }

  /** @returns the loudest echo that playback can explain in this frame */
  expect(playedDb: number, heardDb: number): number {
    const played = this.#played;
    played.copyWithin(1, 0);
    played[0] = playedDb;
    let echoDb = Math.max(SILENCE_DB, this.#echoDb - FADE_DB);
    for (let lag = 0; lag <= LAGS; lag++) {
      // A delay is seldom a whole number of frames: what is heard is a mixture of two played ones.
      const one = played[lag] as number;
      const other = played[lag + 1] as number;
      const louder = one > other ? one : other;
      const quieter = one > other ? other : one;
      if (louder === SILENCE_DB) continue;
      const expectedDb = louder + (this.#coupling[lag] as number);
      if (expectedDb > echoDb) echoDb = expectedDb;
      if (quieter > this.#loudDb) this.#learn(lag, heardDb - quieter);
    }
    this.#echoDb = echoDb;
    return echoDb;
  }

  #learn(lag: number, observedDb: number): void {
    const coupling = this.#coupling[lag] as number;
    const learnt = (this.#learnt[lag] as number) + 1;
    this.#learnt[lag] = learnt;
    const difference = observedDb - coupling;
    const outgrown = difference < CLEARLY_DB ? 0 : (this.#outgrown[lag] as number) + 1;
    this.#outgrown[lag] = outgrown;
    const down = learnt <= FIRST_STEPS ? FIRST_STEP_DOWN_DB : STEP_DOWN_DB;
    const up = outgrown > OUTGROWN_FRAMES ? STEP_DOWN_DB : STEP_UP_DB;
    this.#coupling[lag] = coupling + Math.max(-down, Math.min(up, difference));
  }
}
