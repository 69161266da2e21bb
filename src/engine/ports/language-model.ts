/** A chat model with tools: it may choose the examiner's follow-ups, and it may rate a test. */

/** A JSON Schema of an object, as plain data. */
export type JsonSchema = Readonly<Record<string, unknown>>;

export interface LanguageModelToolCall {
  readonly id: string;
  readonly name: string;
  /** JSON text as the model wrote it: check it before you use it. */
  readonly arguments: string;
}

export type LanguageModelMessage =
  | { readonly role: 'system' | 'user'; readonly content: string }
  | { readonly role: 'assistant'; readonly content: string; readonly toolCalls?: readonly LanguageModelToolCall[] }
  | { readonly role: 'tool'; readonly toolCallId: string; readonly content: string };

export interface LanguageModelTool {
  readonly name: string;
  readonly description: string;
  readonly parameters: JsonSchema;
}

/** What the answer is for: the metrics count it apart. */
export type LanguageModelPurpose = 'examiner' | 'rating' | 'check';

export interface LanguageModelRequest {
  readonly purpose: LanguageModelPurpose;
  readonly messages: readonly LanguageModelMessage[];
  readonly tools?: readonly LanguageModelTool[];
  /** `required`: the answer must be one of the tools. Left out: `auto` where there are tools. */
  readonly toolChoice?: 'auto' | 'required' | 'none';
  /** The answer is JSON of this shape. Models that cannot promise it are told so in words: check what comes. */
  readonly responseSchema?: { readonly name: string; readonly schema: JsonSchema };
  /** 0 to 2. Left out: the provider's own; models that know no temperature ignore it. */
  readonly temperature?: number;
  readonly maxOutputTokens?: number;
  /** For providers that can repeat themselves. */
  readonly seed?: number;
  /** Aborting ends the stream quietly and is never an error. */
  readonly signal: AbortSignal;
}

export interface LanguageModelUsage {
  readonly inputTokens: number;
  readonly outputTokens: number;
  /** False where the provider gave no figures and these are estimated from the text's length. */
  readonly exact: boolean;
  /** US dollars by the price table; null or left out where it does not know the model. */
  readonly costUsd?: number | null;
}

export type LanguageModelChunk =
  | { readonly type: 'text'; readonly text: string }
  /** Once per call, complete. */
  | { readonly type: 'toolCall'; readonly call: LanguageModelToolCall }
  /** Always last, unless the request was aborted. */
  | {
      readonly type: 'finished';
      readonly reason: 'stop' | 'length' | 'toolCalls' | 'refused';
      readonly usage: LanguageModelUsage;
      /** Who answered, where that may differ from answer to answer. */
      readonly provider?: string;
    };

export interface LanguageModelCapabilities {
  readonly tools: boolean;
  /** `schema`: the shape is enforced; `json`: valid JSON of any shape; `none`: asked for in words only. */
  readonly structuredOutput: 'schema' | 'json' | 'none';
}

export interface LanguageModel {
  /** Stable and for people, such as "groq:llama-3.3-70b-versatile". */
  readonly id: string;
  readonly model: string;
  readonly capabilities: LanguageModelCapabilities;
  /**
   * Streams one answer. Throws a ProviderError. Who reads to the end has taken the answer; who stops before, or aborts,
   * has thrown it away, and the provider tells its use as discarded.
   */
  generate(request: LanguageModelRequest): AsyncIterable<LanguageModelChunk>;
  close(): Promise<void>;
}
