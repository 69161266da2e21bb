/** The trade-off as a plot of letters. Left and down is better: nobody waits, nobody is cut into. */
import type { TradeOffPoint } from './trade-off.js';
import { secondsText } from '../../text/seconds-text.js';

const COLUMNS = 56;
const ROWS = 12;
/** Shown below the smallest and above the largest value, as a part of their distance. */
const MARGIN = 0.08;

export interface Axis {
  readonly low: number;
  readonly high: number;
}

/** Empty with fewer than two points. Letters that fall on one place are shown as `*`. */
export function tradeOffPlot(points: readonly TradeOffPoint[]): readonly string[] {
  if (points.length < 2) return [];
  const x = axisOf(
    points.map(({ waitMs }) => waitMs),
    100,
  );
  const y = axisOf(
    points.map(({ cutIns }) => cutIns),
    0.01,
  );
  const cells = Array.from({ length: ROWS }, () => new Array<string>(COLUMNS).fill(' '));
  for (const { letter, waitMs, cutIns } of points) {
    const row = cells[ROWS - 1 - place(cutIns, y, ROWS)];
    const column = place(waitMs, x, COLUMNS);
    if (row !== undefined) row[column] = row[column] === ' ' ? letter : '*';
  }
  const labels = new Map([
    [0, y.high],
    [ROWS - 1, y.low],
  ]);
  const lines = cells.map((row, index) => {
    const label = labels.get(index);
    return `${(label === undefined ? '' : `${(100 * label).toFixed(1)} %`).padStart(8)} |${row.join('')}`.trimEnd();
  });
  const [left, right] = [secondsText(x.low, 2), secondsText(x.high, 2)];
  return [
    'answers cut into',
    ...lines,
    `${' '.repeat(9)}+${'-'.repeat(COLUMNS)}`,
    `${' '.repeat(10)}${left}${'median wait'.padStart((COLUMNS - left.length - right.length + 11) / 2).padEnd(COLUMNS - left.length - right.length)}${right}`,
  ];
}

/** @param least the smallest distance worth showing */
export function axisOf(values: readonly number[], least: number): Axis {
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const margin = Math.max(least, high - low) * MARGIN;
  return { low: Math.max(0, low - margin), high: Math.max(high, low + least) + margin };
}

function place(value: number, { low, high }: Axis, cells: number): number {
  return Math.min(cells - 1, Math.max(0, Math.round(((value - low) / (high - low)) * (cells - 1))));
}
