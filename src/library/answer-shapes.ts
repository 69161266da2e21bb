/** What providers of a test must be and answer, where the engine would go on with something else without a word. */
import { z } from 'zod';
import type { CassettePort } from '../engine/replay/cassette/format.js';

const method = z.custom((value) => typeof value === 'function', 'a method is missing here');
const time = z.number();
/** A test may have arrays of another realm. */
const samples = z.custom(
  (value) => Object.prototype.toString.call(value) === '[object Int16Array]',
  'sound is an Int16Array',
);
const word = z.object({
  text: z.string(),
  startMs: time,
  endMs: time,
  confidence: z.number().min(0).max(1).nullable(),
});
const providerWith = (shape: z.ZodRawShape) =>
  z.object(
    { id: z.string().min(1, 'a provider needs a name'), ...shape },
    'a provider is an object with the methods of its port',
  );

/** The providers themselves. */
export const PROVIDER_SHAPES: Readonly<Record<CassettePort, z.ZodType>> = {
  speechToText: providerWith({
    capabilities: z.object({
      partials: z.boolean(),
      wordTimes: z.boolean(),
      confidences: z.boolean(),
      endOfTurn: z.boolean(),
    }),
    open: method,
  }),
  textToSpeech: providerWith({ cacheKey: z.string(), synthesize: method, close: method }),
  voiceActivity: providerWith({ process: method, reset: method, close: method }),
  wordAligner: providerWith({ align: method, close: method }),
  grammar: providerWith({ check: method, close: method }),
  languageModel: providerWith({
    model: z.string(),
    capabilities: z.object({ tools: z.boolean(), structuredOutput: z.enum(['schema', 'json', 'none']) }),
    generate: method,
    close: method,
  }),
  pronunciation: providerWith({ assess: method, close: method }),
};

export const streamShape = z.object({
  beginTurn: method,
  push: method,
  endTurn: method,
  cancelTurn: method,
  close: method,
});

export const partialShape = z.string();

export const transcriptShape = z.object({
  text: z.string(),
  words: z.array(word),
  confidence: z.number().min(0).max(1).nullable(),
});

export const speechShape = z.object({ samples, sampleRate: z.number().positive() });

export const probabilityShape = z.number().min(0).max(1);

export const alignmentShape = z
  .object({
    words: z.array(
      z.object({
        text: z.string(),
        startMs: time,
        endMs: time,
        score: z.number(),
        phones: z.array(z.object({ phone: z.string(), startMs: time, endMs: time, score: z.number() })),
      }),
    ),
    unknown: z.array(z.string()),
  })
  .nullable();

export const issuesShape = z.array(
  z.object({
    kind: z.string(),
    message: z.string(),
    start: z.int().min(0),
    end: z.int().min(0),
    suggestions: z.array(z.string()),
  }),
);

export const modelChunkShape = z.discriminatedUnion('type', [
  z.object({ type: z.literal('text'), text: z.string() }),
  z.object({
    type: z.literal('toolCall'),
    call: z.object({ id: z.string(), name: z.string(), arguments: z.string() }),
  }),
  z.object({
    type: z.literal('finished'),
    reason: z.enum(['stop', 'length', 'toolCalls', 'refused']),
    usage: z.object({ inputTokens: z.number(), outputTokens: z.number(), exact: z.boolean() }),
  }),
]);

const points = z.number().min(0).max(100);

export const assessmentShape = z
  .object({
    accuracy: points,
    fluency: points.nullable(),
    prosody: points.nullable(),
    words: z.array(
      z.object({ text: z.string(), startMs: time, endMs: time, accuracy: points, mispronounced: z.boolean() }),
    ),
  })
  .nullable();
