/** Places speech where it arrives: a network holds it back, by more at one time than at another. */
import type { SaidAnswer } from '../../../engine/replay/said-answers.js';
import { FRAME_MS, type Frame } from '../../../engine/speech/frame.js';

/** What becomes of the sound on its way. */
export interface AudioChannel {
  /** @returns the frame as it arrives */
  through(frame: Frame): Frame;
  /** How much later than it was sent came the frame that {@link through} returned; 0 where none did. */
  readonly delayMs: number;
}

export class Arrivals {
  /** By the frame as it was sent, where it came late. */
  readonly #delayMs = new Map<number, number>();

  /** @param index of the frame, from 0 @returns what arrives in its place */
  through(channel: AudioChannel | undefined, frame: Frame, index: number): Frame {
    if (channel === undefined) return frame;
    const arriving = channel.through(frame);
    this.came(index, channel.delayMs);
    return arriving;
  }

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
        audio: { ...audio, speechStartMs, speechEndMs: audio.speechEndMs + this.#delayOfEnd(first, last) },
      };
    });
  }

  /** What was sent later never comes earlier. So a last frame that was lost tells by those before it when it would have come. */
  #delayOfEnd(first: number, last: number): number {
    let latestMs = 0;
    for (let frame = last; frame >= first; frame--)
      latestMs = Math.max(latestMs, (this.#delayMs.get(frame) ?? 0) - (last - frame) * FRAME_MS);
    return latestMs;
  }
}
