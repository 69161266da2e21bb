/** What `eval` prints, for people. */
import { safeLine } from '../../engine/text/safe-text.js';
import { counted } from '../../engine/text/counted.js';
import chalk from 'chalk';
import type { Agreement } from '../../engine/evaluation/agreement.js';
import type { Interval95 } from '../../engine/statistics/interval95.js';
import { FEWEST_FOR_INTERVALS, type Evaluation, type OutputEvaluation } from '../../engine/evaluation/evaluation.js';
import { unnamed } from '../../engine/evaluation/manifest-item.js';
import type { RaterAgreement } from '../../engine/evaluation/raters.js';
import { scaleOf } from '../../engine/evaluation/outputs.js';
import { textPlot } from '../../engine/evaluation/text-plot.js';
import { costText, type ModelRatingCost } from '../score/rating-cost.js';
import { table } from '../output.js';

export interface EvalSummary {
  readonly lines: number;
  readonly rated: number;
  /** Read, but nothing in them could be rated. */
  readonly notRateable: number;
  readonly fromBefore: number;
  readonly failed: readonly { readonly line: number; readonly id: string | null; readonly message: string }[];
  readonly unknown: readonly string[];
  /** Columns and names that are neither scores nor anything else known. */
  readonly unused: readonly string[];
  readonly notDone: number;
  /** What stands against figures of lines that were rated, with those lines. */
  readonly warnings: readonly LineWarning[];
  /** Lines whose evidence failed: they are measured again the next time. */
  readonly evidenceFailed: number;
  /** The measured rater and a language model against each other; empty where none was asked. */
  readonly raters: readonly RaterAgreement[];
  /** Why the model gave no opinion of a line, one each. */
  readonly withoutOpinion: readonly string[];
  readonly modelCost: ModelRatingCost | null;
}

export interface LineWarning {
  readonly message: string;
  readonly ids: readonly string[];
}

const SHOWN_FAILURES = 20;
const SHOWN_IDS = 5;

export function evalText(evaluation: Evaluation, summary: EvalSummary): string {
  const parts = [
    headText(summary),
    ...evaluation.outputs.map(outputText),
    ...(evaluation.outputs.length === 0 && summary.rated > 0 && summary.unknown.length === 0
      ? [NOTHING_TO_COMPARE]
      : []),
    ratersText(summary),
    wordErrorText(evaluation.wordErrors),
    speedText(evaluation.speed),
    'Practice estimates, compared with human scores of this manifest. What holds here need not hold elsewhere.\n',
  ];
  return parts.filter((part) => part !== '').join('\n');
}

const NOTHING_TO_COMPARE =
  'No line has a human score to compare with: name it "band", "fluency", "lexical", "grammar", "pronunciation" or "cefr" (A1 to C2), or use --map.\n';

function headText(summary: EvalSummary): string {
  const { lines, rated, notRateable, fromBefore, failed, unknown, unused, notDone } = summary;
  const known = fromBefore > 0 ? `, ${String(fromBefore)} known from before` : '';
  const open = notDone > 0 ? `, ${String(notDone)} not done` : '';
  const shown = failed.slice(0, SHOWN_FAILURES);
  return [
    `${counted(lines, 'line')}: ${String(rated)} rated, ${String(notRateable)} not rateable${known}, ${String(failed.length)} with errors${open}.`,
    ...shown.map(({ line, id, message }) =>
      chalk.yellow(
        safeLine(`line ${String(line)}${id === null || id === unnamed(line) ? '' : ` (${id})`}: ${message}`),
      ),
    ),
    ...(notDone > 0 ? ['What is done is kept: run the same command again to go on.'] : []),
    ...(failed.length > shown.length ? [chalk.yellow(`... and ${String(failed.length - shown.length)} more.`)] : []),
    ...warningsText(summary),
    ...(unknown.length > 0
      ? [
          chalk.yellow(
            safeLine(
              `No score of ours goes with: ${unknown.join(', ')}. Tell with --map NAME=OURS, for example --map ${unknown[0] ?? ''}=band.overall.`,
            ),
          ),
        ]
      : []),
    ...(unused.length > 0 ? [chalk.dim(safeLine(`Not used: ${unused.join(', ')}.`))] : []),
    '',
  ].join('\n');
}

function warningsText({ warnings, evidenceFailed }: EvalSummary): readonly string[] {
  const kinds = alikeExceptNumbers(Object.fromEntries(warnings.map(({ message, ids }) => [message, ids])));
  const shown = kinds.slice(0, SHOWN_FAILURES).map(([message, ids]) => {
    return chalk.yellow(safeLine(`${message.replace(/^such as/, 'Such as')} (${namedIds(ids)})`));
  });
  const left = kinds.length > shown.length ? [`... and ${String(kinds.length - shown.length)} more.`] : [];
  const again =
    evidenceFailed === 0
      ? []
      : [`${String(evidenceFailed)} with evidence missing that failed: they are measured again by the next run.`];
  return [...shown, ...[...left, ...again].map((line) => chalk.yellow(line))];
}

function namedIds(ids: readonly string[]): string {
  const more = ids.length > SHOWN_IDS ? ` and ${String(ids.length - SHOWN_IDS)} more` : '';
  return `${ids.slice(0, SHOWN_IDS).join(', ')}${more}`;
}

function outputText(found: OutputEvaluation): string {
  const { output, n, speakers, unrated } = found;
  const missing = alikeExceptNumbers(unrated).map(([reason, ids]) =>
    chalk.dim(`  ${safeLine(`${String(ids.length)} not rated (${namedIds(ids)}): ${reason}`)}`),
  );
  const of = speakers > 0 && speakers < n ? ` by ${String(speakers)} speakers` : '';
  const title = chalk.bold(`${output}: n = ${String(n)}${of}`);
  if (found.levels.length === 0) return `${[title, ...missing, '  Too few to compare.'].join('\n')}\n`;
  const { unit } = scaleOf(output);
  const half = unit === 'band' ? 'half a band' : 'half a point';
  return `${[
    title,
    ...missing,
    agreementText(found),
    ...(speakers < FEWEST_FOR_INTERVALS ? [FEW] : []),
    `  within ${half} ${percent(found.withinHalf)}, within one ${unit} ${percent(found.withinOne)}`,
    baselineText(found),
    `  signed error by level: ${found.levels.map(({ level, n: count, signedError }) => `${level}: ${signed(signedError)} (${String(count)})`).join('  ')}`,
    ...groupText(found),
    ...textPlot(found.pairs).map((line) => `  ${line}`),
  ].join('\n')}\n`;
}

const NUMBER = /\d+(?:\.\d+)?/g;

/** Reasons that differ in their numbers only are one, with the first as an example. */
function alikeExceptNumbers(
  reasons: Readonly<Record<string, readonly string[]>>,
): readonly (readonly [reason: string, ids: readonly string[]])[] {
  const groups = new Map<string, { readonly reasons: readonly string[]; readonly ids: readonly string[] }>();
  for (const [reason, ids] of Object.entries(reasons)) {
    const form = reason.replaceAll(NUMBER, '');
    const group = groups.get(form) ?? { reasons: [], ids: [] };
    groups.set(form, { reasons: [...group.reasons, reason], ids: [...group.ids, ...ids] });
  }
  return [...groups.values()].map(({ reasons: [first = '', ...others], ids }) => [
    others.length === 0 ? first : `such as "${first}"`,
    ids,
  ]);
}

const FEW = chalk.dim(
  `  From fewer than ${String(FEWEST_FOR_INTERVALS)} speakers: too few for intervals, and chance has a large share in these figures.`,
);

const FIGURES = [
  ['pearson', 'Pearson'],
  ['spearman', 'Spearman'],
  ['rmse', 'RMSE'],
  ['mae', 'mean error'],
  ['kappa', 'weighted kappa'],
] as const satisfies readonly (readonly [keyof Agreement, string])[];

function agreementText({ agreement, intervals }: OutputEvaluation): string {
  const rows = FIGURES.map(([figure, name]) => [name, number(agreement[figure]), interval(intervals[figure])]);
  return indented(table([{ title: 'figure' }, { title: 'value', align: 'right' }, { title: '95 %' }], rows));
}

function indented(text: string): string {
  return text
    .trimEnd()
    .split('\n')
    .map((line) => `  ${line}`)
    .join('\n');
}

function baselineText({ baseline }: OutputEvaluation): string {
  const { words, mean } = baseline;
  const counted =
    words === null
      ? 'no word counts'
      : `number of words alone: Pearson ${number(words.pearson)}, Spearman ${number(words.spearman)}, mean error ${number(words.mae)}`;
  return `  baseline: ${counted}${mean === null ? '' : `; always the mean: mean error ${number(mean.mae)}`}`;
}

function groupText({ groups }: OutputEvaluation): readonly string[] {
  if (groups.length === 0) return [];
  const rows = groups.map(({ by, group, n, pearson, mae, difference, interval: range }) => [
    by,
    group,
    String(n),
    number(pearson),
    number(mae),
    signed(difference),
    interval(range),
  ]);
  const columns = ['groups', '', 'n', 'Pearson', 'mean error', 'rated higher by', '95 %'];
  return [
    indented(
      table(
        columns.map((title, index) => ({ title, align: index > 1 ? ('right' as const) : ('left' as const) })),
        rows,
      ),
    ),
  ];
}

function ratersText({ raters, withoutOpinion, modelCost }: EvalSummary): string {
  if (modelCost === null) return '';
  const rows = raters.map(({ output, n, spearman, distance, difference, withinHalf, withinOne }) => [
    output,
    String(n),
    number(spearman),
    distance.toFixed(2),
    signed(difference),
    percent(withinHalf),
    percent(withinOne),
  ]);
  const columns = ['', 'n', 'Spearman', 'apart by', 'model higher by', 'within half', 'within one'];
  const titles = columns.map((title, index) => ({ title, align: index > 0 ? ('right' as const) : ('left' as const) }));
  const [why = ''] = withoutOpinion;
  return [
    chalk.bold('The language model against the measured rater'),
    ...(rows.length === 0 ? ['  No line was rated by both.'] : [indented(table(titles, rows))]),
    ...(withoutOpinion.length === 0
      ? []
      : [chalk.yellow(`  ${String(withoutOpinion.length)} lines without its opinion. ${safeLine(why)}`)]),
    `  ${costText(modelCost)}`,
    '',
  ].join('\n');
}

function wordErrorText(errors: Evaluation['wordErrors']): string {
  if (errors === null) return '';
  const { rate, words, substitutions, deletions, insertions, items } = errors;
  return `Recogniser: ${(100 * rate).toFixed(1)} % word errors over ${String(words)} words of ${String(items)} lines: ${String(substitutions)} substituted, ${String(deletions)} deleted, ${String(insertions)} inserted.\n`;
}

function speedText(speed: Evaluation['speed']): string {
  if (speed === null) return '';
  const minutes = (speed.audioMs / 60_000).toFixed(1);
  return `Speed: ${minutes} minutes of audio at ${speed.timesRealTime.toFixed(1)} x real time per thread.\n`;
}

function number(value: number | null): string {
  return value === null || Number.isNaN(value) ? '-' : value.toFixed(2);
}

function signed(value: number): string {
  return `${value < 0 ? '' : '+'}${value.toFixed(2)}`;
}

function interval(range: Interval95 | null): string {
  return range === null ? '-' : `${range[0].toFixed(2)} to ${range[1].toFixed(2)}`;
}

function percent(share: number): string {
  return Number.isNaN(share) ? '-' : `${(100 * share).toFixed(0)} %`;
}
