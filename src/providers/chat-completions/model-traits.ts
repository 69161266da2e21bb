/** What the services and their models can do and cannot bear: everything that differs between them is here. */

export type ChatService = 'openai' | 'groq' | 'local';

export interface ChatServiceFacts {
  readonly label: string;
  readonly baseUrl: string;
  /** Used where the configuration names no model. */
  readonly model: string;
  /** Names the key for people; null where none is needed. */
  readonly keyVariable: string | null;
}

export const CHAT_SERVICES: Readonly<Record<Exclude<ChatService, 'local'>, ChatServiceFacts>> = {
  openai: {
    label: 'OpenAI',
    baseUrl: 'https://api.openai.com/v1',
    // Answers at once instead of thinking first, calls tools, and keeps to a schema.
    model: 'gpt-4.1-mini',
    keyVariable: 'OPENAI_API_KEY',
  },
  groq: {
    label: 'Groq',
    baseUrl: 'https://api.groq.com/openai/v1',
    // The fastest of Groq's production models that keeps to a schema (its documentation, November 2026).
    model: 'openai/gpt-oss-20b',
    keyVariable: 'GROQ_API_KEY',
  },
};

export interface ModelTraits {
  readonly temperature: boolean;
  /** Reasoning models refuse the old name; local servers know only the old one. */
  readonly outputLimit: 'max_tokens' | 'max_completion_tokens';
  readonly reasoningEffort: 'none' | 'minimal' | 'low' | null;
  readonly structuredOutput: 'schema' | 'json' | 'none';
  /** Groq answers in one piece where a response format is set. */
  readonly streamsStructured: boolean;
  readonly tools: boolean;
  readonly parallelToolCalls: boolean;
  readonly seed: boolean;
  readonly streamUsage: boolean;
}

const PLAIN: ModelTraits = {
  temperature: true,
  outputLimit: 'max_completion_tokens',
  reasoningEffort: null,
  structuredOutput: 'schema',
  streamsStructured: true,
  tools: true,
  parallelToolCalls: true,
  seed: true,
  streamUsage: true,
};

/** A first judgement by the model's name; what a server then refuses is dropped (see {@link withoutParameter}). */
export function traitsOf(service: ChatService, model: string): ModelTraits {
  switch (service) {
    case 'openai':
      return openaiTraits(model);
    case 'groq':
      return {
        ...PLAIN,
        streamsStructured: false,
        reasoningEffort: /gpt-oss/.test(model) ? 'low' : null,
        structuredOutput: /gpt-oss|kimi-k2|llama-4|qwen3/.test(model) ? 'schema' : 'json',
      };
    case 'local':
      return { ...PLAIN, outputLimit: 'max_tokens', parallelToolCalls: false };
  }
}

function openaiTraits(model: string): ModelTraits {
  const reasons = /^o\d|^gpt-5(?!.*chat)/.test(model);
  if (!reasons) return { ...PLAIN, structuredOutput: /^gpt-3|^gpt-4(?:-|$)/.test(model) ? 'json' : 'schema' };
  const effort = /^o\d/.test(model) ? 'low' : /^gpt-5\.\d/.test(model) ? 'none' : 'minimal';
  return { ...PLAIN, temperature: false, reasoningEffort: effort, parallelToolCalls: false, seed: false };
}

/**
 * The traits without what a server has just refused by name, or null when the refusal is about something else. Response
 * formats step down: schema, then any JSON, then words.
 */
export function withoutParameter(traits: ModelTraits, refusal: string): ModelTraits | null {
  const next = dropped(traits, refusal.toLowerCase());
  return JSON.stringify(next) === JSON.stringify(traits) ? null : next;
}

function dropped(traits: ModelTraits, refusal: string): ModelTraits {
  if (/response_format|json_schema|json_object|response format|json mode|structured output/.test(refusal)) {
    return { ...traits, structuredOutput: traits.structuredOutput === 'schema' ? 'json' : 'none' };
  }
  if (refusal.includes('max_completion_tokens') && refusal.includes('max_tokens')) {
    const other = traits.outputLimit === 'max_tokens' ? 'max_completion_tokens' : 'max_tokens';
    return { ...traits, outputLimit: other };
  }
  if (/max_completion_tokens/.test(refusal)) return { ...traits, outputLimit: 'max_tokens' };
  if (/max_tokens/.test(refusal)) return { ...traits, outputLimit: 'max_completion_tokens' };
  if (/temperature/.test(refusal)) return { ...traits, temperature: false };
  if (/reasoning|\bthink/.test(refusal)) return { ...traits, reasoningEffort: null };
  if (/stream_options|include_usage/.test(refusal)) return { ...traits, streamUsage: false };
  if (/parallel_tool_calls/.test(refusal)) return { ...traits, parallelToolCalls: false };
  if (/\bseed\b/.test(refusal)) return { ...traits, seed: false };
  if (/\btools?\b|tool_choice|function call/.test(refusal)) return { ...traits, tools: false };
  return traits;
}
