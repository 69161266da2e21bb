/** `replay --matrix`: the same fixtures under several settings, and which of them is better at what. */
import { AppError, type ExitCode } from '../../../engine/errors.js';
import { parseRunReport, type ComparedRun } from '../../../engine/replay/comparison/run-report.js';
import { safeText } from '../../../engine/text/safe-text.js';
import { refuseTooMany, tellComparison } from '../compare/tell-comparison.js';
import { replayFixtures } from '../replay-fixtures.js';
import type { ReplayRun } from '../run/run-chosen.js';
import type { ReplayOptions } from '../replay-options.js';
import { refuseOwnFiles, targetsOf } from '../reporters/refuse-own-files.js';
import { parseReporters, type ReporterChoice } from '../reporters/reporter.js';
import { saveReport, tryReport } from '../reporters/try-report.js';
import type { FoundFixture } from '../select/find-fixtures.js';
import { parseMatrix } from './parse-matrix.js';

/**
 * What a fixture expects is one of the figures, and no failure: other settings are tried to see what they do.
 * @returns 0, 3 when a fixture or the environment is broken under some setting, 130 interrupted
 * Rejects with AppError `replay.matrix...`, `compare.*` (exit code 2 or 3).
 */
export async function runMatrix(
  chosen: readonly FoundFixture[],
  { matrix = '', plot, reporter = ['pretty'], ...options }: ReplayOptions,
  write: (line: string) => void,
  run: ReplayRun,
): Promise<0 | ExitCode> {
  const cells = parseMatrix(matrix);
  refuseTooMany(cells.length);
  const choices = parseReporters(reporter);
  const unfit = choices.find(({ name }) => name !== 'pretty' && name !== 'json');
  if (unfit !== undefined) throw unfitReporter(unfit);
  refuseOwnFiles(targetsOf(choices, plot), chosen);
  for (const file of [plot, ...choices.map((choice) => choice.file)])
    if (typeof file === 'string') await tryReport(file);
  const runs: ComparedRun[] = [];
  let isBroken = false;
  let interrupted = false;
  for (const [index, { name, options: settings }] of cells.entries()) {
    process.stderr.write(`${String(index + 1)}/${String(cells.length)} ${safeText(name)}\n`);
    const lines: string[] = [];
    const keep = (line: string): void => {
      lines.push(line);
    };
    const code = await replayFixtures(chosen, { ...options, ...settings, reporter: ['json'] }, keep, run);
    if (code === 130) {
      interrupted = true;
      break;
    }
    isBroken ||= code === 3;
    runs.push(parseRunReport(lines.join('\n'), name));
  }
  if (interrupted) {
    const left = cells.slice(runs.length).map(({ name }) => safeText(name));
    process.stderr.write(`Interrupted. Not compared: ${left.join(', ')}.\n`);
    if (runs.length < 2) return 130;
  }
  for (const [index, choice] of choices.entries()) {
    const lines: string[] = [];
    const shown = { json: choice.name === 'json', ...(index === 0 && plot !== undefined ? { plot } : {}) };
    await tellComparison(runs, shown, (line) => lines.push(line));
    if (choice.file === null) write(lines.join('\n'));
    else await saveReport(choice.file, `${lines.join('\n')}\n`);
  }
  if (interrupted) return 130;
  return isBroken ? 3 : 0;
}

function unfitReporter({ name }: ReporterChoice): AppError {
  return new AppError({
    code: 'replay.conflict',
    message: `--matrix compares whole runs, and the reporter "${name}" tells of one.`,
    remedy: 'Report it with pretty or json (json=FILE writes to a file).',
    exitCode: 2,
  });
}
