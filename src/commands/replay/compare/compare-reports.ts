/** `replay compare A.json B.json`: which of several runs over the same fixtures is better at what. */
import { existsSync } from 'node:fs';
import { readFile, realpath } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { AppError } from '../../../engine/errors.js';
import { parseRunReport, type ComparedRun } from '../../../engine/replay/comparison/run-report.js';
import { safeText } from '../../../engine/text/safe-text.js';
import { refuseOwnFiles, type Target } from '../reporters/refuse-own-files.js';
import { tryReport } from '../reporters/try-report.js';
import { FIXTURE_FILE } from '../select/find-fixtures.js';
import { tellComparison, type TellOptions } from './tell-comparison.js';
import { fileTrouble } from '../../../engine/file-trouble.js';

export interface CompareOptions extends TellOptions {
  /** Written by the JSON reporter; the first is what the others are compared with. */
  readonly reports: readonly string[];
  /** Options of `replay` that were given, such as `--bail`: nothing is replayed. */
  readonly misplaced?: readonly string[];
}

/** Rejects with AppError `compare.*` or `replay.conflict`, exit code 2, or 3 where a plot cannot be written. */
export async function compareReports(
  { reports, misplaced: [misplaced] = [], ...options }: CompareOptions,
  write: (line: string) => void,
): Promise<0> {
  if (misplaced !== undefined) {
    throw new AppError({
      code: 'replay.conflict',
      message: `${misplaced} is about replaying, and "compare" reads reports of what was replayed.`,
      remedy: 'Leave it out.',
      exitCode: 2,
    });
  }
  for (const [option, file] of [
    ['--json', options.json],
    ['--plot', options.plot],
  ] as const)
    if (typeof file === 'string') await tryPlace({ option, file });
  if (reports.length < 2) {
    throw new AppError({
      code: 'compare.one',
      message: 'One run alone cannot be compared.',
      remedy: 'Give the reports of two runs: ielts-examiner replay compare before.json after.json',
      exitCode: 2,
    });
  }
  const places = await Promise.all(reports.map(async (path) => await realpath(path).catch(() => path)));
  const twice = reports.find((_, index) => places.indexOf(places[index] ?? '') !== index);
  const runs = await Promise.all(reports.map(readRun));
  // Beside the comparison, which may be for programs.
  if (twice !== undefined)
    process.stderr.write(`note: The report ${safeText(twice)} is given twice, and compared with itself.\n`);
  await tellComparison(runs, options, write);
  return 0;
}

/** `compare --json A.json B.json` would write the comparison to A.json. Rejects as the writing would, before the work is done. */
async function tryPlace(target: Target): Promise<void> {
  const { option, file } = target;
  refuseOwnFiles([target], existsSync(join(dirname(file), FIXTURE_FILE)) ? [{ folder: dirname(file) }] : []);
  const isReport = await readRun(file).then(
    () => true,
    () => false,
  );
  if (isReport) {
    throw new AppError({
      code: 'replay.conflict',
      message: `${option} would overwrite ${safeText(file)}, which is a report of a replay.`,
      remedy:
        option === '--json'
          ? 'Write --json behind the reports, or --json=FILE with a file of its own.'
          : 'Give it a file of its own.',
      exitCode: 2,
    });
  }
  await tryReport(file);
}

async function readRun(path: string): Promise<ComparedRun> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (cause) {
    throw new AppError({
      code: 'compare.unreadable',
      message: `The report ${safeText(path)} cannot be read: ${fileTrouble(cause)}.`,
      remedy: 'Check the path, or write a report with: ielts-examiner replay FIXTURES --reporter json=FILE',
      exitCode: 2,
      cause,
    });
  }
  return parseRunReport(text, path);
}
