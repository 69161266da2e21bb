/** `replay`: finds fixtures, replays them, tells what came of it. */
import { availableParallelism } from 'node:os';
import type { ExitCode } from '../engine/errors.js';
import { AppError } from '../engine/errors.js';
import type { FixtureResult } from '../engine/replay/result.js';
import { safeText } from '../engine/text/safe-text.js';
import { defaultEnvironment } from './replay/run/environment.js';
import { findFixtures, nothingMatched, type FoundFixture } from './replay/find/find-fixtures.js';
import { globMatcher } from './replay/find/glob.js';
import { openReporter } from './replay/reporters/open-reporter.js';
import { parseReporter, summaryOf, type Reporter } from './replay/reporters/reporter.js';
import { runJobs } from './replay/run/run-jobs.js';
import { brokenFixture, type ReplayEnvironment, type ReplayJob } from './replay/run/run-one.js';

export interface ReplayOptions {
  readonly paths: readonly string[];
  /** Such as `pretty` or `json=out.json`; docs/replay.md lists them. */
  readonly reporter?: readonly string[];
  readonly filter?: string;
  readonly speed?: 'max' | '1';
  readonly jobs?: number;
  readonly seed?: number;
  readonly record?: boolean;
  /** Recognises with this provider instead of the fixtures' own. */
  readonly stt?: string;
}

/** What a test replaces. */
export interface ReplayRun {
  readonly environment: ReplayEnvironment;
  readonly workerScript?: URL;
}

/**
 * @returns 0 all passed, 1 an expectation failed, 3 a fixture or the environment is broken, 130 interrupted
 * Rejects with AppError for wrong usage (exit code 2) and when nothing matched (4).
 */
export async function replayCommand(
  options: ReplayOptions,
  write: (line: string) => void,
  run: ReplayRun = { environment: defaultEnvironment() },
): Promise<0 | ExitCode> {
  const choices = (options.reporter ?? ['pretty']).map(parseReporter);
  const colour = process.stdout.isTTY && process.env['NO_COLOR'] === undefined;
  const reporters = await Promise.all(choices.map((choice) => openReporter(choice, write, colour)));
  const found = await findFixtures(options.paths);
  const matches = options.filter === undefined ? () => true : globMatcher(options.filter);
  const chosen = found.filter(({ id }) => matches(id));
  if (chosen.length === 0)
    throw nothingMatched(`None of ${String(found.length)} fixtures matches "${safeText(options.filter ?? '')}"`);

  const interruption = new AbortController();
  const interrupt = (): void => {
    interruption.abort();
  };
  process.once('SIGINT', interrupt);
  const startedAt = performance.now();
  for (const reporter of reporters) reporter.started?.(chosen.length, chosen);
  const results = await runAll(chosen, options, run, reporters, interruption.signal).finally(() =>
    process.removeListener('SIGINT', interrupt),
  );
  const summary = summaryOf(results, chosen.length);
  for (const reporter of reporters) await ended(reporter, summary, results, performance.now() - startedAt);
  if (interruption.signal.aborted) return 130;
  if (summary.broken > 0) return 3;
  return summary.failed > 0 ? 1 : 0;
}

async function runAll(
  chosen: readonly FoundFixture[],
  options: ReplayOptions,
  { environment, workerScript }: ReplayRun,
  reporters: readonly Reporter[],
  signal: AbortSignal,
): Promise<readonly FixtureResult[]> {
  const onResult = (result: FixtureResult): void => {
    for (const reporter of reporters) reporter.finished(result);
  };
  const duplicated = duplicates(chosen);
  const twice = chosen.filter(({ id }) => duplicated.has(id)).map(({ id, folder }) => twiceNamed(id, folder));
  for (const result of twice) onResult(result);
  const jobs = chosen
    .filter(({ id }) => !duplicated.has(id))
    .map(({ id, folder }): ReplayJob => ({
      id,
      folder,
      seed: options.seed ?? null,
      stt: options.stt ?? null,
      record: options.record ?? false,
      speed: options.speed ?? 'max',
      keepEvents: reporters.some(({ wantsEvents }) => wantsEvents === true),
    }));
  const results = await runJobs({
    jobs,
    workers: options.jobs ?? defaultWorkers(jobs.length),
    environment: { ...environment, signal },
    onStarted: ({ id }) => {
      for (const reporter of reporters) reporter.fixtureStarted?.(id);
    },
    onResult,
    ...(workerScript === undefined ? {} : { workerScript }),
  });
  return [...twice, ...results];
}

/** A thread takes half a second to start, so a few fixtures are replayed sooner by one. */
function defaultWorkers(jobs: number): number {
  return jobs < 8 ? 1 : Math.min(availableParallelism(), Math.floor(jobs / 4));
}

function duplicates(fixtures: readonly FoundFixture[]): ReadonlySet<string> {
  const seen = new Set<string>();
  return new Set(fixtures.filter(({ id }) => seen.size === seen.add(id).size).map(({ id }) => id));
}

function twiceNamed(id: string, folder: string): FixtureResult {
  return brokenFixture(
    id,
    id,
    new AppError({
      code: 'fixture.duplicateId',
      message: `Two fixtures are called "${safeText(id)}"; one lies in ${safeText(folder)}.`,
      remedy: 'Rename the folder of one of them.',
      exitCode: 3,
    }),
  );
}

async function ended(reporter: Reporter, ...report: Parameters<Reporter['ended']>): Promise<void> {
  try {
    await reporter.ended(...report);
  } catch (error) {
    throw new AppError({
      code: 'replay.cannotWriteReport',
      message: `A report cannot be written: ${error instanceof Error ? error.message : String(error)}.`,
      remedy: 'Give the path of a file that may be written.',
      exitCode: 3,
      cause: error,
    });
  }
}
