/**
 * The session's log: everything anyone may want to see (screen, metrics, transcript, report, replay verdict, recovery)
 * is read from these events. Append-only; a change of meaning needs a new version.
 */
import { z } from 'zod';

const part = z.enum(['introduction', 'part1', 'part2', 'part3', 'closing']);
const criterion = z.enum(['fluency', 'lexical', 'grammar', 'pronunciation']);
const ms = z.number().min(0);
const word = z.object({ text: z.string(), startMs: ms, endMs: ms, confidence: z.number().min(0).max(1).nullable() });
const interval = z.object({ startMs: ms, endMs: ms });
const estimate = z.object({ band: z.number(), low: z.number(), high: z.number() }).nullable();
const action = z.enum(['askFollowUp', 'rephrase', 'moveOn', 'endPart']);
const port = z.enum([
  'speechToText',
  'textToSpeech',
  'voiceActivity',
  'wordAligner',
  'grammar',
  'languageModel',
  'pronunciation',
  'input',
  'output',
  'recorder',
  'store',
  'scorer',
]);

/** Where the time between a turn's last speech and the examiner's first sound went. The parts add up to `totalMs`. */
const latency = z.object({
  /** From the end of speech to the decision that the turn is over. */
  endpointingMs: ms,
  /** From the decision to the final transcript. */
  transcriptMs: ms,
  /** Waiting for a language model's suggestion; 0 where none was asked. */
  modelMs: ms.default(0),
  /** Our own time: state machine, log, dispatch. */
  examinerMs: ms,
  /** Waiting for the first synthesized byte; 0 for prepared lines. */
  speechMs: ms,
  /** From the first frame handed over to the first that is not silent. */
  firstSoundMs: ms,
  totalMs: ms,
});

const payloads = {
  'session.started': z.object({
    sessionId: z.string(),
    appVersion: z.string(),
    candidate: z.string().nullable(),
    seed: z.number(),
    parts: z.array(z.enum(['part1', 'part2', 'part3'])),
    timing: z.enum(['standard', 'strict', 'untimed']),
    bankVersion: z.string(),
    input: z.string(),
    output: z.string(),
    /** False for typed answers: then nothing acoustic is rated. */
    acoustic: z.boolean(),
    providers: z.record(z.string(), z.string()),
    recordingPath: z.string().nullable(),
  }),
  'session.resumed': z.object({
    fromSequence: z.number(),
    /** Of the candidate, as when it started; left out in logs of earlier versions. */
    input: z.string().optional(),
    recordingPath: z.string().nullable(),
    /** As when it started, for what comes now; left out in logs of earlier versions. */
    acoustic: z.boolean().optional(),
  }),
  'session.paused': z.object({}),
  'session.unpaused': z.object({}),
  /** Everything chosen before the test (ExamPlan), once. */
  'session.planned': z.object({ plan: z.unknown() }),
  /** The examiner's memory after a step (ExamState without its plan), for resuming. */
  'session.checkpointed': z.object({ state: z.unknown() }),
  'part.started': z.object({ part }),
  'part.ended': z.object({ part, reason: z.enum(['completed', 'timeUp', 'noAnswer', 'quit']), durationMs: ms }),
  'topic.announced': z.object({ topicId: z.string(), title: z.string() }),
  'card.shown': z.object({ cardId: z.string(), topic: z.string(), points: z.array(z.string()), closing: z.string() }),
  'card.hidden': z.object({}),
  'preparation.started': z.object({ durationMs: ms }),
  'preparation.ended': z.object({ reason: z.enum(['timeUp', 'skipped']) }),
  'question.asked': z.object({
    questionId: z.string(),
    part,
    text: z.string(),
    purpose: z.enum(['identity', 'question', 'followUp', 'roundingOff', 'card']),
  }),
  'question.repeated': z.object({ questionId: z.string(), part, text: z.string() }),
  'question.rephrased': z.object({ questionId: z.string(), part, text: z.string() }),
  /** A language model suggested what comes next in Part 3, and the examiner does it. */
  'followUp.accepted': z.object({ turnId: z.string(), provider: z.string(), action, text: z.string().nullable() }),
  /** Not done: the reason is one of the examiner's rules, or the model was late, failed or was made of no use by the candidate. */
  'followUp.refused': z.object({
    turnId: z.string(),
    provider: z.string(),
    action: action.nullable(),
    text: z.string().nullable(),
    reason: z.string(),
  }),
  /** A neutral push: "Why?", "Can you tell me more about that?" */
  'candidate.prompted': z.object({ questionId: z.string().nullable(), part, text: z.string() }),
  'candidate.requested': z.object({
    turnId: z.string().nullable(),
    request: z.enum([
      'repeat',
      'rephrase',
      'explain',
      'score',
      'opinion',
      'correctness',
      'procedure',
      'pause',
      'skip',
      'stop',
    ]),
  }),
  'candidate.noted': z.object({
    turnId: z.string(),
    note: z.enum(['shortAnswer', 'noAnswer', 'foreignLanguage', 'stoppedEarly']),
    detail: z.string(),
  }),
  'candidate.muted': z.object({ muted: z.boolean() }),
  /** The examiner starts to be heard. */
  'speech.started': z.object({
    lineId: z.string(),
    purpose: z.string(),
    text: z.string(),
    provider: z.string(),
    prepared: z.boolean(),
    /**
     * Media time of the first frame, where the line was begun before the words of the answer were there: this event comes
     * with them. Left out where it is `atMs`.
     */
    heardFromMs: ms.optional(),
  }),
  'speech.ended': z.object({
    lineId: z.string(),
    /** Media time of the end, where it came before the words of the answer; left out where it is `atMs`. */
    heardUntilMs: ms.optional(),
  }),
  'speech.interrupted': z.object({
    lineId: z.string(),
    spokenMs: ms,
    by: z.enum(['candidate', 'key', 'quit', 'correction']),
  }),
  'turn.started': z.object({ turnId: z.string(), questionId: z.string(), part, moment: z.string() }),
  'candidate.startedSpeaking': z.object({ turnId: z.string() }),
  'candidate.stoppedSpeaking': z.object({ turnId: z.string() }),
  /** Shown, never stored. */
  'transcript.partial': z.object({ turnId: z.string(), text: z.string() }),
  'transcript.final': z.object({
    turnId: z.string(),
    text: z.string(),
    words: z.array(word),
    confidence: z.number().nullable(),
    provider: z.string(),
  }),
  'turn.ended': z.object({
    turnId: z.string(),
    questionId: z.string(),
    part,
    question: z.string(),
    reason: z.enum(['endpoint', 'silence', 'timeLimit', 'saidFinished', 'finishedKey', 'typed']),
    /** First speech to last speech; both equal to the decision's time when nothing was said. */
    startMs: ms,
    endMs: ms,
    speechMs: ms,
    /** Voiced stretches found by voice activity, in media time. */
    segments: z.array(interval),
    typed: z.boolean(),
  }),
  /**
   * The turn was not over after all: the candidate went on before more than a word of what comes next was heard. What the
   * examiner did since event `endedSequence`, the turn's end, is taken back (see `settledEvents`); null when nothing was
   * done yet. The next final transcript of the turn holds only what is said from here on.
   */
  'turn.rejoined': z.object({
    turnId: z.string(),
    moment: z.string(),
    /** How long the candidate had been silent. */
    silenceMs: ms,
    endedSequence: z.number().int().min(1).nullable(),
  }),
  /** Once per answered turn, when the examiner is heard again. */
  'turn.responded': z.object({ turnId: z.string(), latency }),
  'audio.clipped': z.object({ share: z.number() }),
  'audio.noisy': z.object({ snrDb: z.number() }),
  'audio.quiet': z.object({ levelDb: z.number() }),
  /** Audio quality of one turn, for the metrics. */
  'audio.measured': z.object({
    turnId: z.string(),
    levelDb: z.number(),
    snrDb: z.number().nullable(),
    clippedShare: z.number(),
  }),
  'provider.chosen': z.object({ port, provider: z.string(), why: z.string() }),
  'provider.failed': z.object({
    port,
    provider: z.string(),
    code: z.string(),
    message: z.string(),
    remedy: z.string(),
    /** What of the configuration is not accepted; left out where that is not what failed. */
    setting: z.enum(['model', 'voice']).optional(),
  }),
  'provider.switched': z.object({ port, from: z.string(), to: z.string(), why: z.string() }),
  'provider.recovered': z.object({ port, provider: z.string() }),
  /** What one request took from a provider: see ProviderUsage. */
  'provider.used': z.object({
    port,
    provider: z.string(),
    firstByteMs: ms.nullable(),
    audioSeconds: ms.nullable(),
    characters: ms.nullable(),
    inputTokens: ms.nullable(),
    outputTokens: ms.nullable(),
    costUsd: ms.nullable(),
    discarded: z.boolean(),
  }),
  /** A running estimate, after an answer. */
  'bands.estimated': z.object({ bands: z.record(criterion, estimate) }),
  'measure.recorded': z.object({
    turnId: z.string().nullable(),
    measures: z.record(z.string(), z.number().nullable()),
  }),
  /** The whole score (TestScore of the scoring folder). */
  'session.scored': z.object({ score: z.unknown() }),
  'session.ended': z.object({ status: z.enum(['completed', 'ended', 'failed', 'aborted']), why: z.string() }),
} as const;

type Payloads = typeof payloads;
export type EventType = keyof Payloads;

interface EventHead {
  readonly version: 1;
  /** From 1, without gaps, over the whole session, resumed or not. */
  readonly sequence: number;
  /** Media time: milliseconds of candidate audio since the session began. */
  readonly atMs: number;
  /** ISO 8601, UTC; virtual in a replay. */
  readonly wallTime: string;
}

type DeepReadonly<T> = T extends readonly (infer Item)[]
  ? readonly DeepReadonly<Item>[]
  : T extends object
    ? { readonly [Key in keyof T]: DeepReadonly<T[Key]> }
    : T;

/** An empty schema infers as "no key at all", which would forbid `type` too. */
type Payload<T> = string extends keyof T ? unknown : DeepReadonly<T>;

/** An event before the log numbers and dates it. */
export type SessionEventBody = {
  [Type in EventType]: { readonly type: Type } & Payload<z.infer<Payloads[Type]>>;
}[EventType];
export type SessionEvent = SessionEventBody & EventHead;
export type SessionEventOf<Type extends EventType> = Extract<SessionEventBody, { type: Type }> & EventHead;
export type TurnLatency = z.infer<typeof latency>;
export type ProviderPort = z.infer<typeof port>;

/** When the examiner began, or ceased, to be heard: such an event may be logged later. Else when it happened. */
export function heardAtMs(event: SessionEvent): number {
  if (event.type === 'speech.started') return event.heardFromMs ?? event.atMs;
  return event.type === 'speech.ended' ? (event.heardUntilMs ?? event.atMs) : event.atMs;
}

export const EVENT_TYPES = Object.keys(payloads) as readonly EventType[];

const head = z.object({ version: z.literal(1), sequence: z.number().int().min(1), atMs: ms, wallTime: z.string() });

const shapes = new Map<EventType, Readonly<Record<string, z.ZodType>>>();

/** The fields of such an event, those that all have among them; made once, which takes longer than checking a value with them. */
export function eventShape(type: EventType): Readonly<Record<string, z.ZodType>> {
  let shape = shapes.get(type);
  if (shape === undefined) {
    shape = { type: z.literal(type), ...head.shape, ...(payloads[type] as z.ZodObject).shape };
    shapes.set(type, shape);
  }
  return shape;
}

/** Validates an event that comes from outside (a store, a file). Throws a ZodError. */
export function parseEvent(value: unknown): SessionEvent {
  const { type } = z.object({ type: z.enum(EVENT_TYPES) }).parse(value);
  return { type, ...head.parse(value), ...(payloads[type] as z.ZodObject).parse(value) } as SessionEvent;
}
