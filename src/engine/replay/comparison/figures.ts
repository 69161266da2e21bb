/** What runs are compared by. Every figure pools the fixtures: sums first, ratios last. */
import { percentile, ratio, total, type Pool } from './pooled.js';
import type { ComparedFixture } from './run-report.js';
import { secondsText } from '../../text/seconds-text.js';

export type FigureName =
  'cutIns' | 'falseStarts' | 'missedTurns' | 'waitMedian' | 'waitP95' | 'wordErrors' | 'band' | 'passed' | 'cost';

export interface Figure {
  readonly name: FigureName;
  /** For a table: what it is, and its unit. */
  readonly title: string;
  /** Null where neither is better: a band is right or wrong, not high or low. */
  readonly better: 'lower' | 'higher' | null;
  /** Null where the fixtures do not tell. */
  readonly pool: Pool;
  readonly text: (value: number) => string;
  /** Whether a fixture tells it; one that does so in some runs only would tell the fixtures apart, and not the runs. */
  readonly has?: (fixture: ComparedFixture) => boolean;
  /** Also of fixtures that some run could not replay to their end. */
  readonly ofAll?: true;
}

const PERCENT = (value: number): string => `${(100 * value).toFixed(1)} %`;
const SECONDS = (value: number): string => secondsText(value, 2);

export const FIGURES: readonly Figure[] = [
  {
    name: 'cutIns',
    title: 'answers cut into',
    better: 'lower',
    pool: ofSpokenTurns(({ cutIns }) => cutIns),
    text: PERCENT,
  },
  {
    name: 'falseStarts',
    title: 'false starts',
    better: 'lower',
    pool: ofSpokenTurns(({ falseStarts }) => falseStarts),
    text: PERCENT,
  },
  {
    name: 'missedTurns',
    title: 'answers not heard',
    better: 'lower',
    pool: ofSpokenTurns(({ missedTurns }) => missedTurns),
    text: PERCENT,
  },
  {
    name: 'waitMedian',
    title: 'wait, median',
    better: 'lower',
    pool: percentile(0.5, waitsOf),
    text: SECONDS,
  },
  {
    name: 'waitP95',
    title: 'wait, 95th percentile',
    better: 'lower',
    pool: percentile(0.95, waitsOf),
    text: SECONDS,
  },
  {
    name: 'wordErrors',
    title: 'word errors',
    better: 'lower',
    pool: ratio(wordErrors),
    has: ({ metrics }) => metrics !== null && metrics.wer !== null,
    text: PERCENT,
  },
  {
    name: 'band',
    title: 'Speaking band, mean',
    better: null,
    pool: ratio(({ bands }) => (bands?.overall.rateable === true ? [bands.overall.band, 1] : null)),
    has: ({ bands }) => bands?.overall.rateable === true,
    text: (value) => value.toFixed(2),
  },
  {
    name: 'passed',
    title: 'fixtures passed',
    better: 'higher',
    pool: ratio(({ status }) => [status === 'passed' ? 1 : 0, 1]),
    text: PERCENT,
    ofAll: true,
  },
  {
    name: 'cost',
    title: 'cost',
    better: 'lower',
    pool: total(({ metrics }) => metrics?.costUsd ?? null),
    has: ({ metrics }) => metrics !== null && metrics.costUsd !== null,
    text: (value) => `$${value.toFixed(4)}`,
  },
];

type Metrics = NonNullable<ComparedFixture['metrics']>;

/** A share of all spoken answers. */
function ofSpokenTurns(of: (metrics: Metrics) => number): Pool {
  return ratio(({ metrics }) => (metrics === null ? null : [of(metrics), metrics.spokenTurns]));
}

function waitsOf({ metrics }: ComparedFixture): readonly number[] {
  return metrics?.waitsMs ?? [];
}

function wordErrors({ metrics }: ComparedFixture): readonly [errors: number, words: number] | null {
  if (metrics === null || metrics.wer === null) return null;
  const { substitutions, deletions, insertions, words } = metrics.wer;
  return [substitutions + deletions + insertions, words];
}
