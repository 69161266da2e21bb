/** The last moments of audio before a turn is known to have begun, so that the first syllable of an answer is never lost. */
import { FRAME_MS } from '../../speech/frame.js';
import { DEFAULT_VOICE_TRACKER } from '../../speech/voice-tracker.js';
import type { HeardFrame } from './candidate-audio.js';

/** Audio before the detected onset that still belongs to the turn: soft first consonants and the onset window. */
export const PRE_ROLL_MS = 400;
/** Of that, what lies before the onset itself: a turn's sound begins so long before the moment from which on it is known. */
export const BEFORE_ONSET_MS = PRE_ROLL_MS - DEFAULT_VOICE_TRACKER.onsetMs;
/** Of that, what comes before speech that has gone on for longer, since nobody listened yet. */
const PRE_ONSET_MS = 80;
/** Of speech that nobody listens to yet: the examiner goes on speaking until the words of the answer before are known. */
const MOST_PRE_ROLL_MS = 10_000;

export class PreRoll {
  #frames: HeardFrame[] = [];

  get frames(): readonly HeardFrame[] {
    return this.#frames;
  }

  /** @param unheard whether it is speech that nobody listens to yet */
  keep(heard: HeardFrame, unheard: boolean): void {
    this.#frames.push(heard);
    const mostMs = unheard ? MOST_PRE_ROLL_MS : PRE_ROLL_MS;
    while (this.#frames.length > mostMs / FRAME_MS) this.#frames.shift();
  }

  forgetBefore(ms: number): void {
    this.#frames = this.#frames.filter(({ startMs }) => startMs >= ms);
  }

  clear(): void {
    this.#frames = [];
  }
}

/**
 * From which media time on what is heard belongs to a turn that begins at `atMs`: what began over the question from its onset, what
 * began before the question (and is about something else) with no more than its last moments.
 * @param ongoingSinceMs onset of the speech that is going on; null: nobody speaks
 * @param askedSinceMs media time from which the question could be heard
 */
export function answersSinceMs(atMs: number, ongoingSinceMs: number | null, askedSinceMs: number): number {
  const lastMomentsMs = atMs - PRE_ROLL_MS;
  if (ongoingSinceMs === null || ongoingSinceMs < askedSinceMs) return lastMomentsMs;
  return Math.min(lastMomentsMs, ongoingSinceMs - PRE_ONSET_MS);
}
