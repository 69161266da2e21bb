/** What runs are compared by. Every figure pools the fixtures: sums first, ratios last. */
import { percentiles } from '../../metrics/percentiles.js';
import type { ComparedFixture } from './run-report.js';

export type FigureName =
  'cutIns' | 'falseStarts' | 'missedTurns' | 'waitMedian' | 'waitP95' | 'wordErrors' | 'band' | 'passed' | 'cost';

export interface Figure {
  readonly name: FigureName;
  /** For a table: what it is, and its unit. */
  readonly title: string;
  /** Null where neither is better: a band is right or wrong, not high or low. */
  readonly better: 'lower' | 'higher' | null;
  /** Null where the fixtures do not tell. */
  readonly of: (fixtures: readonly ComparedFixture[]) => number | null;
  readonly text: (value: number) => string;
  /** Whether a fixture tells it; one that does so in some runs only would tell the fixtures apart, and not the runs. */
  readonly has?: (fixture: ComparedFixture) => boolean;
  /** Also of fixtures that some run could not replay to their end. */
  readonly ofAll?: true;
}

const PERCENT = (value: number): string => `${(100 * value).toFixed(1)} %`;
const SECONDS = (value: number): string => `${(value / 1000).toFixed(2)} s`;

export const FIGURES: readonly Figure[] = [
  {
    name: 'cutIns',
    title: 'answers cut into',
    better: 'lower',
    of: (fixtures) => share(fixtures, ({ cutIns }) => cutIns),
    text: PERCENT,
  },
  {
    name: 'falseStarts',
    title: 'spoken into, however shortly',
    better: 'lower',
    of: (fixtures) => share(fixtures, ({ falseStarts }) => falseStarts),
    text: PERCENT,
  },
  {
    name: 'missedTurns',
    title: 'answers not heard',
    better: 'lower',
    of: (fixtures) => share(fixtures, ({ missedTurns }) => missedTurns),
    text: PERCENT,
  },
  {
    name: 'waitMedian',
    title: 'wait, median',
    better: 'lower',
    of: (fixtures) => percentiles(waitsOf(fixtures)).p50,
    text: SECONDS,
  },
  {
    name: 'waitP95',
    title: 'wait, 95th percentile',
    better: 'lower',
    of: (fixtures) => percentiles(waitsOf(fixtures)).p95,
    text: SECONDS,
  },
  {
    name: 'wordErrors',
    title: 'word errors',
    better: 'lower',
    of: wordErrors,
    has: ({ metrics }) => metrics !== null && metrics.wer !== null,
    text: PERCENT,
  },
  {
    name: 'band',
    title: 'Speaking band, mean',
    better: null,
    of: meanBand,
    has: ({ bands }) => bands?.overall.rateable === true,
    text: (value) => value.toFixed(2),
  },
  {
    name: 'passed',
    title: 'fixtures passed',
    better: 'higher',
    of: (fixtures) => fixtures.filter(({ status }) => status === 'passed').length / fixtures.length,
    text: PERCENT,
    ofAll: true,
  },
  {
    name: 'cost',
    title: 'cost',
    better: 'lower',
    of: cost,
    has: ({ metrics }) => metrics !== null && metrics.costUsd !== null,
    text: (value) => `$${value.toFixed(4)}`,
  },
];

type Metrics = NonNullable<ComparedFixture['metrics']>;

function known(fixtures: readonly ComparedFixture[]): readonly Metrics[] {
  return fixtures.flatMap(({ metrics }) => metrics ?? []);
}

/** Of all spoken answers. */
function share(fixtures: readonly ComparedFixture[], of: (metrics: Metrics) => number): number | null {
  let [counted, turns] = [0, 0];
  for (const metrics of known(fixtures)) {
    counted += of(metrics);
    turns += metrics.spokenTurns;
  }
  return turns === 0 ? null : counted / turns;
}

function waitsOf(fixtures: readonly ComparedFixture[]): readonly number[] {
  return known(fixtures).flatMap(({ waitsMs }) => waitsMs);
}

function wordErrors(fixtures: readonly ComparedFixture[]): number | null {
  let [errors, words] = [0, 0];
  for (const { wer } of known(fixtures)) {
    if (wer === null) continue;
    errors += wer.substitutions + wer.deletions + wer.insertions;
    words += wer.words;
  }
  return words === 0 ? null : errors / words;
}

function meanBand(fixtures: readonly ComparedFixture[]): number | null {
  const bands = fixtures.flatMap(({ bands: rated }) => (rated?.overall.rateable === true ? [rated.overall.band] : []));
  return bands.length === 0 ? null : bands.reduce((sum, each) => sum + each, 0) / bands.length;
}

function cost(fixtures: readonly ComparedFixture[]): number | null {
  const costs = known(fixtures).flatMap(({ costUsd }) => costUsd ?? []);
  return costs.length === 0 ? null : costs.reduce((sum, each) => sum + each, 0);
}
