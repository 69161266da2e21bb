/** A run to be compared: what the JSON reporter wrote, as far as comparing needs it. */
import { z } from 'zod';
import { AppError } from '../../errors.js';
import { safeText } from '../../text/safe-text.js';
import { pathText } from '../../text/schema-words.js';

const count = z.number().int().min(0);
const band = z.union([
  z.object({ rateable: z.literal(true), band: z.number() }),
  z.object({ rateable: z.literal(false) }),
]);

const metrics = z.object({
  words: count,
  spokenTurns: count,
  cutIns: count,
  falseStarts: count,
  missedTurns: count,
  waitsMs: z.array(z.number()),
  wer: z.object({ substitutions: count, deletions: count, insertions: count, words: count }).nullable(),
  durationMs: z.number(),
  costUsd: z.number().nullable(),
});

const fixture = z.object({
  id: z.string(),
  /** Reports of older versions have none. */
  title: z.string().optional(),
  status: z.enum(['passed', 'failed', 'broken', 'interrupted']),
  bands: z.object({ overall: band }).nullable(),
  metrics: metrics.nullable(),
});

export type ComparedFixture = z.output<typeof fixture>;

export interface ComparedRun {
  /** As it is called in the comparison. */
  readonly name: string;
  readonly fixtures: readonly ComparedFixture[];
}

const WRITE_ONE = 'Write one with: ielts-examiner replay FIXTURES --reporter json=FILE';
const WRITE_AGAIN = 'Write it again with this version: ielts-examiner replay FIXTURES --reporter json=FILE';

/**
 * @param name for people: the file, or the settings of the run
 * Throws AppError `compare.notAReport` (exit code 2) for a text that the JSON reporter of this version did not write.
 */
export function parseRunReport(text: string, name: string): ComparedRun {
  if (text.trim() === '') throw notAReport(name, 'it is empty');
  const value = jsonIn(text);
  if (value === undefined) {
    const [line = ''] = text.split('\n', 1);
    const isLines = z.object({ type: z.literal('run.started') }).safeParse(jsonIn(line)).success;
    throw notAReport(name, isLines ? 'it is of --reporter jsonl, and not json' : 'it is not JSON');
  }
  const { data: { fixtures } = {} } = z.object({ fixtures: z.array(z.unknown()) }).safeParse(value);
  if (fixtures === undefined) throw notAReport(name, 'it holds no list of fixtures');
  if (fixtures.length === 0) throw notAReport(name, 'its list of fixtures is empty');
  return { name, fixtures: fixtures.map((each, index) => parseFixture(each, index + 1, name)) };
}

function parseFixture(value: unknown, number: number, name: string): ComparedFixture {
  const parsed = fixture.safeParse(value);
  if (parsed.success) return parsed.data;
  // A comparison lists ids alone.
  if (typeof value === 'string') throw notAReport(name, 'it is a comparison of reports');
  const { data: { id } = {} } = z.object({ id: z.string() }).safeParse(value);
  const which = id === undefined ? `fixture ${String(number)}` : `the fixture "${id}"`;
  const place = pathText(parsed.error.issues[0]?.path ?? []);
  const what = place === '' ? 'is no result' : `has no "${place}" as this version writes it`;
  throw notAReport(name, `${which} ${what}`, WRITE_AGAIN);
}

/** Undefined where it is not JSON. */
function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

function notAReport(name: string, why: string, remedy = WRITE_ONE): AppError {
  return new AppError({
    code: 'compare.notAReport',
    message: `${safeText(name)} is no report of a replay that can be compared: ${safeText(why)}.`,
    remedy,
    exitCode: 2,
  });
}
