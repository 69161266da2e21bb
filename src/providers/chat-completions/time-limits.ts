/** The bounds of one request: how long for the first token, how long between two. */
import type { CancelTimer, Clock } from '../../engine/ports/clock.js';
import type { LanguageModelPurpose } from '../../engine/ports/language-model.js';

/** Milliseconds. A conversation bears two seconds of silence; a rating is thought over, and nobody is listening. */
const FIRST_TOKEN_MS: Readonly<Record<LanguageModelPurpose, number>> = { examiner: 2000, rating: 30_000, check: 5000 };
const NEXT_TOKEN_MS: Readonly<Record<LanguageModelPurpose, number>> = { examiner: 2000, rating: 15_000, check: 5000 };

export class Waits {
  readonly #clock: Clock;
  readonly #purpose: LanguageModelPurpose;
  readonly #abort = new AbortController();
  readonly #given: AbortSignal;
  readonly #stop = (): void => {
    this.#abort.abort();
  };
  #begun = false;

  constructor(clock: Clock, purpose: LanguageModelPurpose, given: AbortSignal) {
    this.#clock = clock;
    this.#purpose = purpose;
    this.#given = given;
    if (given.aborted) this.#stop();
    else given.addEventListener('abort', this.#stop, { once: true });
  }

  /** For the request: aborts with the caller, and at the end. */
  get signal(): AbortSignal {
    return this.#abort.signal;
  }

  /** What was waited for in vain. */
  get what(): string {
    return this.#begun ? 'it fell silent in the middle of an answer' : 'not one word came';
  }

  first<T>(work: Promise<T>): Promise<T | 'late'> {
    return this.#within(work, FIRST_TOKEN_MS[this.#purpose]);
  }

  /** The next piece; null at the end. */
  async next<T>(answer: AsyncIterator<T>, limitMs?: number): Promise<T | null | 'late'> {
    const limit = limitMs ?? (this.#begun ? NEXT_TOKEN_MS : FIRST_TOKEN_MS)[this.#purpose];
    const step = await this.#within(answer.next(), limit);
    if (step === 'late') return 'late';
    this.#begun = true;
    return step.done === true ? null : step.value;
  }

  /** Ends the request, if it still runs. */
  end(): void {
    this.#given.removeEventListener('abort', this.#stop);
    this.#stop();
  }

  #within<T>(work: Promise<T>, limitMs: number): Promise<T | 'late'> {
    return new Promise((resolve, reject) => {
      const cancel: CancelTimer = this.#clock.setTimer(limitMs, () => {
        this.#stop();
        resolve('late');
      });
      work.then(resolve, reject).finally(cancel);
    });
  }
}
