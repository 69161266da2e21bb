/** Several language models as one: the preferred one answers while it can, and the next is asked when it cannot. */
import type { Clock } from '../../engine/ports/clock.js';
import type { LanguageModel, LanguageModelChunk, LanguageModelRequest } from '../../engine/ports/language-model.js';
import type { ProviderMonitor } from '../../engine/ports/provider-monitor.js';
import type { Random } from '../../engine/ports/random.js';
import { MODEL_FIRST_BYTE_MS, MODEL_STALL_MS } from './bounds.js';
import { Failover } from './failover.js';
import type { Patience } from './patience.js';
import { resilientStream, type StreamingMember } from './resilient-stream.js';

export interface ResilientModelOptions {
  /** Best first; at least one. */
  readonly models: readonly LanguageModel[];
  readonly clock: Clock;
  readonly random: Random;
  readonly monitor: ProviderMonitor;
  readonly patience: Patience;
}

/** Nobody waits to speak: a rating may come in one piece, and models think before it. The model's own bounds are shorter. */
const UNHURRIED = { firstByteMs: 35_000, stallMs: 20_000 };

interface ModelMember extends StreamingMember<LanguageModelRequest, LanguageModelChunk> {
  readonly model: LanguageModel;
}

export function createResilientModel(options: ResilientModelOptions): LanguageModel {
  const { models } = options;
  const [preferred] = models;
  if (preferred === undefined) throw new Error('a resilient model without models');
  const members = models.map((model): ModelMember => ({
    id: model.id,
    model,
    stream: (request, signal) => model.generate({ ...request, signal }),
  }));
  const failover = new Failover<ModelMember>({ ...options, port: 'languageModel', members });
  return {
    id: preferred.id,
    model: preferred.model,
    // Of whoever answers now: a request is shaped for it.
    get capabilities() {
      return failover.serving.model.capabilities;
    },
    async *generate(request) {
      const pieces = resilientStream(
        {
          ...options,
          failover,
          bounds:
            request.purpose === 'rating' ? UNHURRIED : { firstByteMs: MODEL_FIRST_BYTE_MS, stallMs: MODEL_STALL_MS },
          // Half an answer of one model cannot be finished by another.
          resume: () => null,
          isSignOfLife: (chunk) => chunk.type === 'text' && chunk.text === '',
        },
        request,
        request.signal,
      );
      for await (const { provider, chunk } of pieces) yield chunk.type === 'finished' ? { ...chunk, provider } : chunk;
    },
    close: async () => {
      await Promise.allSettled(models.map((model) => model.close()));
    },
  };
}
