/** Sound of one line on its way from the voice's process to whoever listens. */
import type { SpeechChunk } from '../../engine/ports/text-to-speech.js';

export class LineSound {
  readonly #waiting: SpeechChunk[] = [];
  #outcome: { readonly error?: unknown } | null = null;
  #wake: (() => void) | null = null;

  add(chunk: SpeechChunk): void {
    if (this.#outcome !== null) return;
    this.#waiting.push(chunk);
    this.#notify();
  }

  end(): void {
    this.#outcome ??= {};
    this.#notify();
  }

  fail(error: unknown): void {
    this.#outcome ??= { error };
    this.#notify();
  }

  /** Ends after `end`, throws after `fail`; what came before is given first. */
  async *chunks(): AsyncGenerator<SpeechChunk> {
    for (;;) {
      const next = this.#waiting.shift();
      if (next !== undefined) yield next;
      else if (this.#outcome !== null) {
        if ('error' in this.#outcome) throw this.#outcome.error;
        return;
      } else {
        await new Promise<void>((resolve) => {
          this.#wake = resolve;
        });
      }
    }
  }

  #notify(): void {
    this.#wake?.();
    this.#wake = null;
  }
}
