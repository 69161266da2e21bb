/** Real time, for work on files: whoever feeds a recogniser faster than real time can wait until it has caught up. */
import { SystemClock } from '../../providers/system-clock/system-clock.js';

export class PatientClock extends SystemClock {
  readonly #held = new Set<Promise<unknown>>();

  override hold<T>(work: Promise<T>): Promise<T> {
    const done = work.then(forget, forget);
    const held = this.#held;
    function forget(): void {
      held.delete(done);
    }
    held.add(done);
    return work;
  }

  /** Resolves when everything declared so far is done, however it ended. */
  async caughtUp(): Promise<void> {
    await Promise.all(this.#held);
  }
}
