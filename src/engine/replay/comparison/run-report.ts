/** A run to be compared: what the JSON reporter wrote, as far as comparing needs it. */
import { z } from 'zod';
import { AppError } from '../../errors.js';
import { safeText } from '../../text/safe-text.js';

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

const report = z.object({ fixtures: z.array(fixture) });

export type ComparedFixture = z.output<typeof fixture>;

export interface ComparedRun {
  /** As it is called in the comparison. */
  readonly name: string;
  readonly fixtures: readonly ComparedFixture[];
}

/**
 * @param name for people: the file, or the settings of the run
 * Throws AppError `compare.notAReport` (exit code 2) for a text that the JSON reporter of this version did not write.
 */
export function parseRunReport(text: string, name: string): ComparedRun {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw notAReport(name, 'it is not JSON');
  }
  const parsed = report.safeParse(value);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw notAReport(name, `${issue?.path.join('.') ?? ''}: ${issue?.message ?? 'unknown'}`);
  }
  const { fixtures } = parsed.data;
  if (fixtures.length === 0) throw notAReport(name, 'it has no fixtures');
  return { name, fixtures };
}

function notAReport(name: string, why: string): AppError {
  return new AppError({
    code: 'compare.notAReport',
    message: `${safeText(name)} is no report of a replay that can be compared (${safeText(why)}).`,
    remedy: 'Write one with: ielts-examiner replay FIXTURES --reporter json=FILE',
    exitCode: 2,
  });
}
