/** One run over chosen fixtures: replays them, hears interruptions, and has every reporter tell. */
import { availableParallelism } from 'node:os';
import type { ExitCode } from '../../engine/errors.js';
import type { FixtureResult } from '../../engine/replay/result.js';
import { endpointingOption } from './endpointing-option.js';
import { parseLatency } from './latency-option.js';
import type { ReplayOptions } from './replay-options.js';
import { HeldLines } from './reporters/held-lines.js';
import { openReporter } from './reporters/open-reporter.js';
import { ProgressLine } from './reporters/progress-line.js';
import { refuseOwnFiles, targetsOf } from './reporters/refuse-own-files.js';
import { ReporterGroup } from './reporters/reporter-group.js';
import { keptOf, parseReporters, summaryOf, type KeptResult } from './reporters/reporter.js';
import { tryReport } from './reporters/try-report.js';
import { brokenFixture, type KeptEvents, type ReplayEnvironment, type ReplayJob } from './run/job.js';
import { CheckedBefore } from './fixture/checked-before.js';
import { updateBaseline } from './fixture/update-baseline.js';
import { inPlace, OrderedResults } from './run/ordered-results.js';
import { runJobs, type JobListener, type RunJobsOptions } from './run/run-jobs.js';
import { rememberFailed } from './select/failed-before.js';
import type { FoundFixture } from './select/find-fixtures.js';

/** What a test or a watch replaces. */
export interface ReplayRun {
  readonly environment: ReplayEnvironment;
  readonly workerScript?: URL;
  readonly alwaysThreads?: boolean;
  /** How long a lost Redis is waited for. */
  readonly queueGraceMs?: number;
  /** Where progress is shown; standard error unless given. */
  readonly terminal?: NodeJS.WriteStream;
}

/** @returns the exit code: 0, 1, 3 or 130 */
export async function replayFixtures(
  chosen: readonly FoundFixture[],
  options: ReplayOptions,
  write: (line: string) => void,
  run: ReplayRun,
): Promise<0 | ExitCode> {
  const choices = parseReporters(options.reporter ?? ['pretty']);
  refuseOwnFiles(targetsOf(choices), chosen);
  for (const { file } of choices) if (file !== null) await tryReport(file);
  const checked = options.dryRun === true ? await CheckedBefore.open() : null;
  const colour = process.stdout.isTTY && process.env['NO_COLOR'] === undefined;
  const progress = new ProgressLine(run.terminal ?? process.stderr, chosen.length);
  const lines = new HeldLines((text) => {
    progress.around(() => {
      write(text);
    });
  });
  const print = (line: string): void => lines.add(line);
  const reporters = new ReporterGroup(
    await Promise.all(
      choices.map(async (choice) => ({
        ...(await openReporter(choice, print, { colour, terminal: process.stdout })),
        file: choice.file,
      })),
    ),
  );
  const folders = new Map(chosen.map(({ id, folder }) => [id, folder]));
  const stopping = new Stopping(options.bail);
  const startedAt = performance.now();
  reporters.started(chosen.length, chosen);
  const results: KeptResult[] = [];
  const listener: JobListener = {
    onStarted: ({ id }) => {
      if (stopping.bailed) return;
      progress.started(id);
      reporters.fixtureStarted(id);
    },
    onProgress: ({ id }, mediaMs) => {
      progress.advanced(id, mediaMs);
    },
    onResult: (replayed) => {
      // Another thread may have been further, and what cannot be replayed is known before anything is.
      if (stopping.bailed) return;
      const folder = folders.get(replayed.id) ?? replayed.id;
      const result = updateBaseline(checked?.remember(folder, replayed) ?? replayed, folder);
      results.push(keptOf(result));
      progress.finished(result);
      stopping.heed(result);
      reporters.finished(result, stopping.bailed);
    },
  };
  let lost = false;
  const tell = (text: string): void => {
    progress.around(() => {
      process.stderr.write(`${text}\n`);
    });
  };
  try {
    lost = await runAll(chosen, options, { ...run, checked }, reporters.events, listener, stopping.signal, tell);
    await remember(folders, results, options);
    await checked?.save();
  } catch (error) {
    reporters.close();
    stopping.close();
    throw error;
  } finally {
    lines.flush();
    progress.close();
  }
  const summary = summaryOf(results, chosen.length);
  try {
    const pace = { elapsedMs: performance.now() - startedAt, repeat: options.repeat ?? 1 };
    await reporters.ended(summary, results, pace);
  } finally {
    // Not before: a reader that leaves at the summary line would take the reports that are being written with it.
    stopping.close();
    lines.flush();
  }
  if (stopping.interrupted) return 130;
  // Said when it happened, far above by now.
  if (lost) tell('The exit code is 3 because Redis was lost on the way.');
  if (summary.broken > 0 || lost) return 3;
  return summary.failed > 0 ? 1 : 0;
}

/** @returns whether a queue was lost on the way */
async function runAll(
  chosen: readonly FoundFixture[],
  options: ReplayOptions,
  { environment, queueGraceMs, checked, ...run }: ReplayRun & { readonly checked: CheckedBefore | null },
  events: KeptEvents,
  listener: JobListener,
  signal: AbortSignal,
  tell: (text: string) => void,
): Promise<boolean> {
  const inOrder = new OrderedResults(listener.onResult);
  for (const [index, { id, problem }] of chosen.entries())
    if (problem !== undefined) inOrder.add(index, brokenFixture(id, id, problem));
  const sound = [...chosen.entries()].filter(([, { problem }]) => problem === undefined);
  const onResult = inPlace(sound, (index, result) => {
    inOrder.add(index, result);
  });
  const jobs = sound.map(([, { id, folder }]): ReplayJob => ({
    id,
    folder,
    seed: options.seed ?? null,
    stt: options.stt ?? null,
    latency: options.latency === undefined ? null : parseLatency(options.latency),
    endpointing: options.endpointing === undefined ? null : endpointingOption(options.endpointing),
    record: options.record ?? false,
    speed: options.speed ?? 'max',
    events,
    repeat: options.repeat ?? 1,
    update: options.update ?? false,
    dryRun: options.dryRun ?? false,
  }));
  const workers =
    options.jobs ??
    (options.dryRun === true ? availableParallelism() : defaultWorkers(jobs.length * (options.repeat ?? 1)));
  const request = { ...run, ...listener, onResult, jobs, workers, environment: { ...environment, signal } };
  if (options.queue === undefined) {
    await runJobs(checked === null ? request : dryRunOf(request, checked));
    inOrder.flush();
    return false;
  }
  const { runQueue } = await import('./queue/run-queue.js');
  const { lost } = await runQueue({
    ...request,
    address: options.queue,
    priority: options.priority ?? USUAL_PRIORITY,
    waitMs: options.wait ?? null,
    tell,
    ...(queueGraceMs === undefined ? {} : { graceMs: queueGraceMs }),
  });
  inOrder.flush();
  return lost;
}

function dryRunOf(request: RunJobsOptions, checked: CheckedBefore): RunJobsOptions {
  return {
    ...request,
    environment: { ...request.environment, fixtureStates: checked.states },
    recall: (job) => checked.recall(job),
  };
}

/** Runs that matter more or less than others say so. */
const USUAL_PRIORITY = 100;

/** A thread takes half a second to start, so a few replays are done sooner by one. */
function defaultWorkers(replays: number): number {
  return replays < 8 ? 1 : Math.min(availableParallelism(), Math.floor(replays / 4));
}

/** Whether a fixture passes is known only after a whole replay of what is in it. */
async function remember(
  folders: ReadonlyMap<string, string>,
  results: readonly KeptResult[],
  { dryRun, record, seed, stt, latency, endpointing }: ReplayOptions,
): Promise<void> {
  if (dryRun === true || record === true) return;
  if (seed !== undefined || stt !== undefined || latency !== undefined || endpointing !== undefined) return;
  await rememberFailed(results.map(({ id, status }) => ({ folder: folders.get(id) ?? id, status })));
}

/** Why a run ends before its last fixture: somebody interrupts it, or enough fixtures have not passed. */
class Stopping {
  readonly #controller = new AbortController();
  readonly #bail: number;
  #notPassed = 0;
  interrupted = false;
  readonly #interrupt = (): void => {
    this.interrupted = true;
    this.#controller.abort();
  };

  constructor(bail: number | undefined) {
    this.#bail = bail ?? Infinity;
    process.once('SIGINT', this.#interrupt).once('SIGTERM', this.#interrupt);
  }

  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  /** Nothing behind the fixture that ended the run is told, so that its report does not depend on the number of threads. */
  get bailed(): boolean {
    return this.#notPassed >= this.#bail;
  }

  heed({ status }: FixtureResult): void {
    if (status === 'failed' || status === 'broken') this.#notPassed++;
    if (this.bailed) this.#controller.abort();
  }

  close(): void {
    process.off('SIGINT', this.#interrupt).off('SIGTERM', this.#interrupt);
  }
}
