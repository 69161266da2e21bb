/** One run over chosen fixtures: replays them, hears interruptions, and has every reporter tell. */
import type { ExitCode } from '../../engine/errors.js';
import type { ReplayOptions } from './replay-options.js';
import { HeldLines } from './reporters/held-lines.js';
import { openReporter } from './reporters/open-reporter.js';
import { ProgressLine } from './reporters/progress-line.js';
import { refuseOwnFiles, targetsOf } from './reporters/refuse-own-files.js';
import { ReporterGroup } from './reporters/reporter-group.js';
import { keptOf, parseReporters, summaryOf, type KeptResult } from './reporters/reporter.js';
import { tryReport } from './reporters/try-report.js';
import { CheckedBefore } from './fixture/checked-before.js';
import { updateBaseline } from './fixture/update-baseline.js';
import { runChosen, type ReplayRun } from './run/run-chosen.js';
import type { JobListener } from './run/run-jobs.js';
import { Stopping } from './run/stopping.js';
import { rememberFailed } from './select/failed-before.js';
import type { FoundFixture } from './select/find-fixtures.js';

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
    const { signal } = stopping;
    lost = await runChosen({ chosen, options, run, checked, events: reporters.events, signal, tell, ...listener });
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
