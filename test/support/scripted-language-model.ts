/** A language model that says what it was told to, after a delay on the given clock. */
import type { Clock } from '../../src/engine/ports/clock.js';
import type { LanguageModel, LanguageModelRequest } from '../../src/engine/ports/language-model.js';
import type { ProviderMonitor } from '../../src/engine/ports/provider-monitor.js';

export interface ScriptedAnswer {
  readonly text?: string;
  readonly call?: { readonly name: string; readonly arguments: unknown };
  readonly delayMs?: number;
  readonly error?: Error;
}

export interface ScriptedLanguageModel extends LanguageModel {
  readonly requests: readonly LanguageModelRequest[];
  /** Requests by what became of them. */
  readonly taken: number;
  readonly discarded: number;
}

export type ModelScript = readonly ScriptedAnswer[] | ((request: LanguageModelRequest) => ScriptedAnswer);

/** Answers beyond the script repeat its last entry. */
export function scriptedLanguageModel(
  script: ModelScript,
  { clock, monitor }: { readonly clock?: Clock; readonly monitor?: ProviderMonitor } = {},
): ScriptedLanguageModel {
  const requests: LanguageModelRequest[] = [];
  let taken = 0;
  let discarded = 0;
  const answerTo = (request: LanguageModelRequest): ScriptedAnswer =>
    typeof script === 'function' ? script(request) : (script[Math.min(requests.length, script.length) - 1] ?? {});
  return {
    id: 'scripted:model',
    model: 'model',
    capabilities: { tools: true, structuredOutput: 'schema' },
    requests,
    get taken() {
      return taken;
    },
    get discarded() {
      return discarded;
    },
    async *generate(request) {
      if (request.signal.aborted) return;
      requests.push(request);
      const answer = answerTo(request);
      let whole = false;
      try {
        if (answer.delayMs !== undefined && clock !== undefined) await delayed(clock, answer.delayMs, request.signal);
        if (request.signal.aborted) return;
        if (answer.error !== undefined) throw answer.error;
        if (answer.text !== undefined) yield { type: 'text', text: answer.text };
        if (answer.call !== undefined) {
          const { name, arguments: given } = answer.call;
          const text = typeof given === 'string' ? given : JSON.stringify(given);
          yield { type: 'toolCall', call: { id: 'call_0', name, arguments: text } };
        }
        const usage = { inputTokens: 10, outputTokens: 1, exact: true };
        yield { type: 'finished', reason: answer.call === undefined ? 'stop' : 'toolCalls', usage };
        whole = true;
      } finally {
        if (whole) taken += 1;
        else discarded += 1;
        monitor?.used({
          port: 'languageModel',
          provider: 'scripted:model',
          firstByteMs: answer.delayMs ?? 0,
          inputTokens: 10,
          outputTokens: 1,
          costUsd: 0.001,
          discarded: !whole,
        });
      }
    },
    close: async () => undefined,
  };
}

function delayed(clock: Clock, delayMs: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const cancel = clock.setTimer(delayMs, resolve);
    signal.addEventListener('abort', () => {
      cancel();
      resolve();
    });
  });
}
