/**
 * An answer of a given shape from any model: enforced where the provider can, mended and checked where it cannot, and
 * asked for once more with the reason when it is still wrong.
 */
import { z } from 'zod';
import type {
  LanguageModel,
  LanguageModelChunk,
  LanguageModelMessage,
  LanguageModelRequest,
  LanguageModelUsage,
} from '../ports/language-model.js';
import { ProviderError } from '../ports/provider-error.js';
import { jsonObjectIn } from './json-repair.js';

export interface StructuredAnswer<T> {
  readonly value: T;
  readonly usage: LanguageModelUsage;
  /** Who gave it, where several stand behind one model. */
  readonly provider: string;
}

const ATTEMPTS = 2;
/** Of a wrong answer, what is given back to the model with the reason. */
const QUOTED_CHARACTERS = 4000;
/** What is asked for here takes a few thousand; of what does not end, the rest is not looked at. */
const LONGEST_ANSWER = 100_000;

/**
 * Null when the request was aborted. Throws a ProviderError: the provider's own, or `badResponse` when two answers in a
 * row had the wrong shape or were refused.
 */
export async function structuredAnswer<T>(
  model: LanguageModel,
  request: Omit<LanguageModelRequest, 'responseSchema' | 'tools' | 'toolChoice'>,
  shape: { readonly name: string; readonly schema: z.ZodType<T> },
): Promise<StructuredAnswer<T> | null> {
  const responseSchema = { name: shape.name, schema: z.toJSONSchema(shape.schema) };
  let messages: readonly LanguageModelMessage[] = request.messages;
  let usage: LanguageModelUsage = { inputTokens: 0, outputTokens: 0, exact: true, costUsd: 0 };
  let provider = model.id;
  let why = '';
  for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
    const answer = await wholeAnswer(model, { ...request, messages, responseSchema });
    if (answer === null) return null;
    usage = sum(usage, answer.usage);
    provider = answer.provider;
    const checked = check(answer.text, shape.schema);
    if (checked.ok) return { value: checked.value, usage, provider };
    why = answer.reason === 'refused' ? 'the model refused to answer' : checked.why;
    messages = [
      ...request.messages,
      { role: 'assistant', content: answer.text.slice(0, QUOTED_CHARACTERS) },
      {
        role: 'user',
        content: `That was not what was asked for: ${why}. Answer again with the whole JSON object alone.`,
      },
    ];
  }
  throw new ProviderError({
    provider,
    kind: 'badResponse',
    message: `${provider} gave no answer of the right shape: ${why}.`,
    remedy: 'Use a larger model or another provider; everything else goes on without it.',
    retryable: false,
  });
}

interface WholeAnswer {
  readonly text: string;
  readonly reason: string;
  readonly usage: LanguageModelUsage;
  readonly provider: string;
}

async function wholeAnswer(model: LanguageModel, request: LanguageModelRequest): Promise<WholeAnswer | null> {
  let text = '';
  let end: Extract<LanguageModelChunk, { type: 'finished' }> | null = null;
  for await (const chunk of model.generate(request)) {
    if (chunk.type === 'text') text = (text + chunk.text).slice(0, LONGEST_ANSWER);
    else if (chunk.type === 'finished') end = chunk;
  }
  return end === null ? null : { text, reason: end.reason, usage: end.usage, provider: end.provider ?? model.id };
}

function check<T>(
  text: string,
  schema: z.ZodType<T>,
): { readonly ok: true; readonly value: T } | { readonly ok: false; readonly why: string } {
  const found = jsonObjectIn(text);
  if (found === null) return { ok: false, why: 'there is no JSON object in it' };
  const parsed = schema.safeParse(found);
  if (parsed.success) return { ok: true, value: parsed.data };
  const issues = parsed.error.issues
    .slice(0, 5)
    .map(({ path, message }) => `${path.join('.') || 'the object'}: ${message}`);
  return { ok: false, why: issues.join('; ') };
}

function sum(first: LanguageModelUsage, second: LanguageModelUsage): LanguageModelUsage {
  const { costUsd: one = null } = first;
  const { costUsd: other = null } = second;
  return {
    inputTokens: first.inputTokens + second.inputTokens,
    outputTokens: first.outputTokens + second.outputTokens,
    exact: first.exact && second.exact,
    costUsd: one === null || other === null ? null : one + other,
  };
}
