/** What is given for what: how long a finished candidate waits against how many are cut into, one point per run. */
import type { Interval95 } from '../../statistics/interval95.js';
import type { Comparison } from './compare-runs.js';

export interface TradeOffPoint {
  readonly letter: string;
  readonly name: string;
  /** Median wait in milliseconds. */
  readonly waitMs: number;
  readonly waitInterval: Interval95 | null;
  /** Share of spoken answers, 0 to 1. */
  readonly cutIns: number;
  readonly cutInsInterval: Interval95 | null;
}

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';

/** As many runs as can be told apart. */
export const MOST_RUNS = LETTERS.length;

/** Runs whose fixtures do not tell are left out. */
export function tradeOff({ runs }: Comparison): readonly TradeOffPoint[] {
  return runs.flatMap(({ name, figures: { waitMedian, cutIns } }, index) => {
    if (waitMedian.value === null || cutIns.value === null) return [];
    return [
      {
        letter: letterOf(index),
        name,
        waitMs: waitMedian.value,
        waitInterval: waitMedian.interval,
        cutIns: cutIns.value,
        cutInsInterval: cutIns.interval,
      },
    ];
  });
}

/** How the run at this place is called in tables and plots. */
export function letterOf(index: number): string {
  return LETTERS[index] ?? '?';
}
