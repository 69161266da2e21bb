/** Tells results in the order of the jobs, whatever finishes first; and each once, whoever reports it again. */
import type { FixtureResult } from '../../../engine/replay/result.js';

export class OrderedResults {
  readonly #tell: (result: FixtureResult) => void;
  readonly #waiting = new Map<number, FixtureResult>();
  #next = 0;

  constructor(tell: (result: FixtureResult) => void) {
    this.#tell = tell;
  }

  add(index: number, result: FixtureResult): void {
    if (index < this.#next || this.#waiting.has(index)) return;
    this.#waiting.set(index, result);
    for (;;) {
      const ready = this.#waiting.get(this.#next);
      if (ready === undefined) return;
      this.#waiting.delete(this.#next);
      this.#next++;
      this.#tell(ready);
    }
  }

  /** After an interruption: what is there behind a gap. */
  flush(): void {
    for (const [, result] of [...this.#waiting].sort(([first], [second]) => first - second)) this.#tell(result);
    this.#waiting.clear();
  }
}

/**
 * Hears results of jobs whose places are known, by what they are called: after an interruption some are missing, so that
 * the next result is not that of the next job.
 */
export function inPlace(
  jobs: readonly (readonly [number, { readonly id: string }])[],
  answer: (index: number, result: FixtureResult) => void,
): (result: FixtureResult) => void {
  const places = new Map(jobs.map(([index, { id }]) => [id, index]));
  return (result) => {
    const index = places.get(result.id);
    if (index !== undefined) answer(index, result);
  };
}
