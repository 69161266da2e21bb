/** What a fixture's replay was when somebody last agreed with it: transcript, events, bands and figures. */
import { crc32 } from 'node:zlib';
import { z } from 'zod';
import { AppError, messageOf } from '../../errors.js';
import { safeText } from '../../text/safe-text.js';
import { firstProblem } from '../../text/schema-words.js';
import { shellPath } from '../../text/shell-path.js';
import { withoutGapFailures } from '../cassette/gaps.js';
import type { FixtureResult } from '../result.js';
import type { Fixture } from '../fixture/fixture-schema.js';
import { normaliseWords } from '../transcript/normalise-words.js';
import { eventLine } from './event-line.js';

const VERSION = 1;

const band = z.union([
  z.strictObject({ rateable: z.literal(true), band: z.number(), low: z.number(), high: z.number() }),
  z.strictObject({ rateable: z.literal(false), reason: z.string() }),
]);
const waits = z.strictObject({ p50Ms: z.number(), p95Ms: z.number(), maxMs: z.number() });
const line = z.strictObject({ speaker: z.enum(['examiner', 'candidate']), text: z.string() });

const baselineSchema = z.strictObject({
  version: z.literal(VERSION),
  status: z.string(),
  /** SHA-256 of the event log: where it is the same, nothing else need be compared. */
  eventLogSha256: z.string(),
  bands: z.record(z.string(), band).nullable(),
  figures: z.strictObject({
    wer: z.number().nullable(),
    cutIns: z.number(),
    missedTurns: z.number(),
    response: waits.nullable(),
    costUsd: z.number().nullable(),
  }),
  /** By the number of the answer, a checksum of its words: the word error rate is against these. */
  references: z.record(z.string(), z.string()).optional(),
  transcript: z.array(line),
  /** Media time in milliseconds, and what happened. */
  events: z.array(z.tuple([z.number(), z.string()])),
});

export type Baseline = z.infer<typeof baselineSchema>;
export type BaselineLine = Baseline['transcript'][number];
export type BaselineEvent = Baseline['events'][number];

/** @param answers the fixture's. Null for a replay that did not come to an end. */
export function baselineOf(
  result: Pick<FixtureResult, 'metrics' | 'eventLogSha256' | 'bands' | 'transcript' | 'events'>,
  { answers = [] }: Pick<Fixture, 'answers'>,
): Baseline | null {
  const { metrics, eventLogSha256, bands } = result;
  if (metrics === null || eventLogSha256 === null) return null;
  return {
    version: VERSION,
    status: metrics.session,
    eventLogSha256,
    bands: bands === null ? null : { ...bands },
    figures: {
      wer: metrics.wer?.rate ?? null,
      cutIns: metrics.cutIns,
      missedTurns: metrics.missedTurns,
      response: metrics.response,
      costUsd: metrics.costUsd,
    },
    references: Object.fromEntries(
      answers.flatMap(({ reference }, index) =>
        reference === undefined ? [] : [[String(index + 1), checksumOf(reference)]],
      ),
    ),
    transcript: result.transcript.map(({ speaker, text }) => ({ speaker, text })),
    events: withoutGapFailures(result.events).flatMap((event): BaselineEvent[] => {
      const told = eventLine(event);
      return told === null ? [] : [[event.atMs, told]];
    }),
  };
}

/** Of the words that are compared: another comma is no other reference. */
function checksumOf(reference: string): string {
  return crc32(normaliseWords(reference).join(' ')).toString(16).padStart(8, '0');
}

/** One line per thing said and per event, so that a version control system shows what changed. */
export function baselineText(baseline: Baseline): string {
  const { transcript, events, ...rest } = baseline;
  const list = (items: readonly unknown[]): string =>
    items.length === 0 ? '[]' : `[\n${items.map((item) => `    ${JSON.stringify(item)}`).join(',\n')}\n  ]`;
  const head = JSON.stringify(rest, null, 2).replace(/\n\}$/, '');
  return `${head},\n  "transcript": ${list(transcript)},\n  "events": ${list(events)}\n}\n`;
}

/** @param folder the fixture's, for the command that writes it again. Throws AppError `baseline.*` (exit code 3). */
export function parseBaseline(text: string, name: string, folder: string): Baseline {
  const unusable = (code: string, what: string, cause?: unknown): AppError =>
    new AppError({
      code,
      message: `${safeText(name)} is ${what}.`,
      remedy: `Write it again with: ielts-examiner replay --update ${shellPath(folder)}`,
      exitCode: 3,
      cause,
    });
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw unusable('baseline.damaged', `no baseline: ${safeText(messageOf(error)).slice(0, 200)}`, error);
  }
  const version = z.object({ version: z.number() }).safeParse(value).data?.version ?? VERSION;
  if (version !== VERSION) {
    const reads = `and this program reads version ${String(VERSION)}`;
    throw unusable('baseline.version', `a baseline of version ${String(version)}, ${reads}`);
  }
  const parsed = baselineSchema.safeParse(value);
  if (parsed.success) return parsed.data;
  const why = safeText(firstProblem(parsed.error)).slice(0, 200);
  throw unusable('baseline.damaged', `no baseline: ${why}`, parsed.error);
}
