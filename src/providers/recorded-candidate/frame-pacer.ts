/** Paces frames in real time: frame n is due n times 20 ms after the first, however late timers fire, so nothing drifts. */
import type { CancelTimer, Clock } from '../../engine/ports/clock.js';
import { FRAME_MS } from '../../engine/speech/frame.js';

/** After a longer delay, such as a suspended laptop, missed frames are not made up for. */
const MAX_BEHIND_MS = 500;

export class FramePacer {
  readonly #clock: Clock;
  #dueMs: number | null = null;
  #cancel: CancelTimer | null = null;
  #release: (() => void) | null = null;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Resolves when the next frame is due. One caller at a time. */
  async next(): Promise<void> {
    const now = this.#clock.nowMs();
    const due = (this.#dueMs ?? now) + FRAME_MS;
    this.#dueMs = now - due > MAX_BEHIND_MS ? now : due;
    const wait = this.#dueMs - now;
    if (wait <= 0) return;
    await new Promise<void>((resolve) => {
      this.#release = resolve;
      this.#cancel = this.#clock.setTimer(wait, resolve);
    });
  }

  /** Releases a waiting caller. */
  stop(): void {
    this.#cancel?.();
    this.#release?.();
  }
}
