/** A chat model with tools: it may choose the examiner's follow-ups, and it may rate a test. */

/** A JSON Schema of an object, as plain data. */
export type JsonSchema = Readonly<Record<string, unknown>>;

export interface LanguageModelToolCall {
  readonly id: string;
  readonly name: string;
  /** JSON text as the model wrote it; validate it before use. */
  readonly arguments: string;
}

export interface LanguageModelMessage {
  readonly role: 'system' | 'user' | 'assistant';
  readonly content: string;
}

export interface LanguageModelTool {
  readonly name: string;
  readonly description: string;
  readonly parameters: JsonSchema;
}

/** What the answer is for; counted separately in the metrics. */
export type LanguageModelPurpose = 'examiner' | 'rating' | 'check';

export interface LanguageModelRequest {
  readonly purpose: LanguageModelPurpose;
  readonly messages: readonly LanguageModelMessage[];
  readonly tools?: readonly LanguageModelTool[];
  /** `required`: the answer must be a tool call. Default: `auto` when there are tools. */
  readonly toolChoice?: 'auto' | 'required' | 'none';
  /** The shape of the answer, as JSON. A model that cannot guarantee it is asked in words, so validate the answer. */
  readonly responseSchema?: { readonly name: string; readonly schema: JsonSchema };
  /** 0 to 2. Default: the provider's. Models without a temperature ignore it. */
  readonly temperature?: number;
  readonly maxOutputTokens?: number;
  /** Makes answers repeatable for providers that support it. */
  readonly seed?: number;
  /** Aborting ends the stream quietly and is never an error. */
  readonly signal: AbortSignal;
}

export interface LanguageModelUsage {
  readonly inputTokens: number;
  readonly outputTokens: number;
  /** False when the provider gave no token counts and these are estimated from the length of the text. */
  readonly exact: boolean;
  /** US dollars by the price table; null or left out for a model that is not in it. */
  readonly costUsd?: number | null;
}

export type LanguageModelChunk =
  /** Empty: a sign that the model is at work on something that is not text yet. */
  | { readonly type: 'text'; readonly text: string }
  /** One complete tool call. */
  | { readonly type: 'toolCall'; readonly call: LanguageModelToolCall }
  /** Always last, unless the request was aborted. */
  | {
      readonly type: 'finished';
      readonly reason: 'stop' | 'length' | 'toolCalls' | 'refused';
      readonly usage: LanguageModelUsage;
      /** Id of the provider that answered, when it can differ from answer to answer. */
      readonly provider?: string;
    };

export interface LanguageModelCapabilities {
  readonly tools: boolean;
  /** `schema`: the shape is guaranteed. `json`: valid JSON of any shape. `none`: the shape is only asked for in words. */
  readonly structuredOutput: 'schema' | 'json' | 'none';
}

export interface LanguageModel {
  /** Stable and readable, such as "groq:llama-3.3-70b-versatile". */
  readonly id: string;
  readonly model: string;
  readonly capabilities: LanguageModelCapabilities;
  /**
   * Streams one answer. Throws a ProviderError. When the caller stops reading before the end, or aborts, the provider
   * reports its usage as discarded.
   */
  generate(request: LanguageModelRequest): AsyncIterable<LanguageModelChunk>;
  close(): Promise<void>;
}
