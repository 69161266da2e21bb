/**
 * Tells the candidate's voice from our own playback coming back through an open microphone, without headphones and
 * without echo cancellation. It learns how loud the echo is while the examiner speaks (level heard minus level played,
 * within the delay that devices have) and lets a frame pass as the candidate's only when it is clearly louder than
 * the echo that playback can explain. With headphones nothing comes back, the learnt echo is tiny, and all speech passes.
 */
import { FRAME_MS } from './frame.js';
import { SILENCE_DB } from './levels.js';

/** Playback is heard up to this much later: output buffer, room, input buffer. */
const MAX_DELAY_MS = 500;
/** The candidate must be this much louder than the loudest echo expected. */
const MARGIN_DB = 8;
/** Before anything is known: echo may be almost as loud as what we play. */
const INITIAL_COUPLING_DB = -3;
/** Only clear playback teaches something. */
const LOUD_PLAYBACK_DB = -45;
/** Frames of playback needed (1 s) before the learnt coupling is trusted. */
const ENOUGH_FRAMES = 50;
/** The estimate follows louder echo at once and quieter echo slowly: a wrong low estimate would interrupt ourselves. */
const DECAY_DB_PER_FRAME = 0.05;

export class EchoGate {
  /** Levels of the newest played frames, newest last. */
  readonly #played: number[] = [];
  #couplingDb = INITIAL_COUPLING_DB;
  #learntFrames = 0;
  #heardMaxDb = SILENCE_DB;

  /** Level of echo relative to what is played, as learnt so far. */
  get couplingDb(): number {
    return this.#couplingDb;
  }

  /**
   * @param playedDb level of the examiner's frame handed out in this tick
   * @param heardDb level of the microphone's frame in this tick
   * @returns true when playback alone does not explain what was heard
   */
  passes(playedDb: number, heardDb: number): boolean {
    this.#played.push(playedDb);
    if (this.#played.length > MAX_DELAY_MS / FRAME_MS) this.#played.shift();
    const loudestPlayed = Math.max(...this.#played);
    if (loudestPlayed <= LOUD_PLAYBACK_DB) return true;
    const expectedDb = loudestPlayed + this.#couplingDb;
    const passes = heardDb > expectedDb + MARGIN_DB;
    if (!passes) this.#learn(loudestPlayed, heardDb);
    return passes;
  }

  #learn(loudestPlayed: number, heardDb: number): void {
    const observed = heardDb - loudestPlayed;
    this.#learntFrames += 1;
    this.#heardMaxDb = Math.max(this.#heardMaxDb - DECAY_DB_PER_FRAME, observed);
    if (this.#learntFrames < ENOUGH_FRAMES) return;
    const step = this.#heardMaxDb - this.#couplingDb;
    // Louder at once; quieter no faster than 25 dB in ten seconds.
    this.#couplingDb += step > 0 ? step : Math.max(step, -DECAY_DB_PER_FRAME);
  }
}
