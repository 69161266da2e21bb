/** Predicted against human scores as a plot of letters: a digit is the number of points in a cell, the line is perfect agreement. */
import type { ScorePair } from './agreement.js';

const COLUMNS = 48;
const ROWS = 16;

/** Human score to the right, prediction upwards. Empty without points. */
export function textPlot(pairs: readonly ScorePair[]): readonly string[] {
  if (pairs.length === 0) return [];
  const { low, high } = extent(pairs);
  const counts = Array.from({ length: ROWS }, () => new Array<number>(COLUMNS).fill(0));
  const place = (value: number, cells: number): number =>
    Math.min(cells - 1, Math.max(0, Math.round(((value - low) / (high - low)) * (cells - 1))));
  for (const { human, predicted } of pairs) {
    const row = counts[place(predicted, ROWS)];
    const column = place(human, COLUMNS);
    if (row) row[column] = (row[column] ?? 0) + 1;
  }
  const lines = counts.map((row, index) => {
    const value = low + (index / (ROWS - 1)) * (high - low);
    const labelled = index === 0 || index === ROWS - 1 || index === Math.floor(ROWS / 2);
    const cells = row.map((count, column) =>
      cellText(count, place(low + (column / (COLUMNS - 1)) * (high - low), ROWS) === index),
    );
    return `${labelled ? value.toFixed(1).padStart(5) : '     '} |${cells.join('')}`;
  });
  const [left, right] = [low.toFixed(1), high.toFixed(1)];
  return [
    'predicted',
    ...lines.reverse(),
    `      +${'-'.repeat(COLUMNS)}`,
    `       ${left}${'human'.padStart((COLUMNS - left.length - right.length) / 2 + 3).padEnd(COLUMNS - left.length - right.length)}${right}`,
  ].map((line) => line.trimEnd());
}

/** The whole range of both, a little wider, and never empty. */
export function extent(pairs: readonly ScorePair[]): { readonly low: number; readonly high: number } {
  let low = Infinity;
  let high = -Infinity;
  for (const { human, predicted } of pairs) {
    low = Math.min(low, human, predicted);
    high = Math.max(high, human, predicted);
  }
  return { low: Math.floor(low * 2) / 2, high: Math.max(Math.floor(low * 2) / 2 + 0.5, Math.ceil(high * 2) / 2) };
}

function cellText(count: number, onLine: boolean): string {
  if (count === 0) return onLine ? '.' : ' ';
  return count > 9 ? '#' : String(count);
}
