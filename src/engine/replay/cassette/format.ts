/**
 * A cassette: what providers said, one JSON line per message, so that a replay needs none of them. The schemas list every
 * field there is; anything else a provider says (headers, keys, addresses) has no place in the file.
 */
import { z } from 'zod';
import { compiledInTime } from '../../compiled-schema.js';
import { PROVIDER_ERROR_KINDS } from '../../ports/provider-error.js';

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
  /** SHA-256 of a few bytes of each of these files, for a look at many fixtures: see sound-fingerprint.ts. */
  fingerprint: key.optional(),
  /**
   * SHA-256 of the settings of the fixture that decide which way its conversation takes; left out where it has none of them.
   * Another way is then no surprise.
   */
  settings: key.optional(),
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
  // Cassettes from before these ports were recorded say nothing of them.
  languageModel: source
    .extend({ tools: z.boolean(), structuredOutput: z.enum(['schema', 'json', 'none']) })
    .nullable()
    .default(null),
  pronunciation: source.nullable().default(null),
  voiceActivity: source.nullable().default(null),
});

const writtenHeader = header.extend({
  /** Checksum of the lines below as they were written: as long as nobody has touched them, all of them can be read. */
  lines: z.string().optional(),
});

const kind = z.enum(PROVIDER_ERROR_KINDS);
/** How often this request had been made before. */
const occurrence = z.number().int().min(0);

/** Position: milliseconds of the turn's audio sent when the message came. Turns count from 1 as they are begun. */
const partial = z.strictObject({ type: z.literal('partial'), turn: z.number().int(), sentMs: ms, text: z.string() });

/** In the file `text` follows the first `keep` UTF-16 units of the turn's partial before it. */
const writtenPartial = partial.extend({ keep: z.number().int().min(1).optional() });

/** Where a stretch begins in the answer's audio; a stretch that begins later than its answer continues the turn before it. */
const fromMs = ms.optional();
/** Which answer of the fixture it is, from 1: a question less shifts no later answer. Left out, answers are counted. */
const answer = z.number().int().min(1).optional();

const final = z.strictObject({
  type: z.literal('final'),
  turn: z.number().int(),
  answer,
  fromMs,
  sentMs: ms,
  text: z.string(),
  confidence: z.number().nullable(),
  /** Text, start and end from the turn's first frame, confidence. */
  words: z.array(z.tuple([z.string(), ms, ms, z.number().nullable()])),
  /** Who recognised it, where that is another one than the header's. */
  provider: z.string().optional(),
});

/** What the recogniser believed of the turn's end. */
const sign = z.strictObject({
  type: z.literal('sign'),
  turn: z.number().int(),
  sentMs: ms,
  state: z.enum(['likely', 'confirmed', 'resumed']),
  confidence: z.number().nullable(),
});

/** A turn that got no final transcript. Of an error only its kind is kept: its words might hold anything. */
const turnFailed = z.strictObject({
  type: z.literal('turnFailed'),
  turn: z.number().int(),
  answer,
  fromMs,
  sentMs: ms,
  kind,
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
  occurrence,
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

/** An answer of a language model, whole: in which pieces it came means nothing. */
const modelAnswer = z.strictObject({
  type: z.literal('modelAnswer'),
  key,
  occurrence,
  purpose: z.enum(['examiner', 'rating', 'check']),
  text: z.string(),
  /** Name of the tool, arguments as the model wrote them. */
  calls: z.array(z.tuple([z.string(), z.string()])),
  reason: z.enum(['stop', 'length', 'toolCalls', 'refused']),
  usage: z.strictObject({
    inputTokens: ms,
    outputTokens: ms,
    exact: z.boolean(),
    costUsd: z.number().nonnegative().nullable().exactOptional(),
  }),
  /** Who answered, where that is another one than the header's. */
  provider: z.string().exactOptional(),
});

const score = z.number().nullable();

const assessment = z.strictObject({
  type: z.literal('assessment'),
  key,
  occurrence,
  /** Null when nothing could be recognised. */
  scores: z.strictObject({ accuracy: z.number(), fluency: score, prosody: score }).nullable(),
  /** Text, start, end, accuracy, whether it is mispronounced. */
  words: z.array(z.tuple([z.string(), ms, ms, z.number(), z.boolean()])),
});

/** Ten seconds of voice activity from a place of the session on. */
const voice = z.strictObject({
  type: z.literal('voice'),
  atMs: ms,
  /** Frames, and their probability of speech in tenths. */
  runs: z.array(z.tuple([z.number().int().min(1), z.number().min(0).max(1)])),
  /** Tells whether it is the same sound. */
  sound: z.string().regex(/^[0-9a-f]{8}$/),
});

const requestFailed = z.strictObject({
  type: z.literal('requestFailed'),
  port: z.enum(['textToSpeech', 'wordAligner', 'grammar', 'languageModel', 'pronunciation']),
  key,
  occurrence,
  kind,
});

const count = z.number().min(0).nullable();

/**
 * What a provider told of itself, by the number of requests of its port that had been begun. Waiting times are those of
 * the day and are left out.
 */
const notice = z.strictObject({
  type: z.literal('notice'),
  port: z.enum(['speechToText', 'textToSpeech', 'languageModel', 'pronunciation']),
  request: z.number().int().min(0),
  told: z.discriminatedUnion('what', [
    z.strictObject({ what: z.literal('failed'), provider: z.string(), kind }),
    z.strictObject({ what: z.literal('switched'), from: z.string(), to: z.string() }),
    z.strictObject({ what: z.literal('recovered'), provider: z.string() }),
    z.strictObject({
      what: z.literal('used'),
      provider: z.string(),
      audioSeconds: count,
      characters: count,
      inputTokens: count,
      outputTokens: count,
      costUsd: count,
      discarded: z.boolean(),
    }),
  ]),
});

/** Made once: a schema costs more to make than to use. */
const schemas = {
  partial,
  final,
  sign,
  turnFailed,
  line,
  alignment,
  grammar,
  modelAnswer,
  assessment,
  voice,
  requestFailed,
  notice,
} as const;
const writtenSchemas = { ...schemas, partial: writtenPartial } as const;

const typed = z.object({ type: z.enum(Object.keys(schemas) as [keyof typeof schemas, ...(keyof typeof schemas)[]]) });

const headerNow = compiledInTime(writtenHeader);

export type CassetteHeader = z.infer<typeof header>;
/** A header as it stands in the file. */
export type WrittenHeader = z.infer<typeof writtenHeader>;
/** What a cassette is bound to. */
export type AudioHashes = Pick<CassetteHeader, 'audio' | 'files' | 'fingerprint'>;
/** What it was recorded from, and with. */
export type RecordedFrom = AudioHashes & Pick<CassetteHeader, 'settings'>;
export type CassetteMessage = {
  [Type in keyof typeof schemas]: z.infer<(typeof schemas)[Type]>;
}[keyof typeof schemas];
/** A message as it stands in the file. */
export type WrittenMessage = {
  [Type in keyof typeof writtenSchemas]: z.infer<(typeof writtenSchemas)[Type]>;
}[keyof typeof writtenSchemas];
type WrittenMessageOf<Type extends WrittenMessage['type']> = Extract<WrittenMessage, { type: Type }>;
export type CassetteMessageOf<Type extends CassetteMessage['type']> = Extract<CassetteMessage, { type: Type }>;

/** Every port that can be recorded, in the order in which a cassette names them. */
export const CASSETTE_PORTS = [
  'speechToText',
  'textToSpeech',
  'wordAligner',
  'grammar',
  'languageModel',
  'pronunciation',
  'voiceActivity',
] as const;
export type CassettePort = (typeof CASSETTE_PORTS)[number];

const PORT_OF = {
  partial: 'speechToText',
  final: 'speechToText',
  sign: 'speechToText',
  turnFailed: 'speechToText',
  line: 'textToSpeech',
  alignment: 'wordAligner',
  grammar: 'grammar',
  modelAnswer: 'languageModel',
  assessment: 'pronunciation',
  voice: 'voiceActivity',
} as const satisfies Record<Exclude<CassetteMessage['type'], 'requestFailed' | 'notice'>, CassettePort>;

/** Whose message it is. */
export function portOf(message: CassetteMessage): CassettePort {
  return 'port' in message ? message.port : PORT_OF[message.type];
}

export interface Cassette {
  readonly header: CassetteHeader;
  readonly messages: readonly CassetteMessage[];
}

/** What a cassette's header says when nothing is recorded yet. */
export function emptyHeader(from: RecordedFrom): CassetteHeader {
  return {
    type: 'cassette',
    protocol: CASSETTE_PROTOCOL,
    ...from,
    speechToText: null,
    textToSpeech: null,
    wordAligner: null,
    grammar: null,
    languageModel: null,
    pronunciation: null,
    voiceActivity: null,
  };
}

/** Provider ids are `provider` or `provider:model`. */
export function sourceOf(id: string): { readonly provider: string; readonly model: string | null } {
  const [provider = id, ...model] = id.split(':');
  return { provider, model: model.length === 0 ? null : model.join(':') };
}

/** The id of what was recorded; `none` where nothing was. */
export function recordedId(source: CassetteHeader['grammar']): string {
  if (source === null) return 'none';
  return source.model === null ? source.provider : `${source.provider}:${source.model}`;
}

/** Throws a ZodError. */
export function parseHeader(value: unknown): WrittenHeader {
  return headerNow().parse(value);
}

/** Throws a ZodError, also for an unknown type. */
export function parseMessage(value: unknown): WrittenMessage {
  return isPartial(value) ? value : writtenSchemas[typed.parse(value).type].parse(value);
}

/** What the schema says of a partial transcript, asked faster: most lines of a cassette are one. False where unsure. */
function isPartial(value: unknown): value is WrittenMessageOf<'partial'> {
  if (typeof value !== 'object' || value === null) return false;
  const { type, turn, sentMs, text, keep } = value as Readonly<Record<string, unknown>>;
  return (
    type === 'partial' &&
    Number.isSafeInteger(turn) &&
    Number.isFinite(sentMs) &&
    (sentMs as number) >= 0 &&
    typeof text === 'string' &&
    (keep === undefined ? !('keep' in value) : Number.isSafeInteger(keep) && (keep as number) >= 1) &&
    Object.keys(value).length === (keep === undefined ? 4 : 5)
  );
}
