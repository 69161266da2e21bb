/** A language model on a cassette: each answer by what was asked, whole. */
import type { CassetteHeader, CassetteMessageOf } from '../../engine/replay/cassette/format.js';
import { modelKey } from '../../engine/replay/cassette/keys.js';
import type { LanguageModel, LanguageModelChunk } from '../../engine/ports/language-model.js';
import { closedError } from './closed.js';
import { kindOfFailure, recordedFailure } from './recorded-failure.js';
import { Occurrences, RecordedRequests } from './occurrences.js';

type ModelMessage = CassetteMessageOf<'modelAnswer' | 'requestFailed'>;

/** @param begun told of every request */
export function recordedModel(
  inner: LanguageModel,
  write: (message: ModelMessage) => void,
  begun: () => void,
): LanguageModel {
  const occurrences = new Occurrences();
  return {
    id: inner.id,
    model: inner.model,
    get capabilities() {
      return inner.capabilities;
    },
    async *generate(request) {
      // The player does not count it either.
      if (request.signal.aborted) return;
      begun();
      const { purpose } = request;
      const key = modelKey(request);
      const occurrence = occurrences.next(key);
      let text = '';
      const calls: [string, string][] = [];
      try {
        for await (const chunk of inner.generate(request)) {
          if (chunk.type === 'text') text += chunk.text;
          if (chunk.type === 'toolCall') calls.push([chunk.call.name, chunk.call.arguments]);
          if (chunk.type === 'finished') {
            const { inputTokens, outputTokens, exact, costUsd } = chunk.usage;
            const usage = { inputTokens, outputTokens, exact, ...(costUsd === undefined ? {} : { costUsd }) };
            // Before it is handed on: who has read this far may not come back.
            const answer = { key, occurrence, purpose, text, calls, reason: chunk.reason, usage };
            write({ type: 'modelAnswer', ...answer, ...otherThan(inner.id, chunk.provider) });
          }
          yield chunk;
        }
      } catch (error) {
        write({ type: 'requestFailed', port: 'languageModel', key, occurrence, kind: kindOfFailure(error) });
        throw error;
      }
    },
    close: () => inner.close(),
  };
}

function otherThan(id: string, provider: string | undefined): { readonly provider?: string } {
  return provider === undefined || provider === id ? {} : { provider };
}

export interface PlayedModelOptions {
  readonly id: string;
  readonly source: CassetteHeader['languageModel'];
  readonly messages: readonly ModelMessage[];
  readonly missing: (what: string) => Error;
  /** By what a request is looked up. */
  readonly keyOf: (key: string) => string;
  /** Told when a request is over, however it ends. */
  readonly over: () => void;
}

export function playedModel({ id, source, messages, missing, keyOf, over }: PlayedModelOptions): LanguageModel {
  const requests = new RecordedRequests(messages);
  const { tools = true, structuredOutput = 'none', model = null } = source ?? {};
  let closed = false;
  return {
    id,
    model: model ?? id,
    capabilities: { tools, structuredOutput },
    async *generate(request) {
      const { signal, purpose } = request;
      if (signal.aborted) return;
      if (closed) throw closedError(id);
      try {
        const message = requests.next(keyOf(modelKey(request)));
        if (message === undefined) throw missing(`what the language model says ${WHEN[purpose]}`);
        if (message.type === 'requestFailed') throw recordedFailure(id, message.kind);
        for (const chunk of chunksOf(message)) {
          if ((signal as { readonly aborted: boolean }).aborted) return;
          yield chunk;
        }
      } finally {
        over();
      }
    },
    close: async () => {
      closed = true;
    },
  };
}

const WHEN = { examiner: 'to an answer', rating: 'of the whole test', check: 'when it is tried out' } as const;

function* chunksOf(message: CassetteMessageOf<'modelAnswer'>): Generator<LanguageModelChunk> {
  const { text, calls, reason, usage, provider } = message;
  if (text !== '') yield { type: 'text', text };
  for (const [index, [name, given]] of calls.entries()) {
    yield { type: 'toolCall', call: { id: `call_${String(index)}`, name, arguments: given } };
  }
  yield { type: 'finished', reason, usage, ...(provider === undefined ? {} : { provider }) };
}
