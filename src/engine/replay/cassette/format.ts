/**
 * A cassette: what providers said, one JSON line per message, so that a replay needs none of them. The schemas list every
 * field there is; anything else a provider says (headers, keys, addresses) has no place in the file.
 */
import { z } from 'zod';

/** Changes when a field changes its meaning. */
export const CASSETTE_PROTOCOL = 2;

/** Protocol 1 wrote every partial transcript in full, which is read as it was. */
export const READ_PROTOCOLS: readonly unknown[] = [1, CASSETTE_PROTOCOL];

const ms = z.number().min(0);
const key = z.string().regex(/^[0-9a-f]{64}$/);

const source = z.strictObject({ provider: z.string(), model: z.string().nullable() });

const header = z.strictObject({
  type: z.literal('cassette'),
  protocol: z.number().int(),
  /** SHA-256 of the candidate's audio. */
  audio: key,
  /** SHA-256 of the files it was decoded from, so that unchanged ones need not be decoded to be told; from protocol 2 on. */
  files: key.optional(),
  speechToText: source
    .extend({
      partials: z.boolean(),
      wordTimes: z.boolean(),
      confidences: z.boolean(),
      endOfTurn: z.boolean(),
    })
    .nullable(),
  textToSpeech: source.nullable(),
  wordAligner: source.nullable(),
  grammar: source.nullable(),
});

/** Position: milliseconds of the turn's audio sent when the message came. Turns count from 1 as they are begun. */
const partial = z.strictObject({ type: z.literal('partial'), turn: z.number().int(), sentMs: ms, text: z.string() });

/** In the file `text` follows the first `keep` UTF-16 units of the turn's partial before it. */
const writtenPartial = partial.extend({ keep: z.number().int().min(1).optional() });

const final = z.strictObject({
  type: z.literal('final'),
  turn: z.number().int(),
  sentMs: ms,
  text: z.string(),
  confidence: z.number().nullable(),
  /** Text, start and end from the turn's first frame, confidence. */
  words: z.array(z.tuple([z.string(), ms, ms, z.number().nullable()])),
});

/**
 * Nobody listens to a replay, so of a line's sound only its shape is kept: how long it is, and how long it is silent at
 * both ends (in samples at its rate). That keeps a cassette at a hundredth of the audio.
 */
const line = z.strictObject({
  type: z.literal('line'),
  key,
  text: z.string(),
  sampleRate: z.number().int().min(8000).max(192_000),
  samples: z.number().int().min(0),
  audibleFrom: z.number().int().min(0),
  audibleTo: z.number().int().min(0),
});

/** Phone, start, end, score, and the phone that was heard instead where there is one. */
const alignedPhone = z.tuple([z.string(), ms, ms, z.number()], z.string());

/** Text, start, end, score, phones. */
const alignedWord = z.tuple([z.string(), ms, ms, z.number(), z.array(alignedPhone)]);

/** Fluency, prosodic, accuracy, total, words, version of the model. */
const speechRating = z.tuple([z.number(), z.number(), z.number(), z.number(), z.number().int(), z.string()]);

const alignment = z.strictObject({
  type: z.literal('alignment'),
  key,
  /** How often this request had been made before. */
  occurrence: z.number().int().min(0),
  /** Null when the words did not fit the audio. */
  words: z.array(alignedWord).nullable(),
  unknown: z.array(z.string()),
  /** Left out where nothing was rated, and by cassettes from before there was a model. */
  rating: speechRating.optional(),
});

const grammar = z.strictObject({
  type: z.literal('grammar'),
  key,
  issues: z.array(
    z.strictObject({
      kind: z.string(),
      message: z.string(),
      start: z.number().int(),
      end: z.number().int(),
      suggestions: z.array(z.string()),
    }),
  ),
});

/** Made once: a schema costs more to make than to use. */
const typed = z.object({ type: z.enum(['partial', 'final', 'line', 'alignment', 'grammar']) });

const schemas = { partial, final, line, alignment, grammar } as const;
const writtenSchemas = { ...schemas, partial: writtenPartial } as const;

export type CassetteHeader = z.infer<typeof header>;
/** What a cassette is bound to. */
export type AudioHashes = Pick<CassetteHeader, 'audio' | 'files'>;
export type CassetteMessage = {
  [Type in keyof typeof schemas]: z.infer<(typeof schemas)[Type]>;
}[keyof typeof schemas];
/** A message as it stands in the file. */
export type WrittenMessage = {
  [Type in keyof typeof writtenSchemas]: z.infer<(typeof writtenSchemas)[Type]>;
}[keyof typeof writtenSchemas];
export type CassetteMessageOf<Type extends CassetteMessage['type']> = Extract<CassetteMessage, { type: Type }>;
export type CassettePort = 'speechToText' | 'textToSpeech' | 'wordAligner' | 'grammar';

/** Which port's messages a type belongs to. */
export const PORT_OF: Readonly<Record<CassetteMessage['type'], CassettePort>> = {
  partial: 'speechToText',
  final: 'speechToText',
  line: 'textToSpeech',
  alignment: 'wordAligner',
  grammar: 'grammar',
};

export interface Cassette {
  readonly header: CassetteHeader;
  readonly messages: readonly CassetteMessage[];
}

/** Throws a ZodError, or an Error for an unknown type. */
export function parseHeader(value: unknown): CassetteHeader {
  return header.parse(value);
}

export function parseMessage(value: unknown): WrittenMessage {
  return writtenSchemas[typed.parse(value).type].parse(value);
}
