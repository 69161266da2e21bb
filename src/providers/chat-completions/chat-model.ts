/**
 * A language model that speaks the chat completions protocol: OpenAI, Groq, or any compatible server. All answers stream. The
 * SDK is loaded with the first request, and its own retries are off: the resilience layer repeats requests.
 */
import type OpenAI from 'openai';
import type { Clock } from '../../engine/ports/clock.js';
import type {
  LanguageModel,
  LanguageModelChunk,
  LanguageModelRequest,
  LanguageModelUsage,
} from '../../engine/ports/language-model.js';
import type { ProviderError } from '../../engine/ports/provider-error.js';
import type { ProviderMonitor } from '../../engine/ports/provider-monitor.js';
import { estimatedTokens } from '../../engine/text/token-estimate.js';
import { estimateCostUsd } from '../prices/estimate-cost.js';
import { priceTable } from '../prices/price-table.js';
import { AnswerAssembly } from './answer-assembly.js';
import { chatError, problem, type Asked } from './chat-errors.js';
import { openAnswer, type AnswerPiece } from './open-answer.js';
import { toolCallInText } from './tool-call-in-text.js';
import { CHAT_SERVICES, traitsOf, withoutParameter, type ChatService, type ModelTraits } from './model-traits.js';
import { Waits } from './time-limits.js';

export interface ChatModelOptions {
  readonly service: ChatService;
  /** The API key; any text for a local server. */
  readonly apiKey: string;
  /** Required for `local`, such as "http://127.0.0.1:11434/v1". */
  readonly baseUrl?: string;
  /** Required for `local`. */
  readonly model?: string;
  /** Real time, also in a replay, because the network is real. */
  readonly clock: Clock;
  readonly monitor?: ProviderMonitor;
}

/** How many parameters a server may refuse, one after the other, before the request is given up. */
const MOST_ADJUSTMENTS = 6;
/** How long to wait for the token usage, which comes after the answer. */
const USAGE_WAIT_MS = 500;

/** Throws without the address that a local server needs: the SDK would ask OpenAI instead. */
export function createChatModel(options: ChatModelOptions): LanguageModel {
  if (options.service === 'local' && (options.baseUrl ?? '') === '')
    throw new Error('a local model server without an address');
  return new ChatModel(options);
}

class ChatModel implements LanguageModel {
  readonly id: string;
  readonly model: string;
  readonly #options: ChatModelOptions;
  readonly #asked: Asked;
  #traits: ModelTraits;
  #client: Promise<OpenAI> | null = null;
  #closed = new AbortController();

  constructor(options: ChatModelOptions) {
    const { service, apiKey } = options;
    const facts = service === 'local' ? null : CHAT_SERVICES[service];
    this.#options = options;
    this.model = options.model ?? facts?.model ?? 'default';
    this.id = `${service}:${this.model}`;
    this.#traits = traitsOf(service, this.model);
    this.#asked = {
      provider: this.id,
      vendor: service,
      label: facts?.label ?? 'The local model server',
      model: this.model,
      baseUrl: options.baseUrl ?? facts?.baseUrl ?? '',
      keyVariable: facts?.keyVariable ?? null,
      apiKey,
    };
  }

  get capabilities(): LanguageModel['capabilities'] {
    const { tools, structuredOutput } = this.#traits;
    return { tools, structuredOutput };
  }

  async *generate(request: LanguageModelRequest): AsyncGenerator<LanguageModelChunk> {
    if (request.signal.aborted) return;
    this.#refuseIfClosed();
    const { clock } = this.#options;
    const signal = AbortSignal.any([request.signal, this.#closed.signal]);
    const startedAt = clock.nowMs();
    const assembly = new AnswerAssembly();
    let usage: LanguageModelUsage | null = null;
    let firstByteMs: number | null = null;
    let taken = false;
    let silent = false;
    try {
      for await (const piece of this.#pieces(request, assembly, signal)) {
        firstByteMs ??= clock.nowMs() - startedAt;
        usage = piece.usage ?? usage;
        if (request.signal.aborted) return;
        // Empty while it thinks or writes a call: whoever waits hears that something comes.
        yield { type: 'text', text: piece.text };
      }
      if (request.signal.aborted) return;
      this.#refuseIfClosed();
      if (assembly.reason === null) throw this.#problem('interrupted', 'the connection closed before the end');
      usage ??= estimatedUsage(request, assembly);
      yield* this.#ending(request, assembly, usage);
      taken = true;
    } catch (error) {
      if (request.signal.aborted) return;
      this.#refuseIfClosed();
      const failure = chatError(error, this.#asked);
      silent = failure.kind === 'timeout';
      throw failure;
    } finally {
      // One that was given up may have been read, and begun to be answered.
      if (firstByteMs !== null || ((silent || signal.aborted) && this.#client !== null)) {
        this.#tellUse(usage ?? estimatedUsage(request, assembly), firstByteMs, !taken);
      }
    }
  }

  close(): Promise<void> {
    this.#closed.abort();
    return Promise.resolve();
  }

  /** Tool calls and the end. A consumer that never asks past the end has thrown the answer away. */
  *#ending(
    request: LanguageModelRequest,
    assembly: AnswerAssembly,
    usage: LanguageModelUsage,
  ): Generator<LanguageModelChunk> {
    const written = assembly.calls();
    const inText = written.length === 0 ? toolCallInText(assembly.text, request) : null;
    const calls = inText === null ? written : [inText];
    for (const call of calls) yield { type: 'toolCall', call };
    const reason = calls.length > 0 && assembly.reason === 'stop' ? 'toolCalls' : (assembly.reason ?? 'stop');
    yield { type: 'finished', reason, usage: { ...usage, costUsd: this.#costUsd(usage) } };
  }

  async *#pieces(
    request: LanguageModelRequest,
    assembly: AnswerAssembly,
    signal: AbortSignal,
  ): AsyncGenerator<{ readonly text: string; readonly usage: LanguageModelUsage | null }> {
    const waits = new Waits(this.#options.clock, request.purpose, signal);
    try {
      const answer = await this.#open(request, waits);
      for (;;) {
        const done = assembly.reason !== null;
        const next = await waits.next(answer, done ? USAGE_WAIT_MS : undefined);
        if (next === 'late') {
          if (done) return;
          throw this.#problem('timeout', waits.what);
        }
        if (next === null) return;
        const { choice, usage } = next;
        const text = choice === null ? '' : assembly.add(choice);
        if (assembly.tooLong) throw this.#problem('badResponse', 'it does not end');
        yield { text, usage };
      }
    } finally {
      waits.end();
    }
  }

  /** Opens the answer; a parameter that the server does not know is left out from then on. */
  async #open(request: LanguageModelRequest, waits: Waits): Promise<AsyncIterator<AnswerPiece>> {
    this.#client ??= this.#load();
    const client = await this.#client;
    for (let adjustments = 0; ; adjustments += 1) {
      try {
        const opened = await waits.first(openAnswer(client, this.model, request, this.#traits, waits.signal));
        if (opened === 'late') throw this.#problem('timeout', waits.what);
        return opened;
      } catch (error) {
        const adjusted = adjustments < MOST_ADJUSTMENTS ? this.#adjusted(error) : null;
        if (adjusted === null) throw error;
        this.#traits = adjusted;
      }
    }
  }

  #adjusted(error: unknown): ModelTraits | null {
    if (typeof error !== 'object' || error === null || !('status' in error)) return null;
    if (error.status !== 400 && error.status !== 422 && error.status !== 501) return null;
    const { param, message, code } = error as { param?: unknown; message?: unknown; code?: unknown };
    if (typeof code === 'string' && /tool_use_failed|json_validate_failed/.test(code)) return null;
    return withoutParameter(this.#traits, `${String(param ?? '')} ${String(message ?? '')}`);
  }

  async #load(): Promise<OpenAI> {
    const [{ createOpenAiClient }, { boundedFetch }] = await Promise.all([
      import('../openai-client/create-openai-client.js'),
      import('../network/bounded-fetch.js'),
    ]);
    const { apiKey, baseUrl } = this.#asked;
    return await createOpenAiClient({ apiKey: apiKey === '' ? 'none' : apiKey, baseUrl, fetch: boundedFetch });
  }

  #refuseIfClosed(): void {
    if (!this.#closed.signal.aborted) return;
    throw problem(this.#asked, 'unavailable', {
      detail: 'it was closed; a new session opens it again',
      retryable: false,
    });
  }

  #problem(kind: 'timeout' | 'interrupted' | 'badResponse', detail: string): ProviderError {
    return problem(this.#asked, kind, { detail });
  }

  #tellUse(usage: LanguageModelUsage, firstByteMs: number | null, discarded: boolean): void {
    const { monitor } = this.#options;
    if (monitor === undefined) return;
    const { inputTokens, outputTokens } = usage;
    monitor.used({
      port: 'languageModel',
      provider: this.id,
      firstByteMs: firstByteMs === null ? null : Math.round(firstByteMs),
      inputTokens,
      outputTokens,
      costUsd: this.#costUsd(usage),
      discarded,
    });
  }

  #costUsd({ inputTokens, outputTokens }: LanguageModelUsage): number | null {
    if (this.#options.service === 'local') return 0;
    return estimateCostUsd(priceTable(), this.id, { inputTokens, outputTokens });
  }
}

function estimatedUsage({ messages, tools }: LanguageModelRequest, assembly: AnswerAssembly): LanguageModelUsage {
  const asked = messages.map(({ content }) => content).join('\n') + (tools === undefined ? '' : JSON.stringify(tools));
  return { inputTokens: estimatedTokens(asked), outputTokens: Math.ceil(assembly.length / 3.5), exact: false };
}
