/** `replay compare A.json B.json`: which of several runs over the same fixtures is better at what. */
import { readFile, realpath } from 'node:fs/promises';
import { AppError, messageOf } from '../../../engine/errors.js';
import { parseRunReport, type ComparedRun } from '../../../engine/replay/comparison/run-report.js';
import { safeText } from '../../../engine/text/safe-text.js';
import { tellComparison, type TellOptions } from './tell-comparison.js';

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

async function readRun(path: string): Promise<ComparedRun> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (cause) {
    throw new AppError({
      code: 'compare.unreadable',
      message: `The report ${safeText(path)} cannot be read: ${messageOf(cause)}.`,
      remedy: 'Write one with: ielts-examiner replay FIXTURES --reporter json=FILE',
      exitCode: 2,
      cause,
    });
  }
  return parseRunReport(text, path);
}
