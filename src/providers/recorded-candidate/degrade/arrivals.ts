/** Places speech where it arrives: a network holds it back, by more at one time than at another. */
import type { SaidAnswer } from '../../../engine/replay/said-answers.js';
import { FRAME_MS, type Frame } from '../../../engine/speech/frame.js';

/** What becomes of the sound on its way. */
export interface AudioChannel {
  /** @returns the frame as it arrives */
  through(frame: Frame): Frame;
  /** How much later than it was sent came the frame that {@link through} returned; null where none did. */
  readonly delayMs: number | null;
}

export class Arrivals {
  /** By the frame as it was sent. One that was lost, or left out to catch up, is not in it. */
  readonly #delayMs = new Map<number, number>();
  #isLate = false;

  /** @param index of the frame, from 0 @returns what arrives in its place */
  through(channel: AudioChannel | undefined, frame: Frame, index: number): Frame {
    if (channel === undefined) return frame;
    const arriving = channel.through(frame);
    this.came(index, channel.delayMs);
    return arriving;
  }

  /** @param frame in which something came @param delayMs how long before that it was sent; null for a gap */
  came(frame: number, delayMs: number | null): void {
    if (delayMs === null) return;
    if (delayMs > 0) this.#isLate = true;
    this.#delayMs.set(frame - delayMs / FRAME_MS, delayMs);
  }

  /** The same answers, and their speech from when it begins to arrive to when all of it has. */
  placed(said: readonly SaidAnswer[]): readonly SaidAnswer[] {
    if (!this.#isLate) return said;
    return said.map((answer) => {
      const { audio } = answer;
      if (audio === null) return answer;
      const [first, last] = [Math.floor(audio.speechStartMs / FRAME_MS), Math.ceil(audio.speechEndMs / FRAME_MS) - 1];
      const speechStartMs = audio.speechStartMs + this.#delayOfStart(first, last);
      return {
        ...answer,
        audio: { ...audio, speechStartMs, speechEndMs: audio.speechEndMs + this.#delayOfEnd(first, last) },
      };
    });
  }

  /** Where the beginning was lost, speech is heard from the next frame that comes. */
  #delayOfStart(first: number, last: number): number {
    for (let frame = first; frame <= last; frame++) {
      const delayMs = this.#delayMs.get(frame);
      if (delayMs !== undefined) return delayMs + (frame - first) * FRAME_MS;
    }
    return 0;
  }

  /** What was sent later never comes earlier. So a last frame that was lost tells by those before it when it would have come. */
  #delayOfEnd(first: number, last: number): number {
    let latestMs = 0;
    for (let frame = last; frame >= first; frame--)
      latestMs = Math.max(latestMs, (this.#delayMs.get(frame) ?? 0) - (last - frame) * FRAME_MS);
    return latestMs;
  }
}
