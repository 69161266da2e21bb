/** Prints a comparison, for people or machines, and writes its plot. */
import { AppError } from '../../../engine/errors.js';
import { compareRuns } from '../../../engine/replay/comparison/compare-runs.js';
import type { ComparedRun } from '../../../engine/replay/comparison/run-report.js';
import { tradeOffSvg } from '../../../engine/replay/comparison/trade-off-svg.js';
import { MOST_RUNS, tradeOff } from '../../../engine/replay/comparison/trade-off.js';
import { safeText } from '../../../engine/text/safe-text.js';
import { savePlot } from '../../save-plot.js';
import { saveReport } from '../reporters/try-report.js';
import { comparisonText } from './comparison-text.js';

export interface TellOptions {
  /** Instead of text for people; or the file that has it beside that. */
  readonly json?: boolean | string;
  /** SVG file of the trade-off. */
  readonly plot?: string;
}

/** Rejects with AppError `compare.tooMany|nothingInCommon` (exit code 2), `compare.plot` or `replay.cannotWriteReport` (3). */
export async function tellComparison(
  runs: readonly ComparedRun[],
  { json, plot }: TellOptions,
  write: (line: string) => void,
): Promise<void> {
  refuseTooMany(runs.length);
  const comparison = compareRuns(runs);
  if (comparison === null) {
    throw new AppError({
      code: 'compare.nothingInCommon',
      message: `The runs have no fixture in common: ${runs.map(someOf).join(', ')}.`,
      remedy: 'Compare reports of the same fixtures, best of the same path: ids are what lies below it.',
      exitCode: 2,
    });
  }
  const forPrograms = JSON.stringify(comparison, null, 2);
  write(json === true ? forPrograms : comparisonText(comparison));
  if (typeof json === 'string') await saveReport(json, `${forPrograms}\n`);
  if (plot === undefined) return;
  const points = tradeOff(comparison);
  if (points.length > 0) await savePlot(plot, tradeOffSvg(points), 'compare.plot');
  else process.stderr.write('No plot: no run tells how long the examiner waited and how many answers were cut into.\n');
}

function someOf({ name, fixtures }: ComparedRun): string {
  return `${safeText(name)} has "${safeText(fixtures[0]?.id ?? '')}"${fixtures.length > 1 ? ' and others' : ''}`;
}

/** Throws AppError `compare.tooMany` (exit code 2). */
export function refuseTooMany(runs: number): void {
  if (runs <= MOST_RUNS) return;
  throw new AppError({
    code: 'compare.tooMany',
    message: `${String(runs)} runs are more than can be told apart (${String(MOST_RUNS)}).`,
    remedy: 'Compare fewer at a time.',
    exitCode: 2,
  });
}
