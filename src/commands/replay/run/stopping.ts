/** Why a run ends before its last fixture: somebody interrupts it, or enough fixtures have not passed. */
import type { FixtureResult } from '../../../engine/replay/result.js';

export class Stopping {
  readonly #controller = new AbortController();
  readonly #bail: number;
  #notPassed = 0;
  interrupted = false;
  readonly #interrupt = (): void => {
    this.interrupted = true;
    this.#controller.abort();
  };

  constructor(bail: number | undefined) {
    this.#bail = bail ?? Infinity;
    process.once('SIGINT', this.#interrupt).once('SIGTERM', this.#interrupt);
  }

  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  /** Nothing behind the fixture that ended the run is told, so that its report does not depend on the number of threads. */
  get bailed(): boolean {
    return this.#notPassed >= this.#bail;
  }

  heed({ status }: FixtureResult): void {
    if (status === 'failed' || status === 'broken') this.#notPassed++;
    if (this.bailed) this.#controller.abort();
  }

  close(): void {
    process.off('SIGINT', this.#interrupt).off('SIGTERM', this.#interrupt);
  }
}
