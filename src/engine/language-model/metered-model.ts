/** Counts what a language model is asked, failed and refused answers included: they are paid for as well. */
import type { LanguageModel } from '../ports/language-model.js';

export interface Spent {
  /** In and out together. */
  readonly tokens: number;
  /** US dollars by the price table; null once an answer came from a model that it does not know. */
  readonly costUsd: number | null;
}

export interface MeteredModel {
  readonly model: LanguageModel;
  /** So far. */
  spent(): Spent;
}

export function metered(model: LanguageModel): MeteredModel {
  let tokens = 0;
  let costUsd: number | null = 0;
  return {
    model: {
      id: model.id,
      model: model.model,
      capabilities: model.capabilities,
      close: () => model.close(),
      async *generate(request) {
        for await (const chunk of model.generate(request)) {
          if (chunk.type === 'finished') {
            const { inputTokens, outputTokens, costUsd: cost = null } = chunk.usage;
            tokens += inputTokens + outputTokens;
            costUsd = costUsd === null || cost === null ? null : costUsd + cost;
          }
          yield chunk;
        }
      },
    },
    spent: () => ({ tokens, costUsd }),
  };
}
