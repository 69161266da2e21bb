/**
 * Notices that a microphone is none: where it was unplugged, or there never was one, PulseAudio and PipeWire may record what the
 * speaker plays (its "monitor"). That is our own playback, later and with a steady difference of level, and between the lines
 * nothing at all, not even noise. No room gives an echo like that; and nobody answers in it.
 */
import type { Frame } from './frame.js';
import { levelDb, SILENCE_DB } from './levels.js';

/** A sound server may be this much late with what it plays and records: a second. */
const LAGS = 50;
const LOUD_DB = -60;
/** Below this is no room: the noise of real microphones is louder. */
const NOTHING_DB = -85;
/** So long nothing must have been heard between the lines (4 s): longer than the examiner ever waits after an answer. */
const NOTHING_FRAMES = 200;
/** What is heard is a mixture of two frames played one after the other, and so lies between them, or out by this much. */
const APART_DB = 2;
/** Two frames as equal as this tell the difference of level, and count. */
const EQUAL_DB = 9;
/**
 * Counting frames in a row that fit at one delay (0.8 s or more). Where a candidate talks over every line of a test of twelve
 * minutes, 27 fit by chance.
 */
const ENOUGH_FRAMES = 40;
/** The difference is the mean of about so many frames. */
const MEAN_FRAMES = 20;

export class PlaybackCopy {
  /** Levels of the newest played frames, newest first. */
  readonly #played = new Float64Array(LAGS + 1).fill(SILENCE_DB);
  readonly #differenceDb = new Float64Array(LAGS);
  readonly #fitting = new Uint32Array(LAGS);
  #sincePlayed = LAGS;
  #nothing = 0;

  /**
   * @param played the examiner's frame handed out in this tick
   * @param heard the microphone's, as it came
   * @returns true when it is certain that only our own playback is heard
   */
  hears(played: Frame, heard: Frame): boolean {
    const playedDb = levelDb(played);
    this.#played.copyWithin(1, 0);
    this.#played[0] = playedDb;
    this.#sincePlayed = playedDb === SILENCE_DB ? this.#sincePlayed + 1 : 0;
    const heardDb = levelDb(heard);
    if (this.#sincePlayed > LAGS) this.#betweenLines(heardDb);
    else if (heardDb > LOUD_DB && this.#nothing >= NOTHING_FRAMES) return this.#fits(heardDb);
    return false;
  }

  #betweenLines(heardDb: number): void {
    if (heardDb <= NOTHING_DB) {
      this.#nothing += 1;
      return;
    }
    this.#nothing = 0;
    this.#fitting.fill(0);
  }

  #fits(heardDb: number): boolean {
    let enough = false;
    for (let lag = 0; lag < LAGS; lag++) {
      const one = this.#played[lag] as number;
      const other = this.#played[lag + 1] as number;
      const louder = Math.max(one, other);
      const quieter = Math.min(one, other);
      const difference = this.#differenceDb[lag] as number;
      let fitting = this.#fitting[lag] as number;
      const level = heardDb - difference;
      if (level < quieter - APART_DB || level > louder + APART_DB) fitting = 0;
      if (quieter > LOUD_DB && louder - quieter < EQUAL_DB) {
        fitting += 1;
        const seen = heardDb - (one + other) / 2;
        this.#differenceDb[lag] =
          fitting === 1 ? seen : difference + (seen - difference) / Math.min(fitting, MEAN_FRAMES);
      }
      this.#fitting[lag] = fitting;
      enough ||= fitting >= ENOUGH_FRAMES;
    }
    return enough;
  }
}
