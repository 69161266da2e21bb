/** From the port's request to the wire's parameters, as far as the model bears them. Pure. */
import type {
  ChatCompletionCreateParamsBase,
  ChatCompletionMessageParam,
} from 'openai/resources/chat/completions/completions.js';
import type { JsonSchema, LanguageModelRequest } from '../../engine/ports/language-model.js';
import type { ModelTraits } from './model-traits.js';

/** Everything but the model's name and whether it streams. */
export type ChatParameters = Omit<ChatCompletionCreateParamsBase, 'model' | 'stream' | 'stream_options'>;

export function chatParameters(request: LanguageModelRequest, traits: ModelTraits): ChatParameters {
  const { maxOutputTokens, temperature, seed } = request;
  const offersTools = (request.tools?.length ?? 0) > 0 && request.toolChoice !== 'none';
  return {
    messages: [...request.messages, ...inWords(request, traits, offersTools)],
    ...(maxOutputTokens === undefined ? {} : { [traits.outputLimit]: maxOutputTokens }),
    ...(temperature === undefined || !traits.temperature ? {} : { temperature }),
    ...(seed === undefined || !traits.seed ? {} : { seed }),
    ...(traits.reasoningEffort === null ? {} : { reasoning_effort: traits.reasoningEffort }),
    ...(offersTools && traits.tools ? toolParameters(request, traits) : {}),
    ...responseFormat(request, traits),
  };
}

function toolParameters(request: LanguageModelRequest, traits: ModelTraits): Partial<ChatParameters> {
  return {
    tools: (request.tools ?? []).map(({ name, description, parameters }) => ({
      type: 'function',
      function: { name, description, parameters: { ...parameters } },
    })),
    tool_choice: request.toolChoice ?? 'auto',
    ...(traits.parallelToolCalls ? { parallel_tool_calls: false } : {}),
  };
}

function responseFormat(request: LanguageModelRequest, traits: ModelTraits): Partial<ChatParameters> {
  const wanted = request.responseSchema;
  if (wanted === undefined || traits.structuredOutput === 'none') return {};
  if (traits.structuredOutput === 'json') return { response_format: { type: 'json_object' } };
  return {
    response_format: {
      type: 'json_schema',
      json_schema: { name: wanted.name, schema: { ...strictSchema(wanted.schema) }, strict: true },
    },
  };
}

/** What the wire cannot say is said in words, at the end, where models heed it most. */
function inWords(
  request: LanguageModelRequest,
  traits: ModelTraits,
  offersTools: boolean,
): ChatCompletionMessageParam[] {
  const said: string[] = [];
  if (offersTools && !traits.tools) {
    said.push(
      'Choose exactly one of these tools and answer with one JSON object {"name": <tool>, "arguments": <its arguments>} and nothing else.',
      JSON.stringify(request.tools),
    );
  }
  if (request.responseSchema !== undefined && traits.structuredOutput !== 'schema') {
    said.push(
      'Answer with one JSON object that follows this JSON Schema, and with nothing before or after it.',
      JSON.stringify(request.responseSchema.schema),
    );
  }
  return said.length === 0 ? [] : [{ role: 'system', content: said.join('\n') }];
}

/** Keywords that strict modes refuse or ignore; what they promise is checked when the answer is there. */
const LOOSE_KEYWORDS = new Set([
  '$schema',
  'default',
  'format',
  'maximum',
  'maxItems',
  'maxLength',
  'minimum',
  'minItems',
  'minLength',
  'pattern',
]);

/** The schema as strict modes want it: every object closed, every property required. */
export function strictSchema(schema: JsonSchema): JsonSchema {
  return strict(schema) as JsonSchema;
}

function strict(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(strict);
  if (typeof value !== 'object' || value === null) return value;
  const schema = value as Record<string, unknown>;
  const entries = Object.entries(schema).flatMap(([key, inner]) => {
    if (LOOSE_KEYWORDS.has(key) && typeof inner !== 'object') return [];
    return [[key, key === 'properties' ? strictProperties(inner) : strict(inner)] as const];
  });
  const made: Record<string, unknown> = Object.fromEntries(entries);
  if (made['type'] === 'object' && typeof made['properties'] === 'object' && made['properties'] !== null) {
    made['required'] = Object.keys(made['properties']);
    made['additionalProperties'] = false;
  }
  return made;
}

/** Property names are not keywords: one may well be called "default". */
function strictProperties(properties: unknown): unknown {
  return Object.fromEntries(
    Object.entries(properties as Record<string, unknown>).map(([name, schema]) => [name, strict(schema)]),
  );
}
