/** One request over the SDK, as a stream of pieces whether the service streams it or not. */
import type OpenAI from 'openai';
import type { ChatCompletion, ChatCompletionChunk } from 'openai/resources/chat/completions/completions.js';
import type { LanguageModelRequest, LanguageModelUsage } from '../../engine/ports/language-model.js';
import type { AnswerAssembly } from './answer-assembly.js';
import { chatParameters } from './chat-request.js';
import type { ModelTraits } from './model-traits.js';

export interface AnswerPiece {
  readonly choice: Parameters<AnswerAssembly['add']>[0] | null;
  readonly usage: LanguageModelUsage | null;
}

/** Resolves when the service has accepted the request. Rejects with what the SDK throws. */
export async function openAnswer(
  client: OpenAI,
  model: string,
  request: LanguageModelRequest,
  traits: ModelTraits,
  signal: AbortSignal,
): Promise<AsyncIterator<AnswerPiece>> {
  const parameters = { ...chatParameters(request, traits), model };
  if ('response_format' in parameters && !traits.streamsStructured) {
    const completion = await client.chat.completions.create({ ...parameters, stream: false }, { signal });
    return inOnePiece(completion);
  }
  const { data: stream, response } = await client.chat.completions
    .create(
      { ...parameters, stream: true, ...(traits.streamUsage ? { stream_options: { include_usage: true } } : {}) },
      { signal },
    )
    .withResponse();
  // Small local servers answer as a whole whatever they are asked: without a stream's pieces, that looks like a lost connection.
  if (/^application\/json\b/i.test(response.headers.get('content-type') ?? ''))
    return inOnePiece((await response.json()) as ChatCompletion);
  return pieces(stream);
}

async function* inOnePiece({ choices, usage }: ChatCompletion): AsyncGenerator<AnswerPiece> {
  const choice = Array.isArray(choices) ? choices[0] : undefined;
  if (typeof choice?.message !== 'object') return;
  const { content, refusal, tool_calls: calls } = choice.message;
  const delta: ChatCompletionChunk.Choice.Delta = {
    content,
    refusal,
    ...(calls === undefined ? {} : { tool_calls: calls.flatMap((call, index) => ({ ...call, index }) as never) }),
  };
  yield { choice: { delta, finish_reason: choice.finish_reason }, usage: usageOf(usage) };
}

async function* pieces(stream: AsyncIterable<ChatCompletionChunk>): AsyncGenerator<AnswerPiece> {
  for await (const { choices, usage, ...rest } of stream) {
    // Groq puts the figures into a field of its own on the last piece.
    const own = (rest as { x_groq?: { usage?: ChatCompletionChunk['usage'] } }).x_groq?.usage;
    const choice = Array.isArray(choices) ? choices[0] : undefined;
    const whole = typeof choice?.delta === 'object' ? choice : null;
    yield { choice: whole, usage: usageOf(usage ?? own) };
  }
}

function usageOf(usage: ChatCompletionChunk['usage'] | undefined): LanguageModelUsage | null {
  if (typeof usage !== 'object' || usage === null) return null;
  const { prompt_tokens: inputTokens, completion_tokens: outputTokens } = usage;
  if (!isCount(inputTokens) || !isCount(outputTokens)) return null;
  return { inputTokens, outputTokens, exact: true };
}

function isCount(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value) && value >= 0;
}
