/** Places speech where it arrives: a network holds it back, by more at one time than at another. */
import type { SaidAnswer } from '../../../engine/replay/said-answers.js';
import { FRAME_MS } from '../../../engine/speech/frame.js';

export class Arrivals {
  /** By the frame as it was sent, where it came late. */
  readonly #delayMs = new Map<number, number>();

  /** @param frame in which something came @param delayMs how long before that it was sent */
  came(frame: number, delayMs: number): void {
    if (delayMs > 0) this.#delayMs.set(frame - delayMs / FRAME_MS, delayMs);
  }

  /** The same answers, and their speech from when it begins to arrive to when all of it has. */
  placed(said: readonly SaidAnswer[]): readonly SaidAnswer[] {
    if (this.#delayMs.size === 0) return said;
    return said.map((answer) => {
      const { audio } = answer;
      if (audio === null) return answer;
      const [first, last] = [Math.floor(audio.speechStartMs / FRAME_MS), Math.ceil(audio.speechEndMs / FRAME_MS) - 1];
      const speechStartMs = audio.speechStartMs + (this.#delayMs.get(first) ?? 0);
      return {
        ...answer,
        audio: { ...audio, speechStartMs, speechEndMs: audio.speechEndMs + (this.#delayMs.get(last) ?? 0) },
      };
    });
  }
}
