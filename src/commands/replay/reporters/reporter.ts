/** Who tells of a replay. Reporters hear the same things in the same order and keep nothing from each other. */
import { resolve } from 'node:path';
import { AppError } from '../../../engine/errors.js';
import { didYouMean } from '../../../engine/text/nearest.js';
import type { FixtureResult } from '../../../engine/replay/result.js';
import { safeText } from '../../../engine/text/safe-text.js';
import type { KeptEvents } from '../run/job.js';
import type { FoundFixture } from '../select/find-fixtures.js';

export interface ReplaySummary {
  readonly total: number;
  readonly passed: number;
  readonly failed: number;
  readonly broken: number;
  /** Fixtures that were not run, or not to their end. */
  readonly interrupted: number;
  /** Media time of all sessions together. */
  readonly durationMs: number;
}

export interface Reporter {
  /** That it writes, for people; null or left out where it writes none. */
  readonly file?: string | null;
  /** Which of their session's events results bring along to `finished`; none unless given. */
  readonly events?: Exclude<KeptEvents, 'none'>;
  started?(fixtures: number, found: readonly FoundFixture[]): void;
  /** With several threads, not in the order of the fixtures. */
  fixtureStarted?(id: string): void;
  /** In the order of the fixtures. @param isLast whether nothing is told of those behind it, which may have begun */
  finished(result: FixtureResult, isLast?: boolean): void;
  ended(summary: ReplaySummary, results: readonly KeptResult[], pace: Pace): Promise<void>;
  /** Gives back what it holds, such as an open file, however the run ends. Nothing is asked of it afterwards. */
  close?(): void;
}

/**
 * What programs are told of a fixture, and what is remembered of it until the end of the run. What is left out is several times as much,
 * and drawn or written before.
 */
export type KeptResult = ReturnType<typeof toldOf>;

export function toldOf(result: FixtureResult) {
  const { id, title, status, transcript, bands, metrics, failures, notes, eventLogSha256 } = result;
  return { id, title, status, transcript, bands, metrics, failures, notes, eventLogSha256 };
}

export function keptOf(result: FixtureResult): KeptResult {
  // A text cut out of a file holds the whole file in memory; written anew it is as small as it looks.
  return JSON.parse(JSON.stringify(toldOf(result))) as KeptResult;
}

/** What the speed of a run is told from. */
export interface Pace {
  /** Wall time. */
  readonly elapsedMs: number;
  /** How often each fixture was replayed. */
  readonly repeat: number;
}

const REPORTERS = ['pretty', 'json', 'jsonl', 'jsonl-events', 'junit', 'github', 'html', 'html-audio'] as const;
export type ReporterName = (typeof REPORTERS)[number];

export interface ReporterChoice {
  readonly name: ReporterName;
  /** Null writes to standard output. */
  readonly file: string | null;
}

/** `json` or `json=out.json`. Throws AppError `replay.unknownReporter` (exit code 2). */
export function parseReporter(written: string): ReporterChoice {
  const [name = '', ...file] = written.split('=');
  const known = REPORTERS.find((reporter) => reporter === name);
  if (known === undefined || (written.includes('=') && file.join('=') === '')) {
    throw new AppError({
      code: 'replay.unknownReporter',
      message:
        known === undefined
          ? `There is no reporter "${safeText(name)}"${didYouMean(name, REPORTERS)}`
          : `The reporter "${known}=" names no file.`,
      remedy: `Reporters are ${REPORTERS.join(', ')}; "=FILE" writes to a file. Several: --reporter pretty --reporter json=FILE.`,
      exitCode: 2,
    });
  }
  return { name: known, file: file.length === 0 ? null : file.join('=') };
}

/** What people read may follow each other. Of all others, a second one would spoil the first. */
const FOR_PEOPLE: readonly ReporterName[] = ['pretty', 'github'];

/** Throws AppError `replay.unknownReporter`, or `replay.conflict` where two write to one place (exit code 2). */
export function parseReporters(written: readonly string[]): readonly ReporterChoice[] {
  const choices = written.map(parseReporter);
  const before = new Map<string, ReporterChoice>();
  for (const choice of choices) {
    const place = choice.file === null ? '' : resolve(choice.file);
    const other = before.get(place);
    before.set(place, choice);
    if (other === undefined || (place === '' && [choice, other].every(({ name }) => FOR_PEOPLE.includes(name))))
      continue;
    const where = choice.file === null ? 'standard output' : safeText(choice.file);
    throw new AppError({
      code: 'replay.conflict',
      message: `The reporters "${other.name}" and "${choice.name}" both write to ${where}.`,
      remedy: `Give each a file of its own, such as --reporter ${choice.name}=FILE.`,
      exitCode: 2,
    });
  }
  return choices;
}

/** @param what cannot be written: `a.json: it is a folder` */
export function cannotWriteReport(what: string, cause?: unknown): AppError {
  return new AppError({
    code: 'replay.cannotWriteReport',
    message: `A report cannot be written: ${what}.`,
    remedy: 'Give the path of a file that may be written.',
    exitCode: 3,
    cause,
  });
}

export function summaryOf(results: readonly KeptResult[], total: number): ReplaySummary {
  const count = (status: KeptResult['status']): number => results.filter((each) => each.status === status).length;
  const [passed, failed, broken] = [count('passed'), count('failed'), count('broken')];
  const durationMs = results.reduce((sum, { metrics }) => sum + (metrics?.durationMs ?? 0), 0);
  return { total, passed, failed, broken, interrupted: total - passed - failed - broken, durationMs };
}
