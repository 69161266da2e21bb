/** Figures of an evaluation as a Markdown table: so that a page can be written by a program, and checked. */
import type { Interval95 } from '../statistics/interval95.js';
import type { OutputEvaluation } from './evaluation.js';

export function figureTable(outputs: readonly OutputEvaluation[]): string {
  const rows = outputs.flatMap((found) => [
    [`${found.output}, n`, String(found.n), ''],
    ['Pearson', number(found.agreement.pearson), interval(found.intervals.pearson)],
    ['Spearman', number(found.agreement.spearman), interval(found.intervals.spearman)],
    ['RMSE', number(found.agreement.rmse), interval(found.intervals.rmse)],
    ['mean absolute error', number(found.agreement.mae), interval(found.intervals.mae)],
    ['quadratic weighted kappa', number(found.agreement.kappa), interval(found.intervals.kappa)],
    ['within half / within one', `${percent(found.withinHalf)} / ${percent(found.withinOne)}`, ''],
    [
      'number of words alone: Spearman / mean error',
      `${number(found.baseline.words?.spearman ?? null)} / ${number(found.baseline.words?.mae ?? null)}`,
      '',
    ],
    ['always the mean: mean error', number(found.baseline.mean?.mae ?? null), ''],
    [
      'signed error by level',
      found.levels.map(({ level, signedError }) => `${level}: ${signed(signedError)}`).join(', '),
      '',
    ],
  ]);
  return ['| figure | value | 95 % |', '|---|---|---|', ...rows.map((row) => `| ${row.join(' | ')} |`)].join('\n');
}

function number(value: number | null): string {
  return value === null || Number.isNaN(value) ? '-' : value.toFixed(2);
}

function signed(value: number): string {
  return `${value < 0 ? '' : '+'}${value.toFixed(1)}`;
}

function interval(range: Interval95 | null): string {
  return range === null ? '' : `${range[0].toFixed(2)} to ${range[1].toFixed(2)}`;
}

function percent(share: number): string {
  return `${(100 * share).toFixed(0)} %`;
}
