/**
 * One answer of a language model that may be thrown away at any time, also when it is whole: it counts as taken only
 * once somebody says so, and until then its stream is left one step before its end.
 */
import type { Clock } from '../../ports/clock.js';
import type { LanguageModel, LanguageModelChunk, LanguageModelRequest } from '../../ports/language-model.js';
import { ProviderError } from '../../ports/provider-error.js';

export type ModelOutcome =
  | { readonly type: 'call'; readonly name: string; /** As the model wrote them. */ readonly arguments: string }
  /** Words, but no call. */
  | { readonly type: 'none' }
  | { readonly type: 'failed'; readonly error: unknown }
  | { readonly type: 'late' };

export class ModelAnswer {
  /** Never rejects, and is never `late`. */
  readonly whole: Promise<ModelOutcome>;
  readonly #abort: AbortController;
  readonly #stream: AsyncIterator<LanguageModelChunk>;
  #over = false;
  #provider: string;

  /** @param abort nobody else's */
  constructor(model: LanguageModel, request: Omit<LanguageModelRequest, 'signal'>, abort = new AbortController()) {
    this.#abort = abort;
    this.#provider = model.id;
    this.#stream = model.generate({ ...request, signal: this.#abort.signal })[Symbol.asyncIterator]();
    this.whole = this.#read().catch((error: unknown) => {
      if (error instanceof ProviderError) this.#provider = error.provider;
      return { type: 'failed', error } as const;
    });
  }

  /** Who answered or failed, where several stand behind one; the preferred one while nobody has. */
  get provider(): string {
    return this.#provider;
  }

  /** The outcome, or `late` when it is not there by that time of the clock. */
  within(clock: Clock, untilMs: number): Promise<ModelOutcome> {
    return new Promise((resolve) => {
      const cancel = clock.setTimer(Math.max(0, untilMs - clock.nowMs()), () => {
        resolve({ type: 'late' });
      });
      void this.whole.then((outcome) => {
        cancel();
        resolve(outcome);
      });
    });
  }

  /** It is used: the provider may account for it. */
  take(): void {
    this.#end(() => this.#stream.next());
  }

  /** Thrown away: a request under way is aborted. */
  drop(): void {
    this.#end(() => {
      this.#abort.abort();
      return this.#stream.return?.();
    });
  }

  #end(how: () => Promise<unknown> | undefined): void {
    if (this.#over) return;
    this.#over = true;
    how()?.catch(() => undefined);
  }

  async #read(): Promise<ModelOutcome> {
    let outcome: ModelOutcome = { type: 'none' };
    for (;;) {
      const step = await this.#stream.next();
      if (step.done === true) return outcome;
      const chunk = step.value;
      if (chunk.type === 'finished') {
        this.#provider = chunk.provider ?? this.#provider;
        return outcome;
      }
      // The first call alone: there is one next step.
      if (chunk.type === 'toolCall' && outcome.type === 'none') {
        outcome = { type: 'call', name: chunk.call.name, arguments: chunk.call.arguments };
      }
    }
  }
}
