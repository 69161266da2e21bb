/** A comparison for the terminal: each figure with its interval, who is better at what, and what is given for what. */
import chalk from 'chalk';
import type { Interval95 } from '../../../engine/statistics/interval95.js';
import { FEWEST_FIXTURES, type Comparison, type RunFigure } from '../../../engine/replay/comparison/compare-runs.js';
import { FIGURES, type Figure } from '../../../engine/replay/comparison/figures.js';
import { tradeOffPlot } from '../../../engine/replay/comparison/trade-off-plot.js';
import { letterOf, tradeOff } from '../../../engine/replay/comparison/trade-off.js';
import { safeText } from '../../../engine/text/safe-text.js';
import { counted } from '../../../engine/text/counted.js';

export function comparisonText(comparison: Comparison): string {
  const { fixtures, leftOut, unmeasured, runs } = comparison;
  // Where nothing was paid for, nobody asks what it cost.
  const told = FIGURES.filter(({ name }) =>
    runs.some(({ figures }) => figures[name].value !== null && (name !== 'cost' || figures[name].value !== 0)),
  );
  const plot = tradeOffPlot(tradeOff(comparison));
  return [
    chalk.bold(`${counted(fixtures.length, 'fixture')} that ${runs.length === 2 ? 'both' : 'all'} runs have`),
    ...(leftOut.length === 0 ? [] : [chalk.yellow(`Left out: ${listed(leftOut)}.`)]),
    ...(unmeasured.length === 0
      ? []
      : [
          chalk.yellow(`Not replayed to the end by some run, so only counted as passed or not: ${listed(unmeasured)}.`),
        ]),
    ...runs.map(({ name }, index) => `  ${letterOf(index)}  ${safeText(name)}`),
    ...told.flatMap((figure) => ['', ...figureLines(figure, comparison)]),
    '',
    ...runs.slice(1).flatMap((_, index) => verdictLines(index + 1, told, comparison)),
    ...(plot.length === 0 ? [] : ['', ...plot]),
    '',
    chalk.dim(
      fixtures.length < FEWEST_FIXTURES
        ? `With fewer than ${String(FEWEST_FIXTURES)} fixtures nobody can tell a difference from chance: no intervals.`
        : 'Intervals are 95 % bootstraps over fixtures; differences are paired.',
    ),
  ].join('\n');
}

function figureLines(figure: Figure, { runs, best }: Comparison): readonly string[] {
  return [
    chalk.bold(figure.title),
    ...runs.map(({ name, figures }, index) => {
      const found = figures[figure.name];
      const value = found.value === null ? '-' : figure.text(found.value);
      const isBest = best[figure.name].includes(name);
      const shown = `${value.padStart(9)}${range(figure, found.interval).padEnd(25)}`;
      return `  ${letterOf(index)}${isBest ? chalk.green(shown) : shown}${differenceText(figure, found)}`.trimEnd();
    }),
  ];
}

function differenceText(figure: Figure, { difference, verdict }: RunFigure): string {
  if (difference === null) return '';
  const text = `${signed(figure, difference.value)}${range(figure, difference.interval, true)}`;
  if (verdict === 'better') return chalk.green(`better ${text}`);
  if (verdict === 'worse') return chalk.red(`worse  ${text}`);
  return verdict === 'different' ? chalk.yellow(`other  ${text}`) : chalk.dim(`       ${text}`);
}

function verdictLines(index: number, told: readonly Figure[], { runs, fixtures }: Comparison): readonly string[] {
  const run = runs[index];
  const titles = (verdict: RunFigure['verdict']): string =>
    told
      .filter(({ name }) => run?.figures[name].verdict === verdict)
      .map(({ title }) => title)
      .join('; ');
  const [better, worse, different] = [titles('better'), titles('worse'), titles('different')];
  const against = `${letterOf(index)} against ${letterOf(0)}:`;
  if (fixtures.length < FEWEST_FIXTURES)
    return [
      `${against} nothing is said of fewer than ${String(FEWEST_FIXTURES)} fixtures, where chance looks like a difference.`,
    ];
  const said = [
    better === '' ? '' : chalk.green(`better at ${better}`),
    worse === '' ? '' : chalk.red(`worse at ${worse}`),
    different === '' ? '' : chalk.yellow(`other ${different}`),
  ].filter((text) => text !== '');
  return [`${against} ${said.length === 0 ? 'no difference that these fixtures can show' : said.join(', ')}.`];
}

function range(figure: Figure, interval: Interval95 | null, isDifference = false): string {
  if (interval === null) return '';
  const text = (value: number): string => (isDifference ? signed(figure, value) : figure.text(value));
  return `  (${text(interval[0])} to ${text(interval[1])})`;
}

function signed({ text }: Figure, value: number): string {
  return `${value < 0 ? '-' : '+'}${text(Math.abs(value))}`;
}

function listed(ids: readonly string[]): string {
  const shown = ids.slice(0, 5).map((id) => safeText(id));
  const rest = ids.length - shown.length;
  return `${shown.join(', ')}${rest > 0 ? ` and ${String(rest)} more` : ''}`;
}
