/** How the curves fare on measures of 192 practice tests with one overall band each (docs/how-good-is-the-score.md). The data is not part of the project. */
import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { pearson } from '../../../scripts/speech-model/statistics.mjs';
import type { MeasureName } from '../../../src/engine/scoring/measures/catalogue.js';
import { calibration, contribution } from '../../../src/engine/scoring/rating/calibration.js';
import { interpolate } from '../../../src/engine/scoring/rating/mapping.js';
import { MAPPING } from '../../../src/engine/scoring/rating/mapping-data.js';
import { combine } from '../../../src/engine/scoring/rating/measured-rater.js';
import type { Criterion } from '../../../src/engine/scoring/types.js';

const FILE = new URL('../../../../shared/data/levels/practice_tests.tsv', import.meta.url);
const available = existsSync(FILE);
if (!available) console.warn('Skipped: ../shared/data/levels/practice_tests.tsv is not here.');

type Row = Readonly<Record<string, number>>;

function rows(): readonly Row[] {
  const [head = '', ...lines] = readFileSync(FILE, 'utf8').trim().split('\n');
  const names = head.split('\t');
  return lines.map((line) =>
    Object.fromEntries(line.split('\t').map((value, index) => [names[index] ?? '', Number(value)])),
  );
}

/** Columns that stand for our measures: computed by others with nearly the same formulas. */
const COLUMNS: Partial<Record<MeasureName, (row: Row) => number>> = {
  mattr50: (row) => row['mattr50'] ?? NaN,
  mtld: (row) => row['mtld'] ?? NaN,
  shareBeyond2000: (row) => (row['pct_tokens_rank_gt2000'] ?? NaN) / 100,
  meanLogRankTypes: (row) => {
    const { growth, reference } = MAPPING.settings.lengthControl;
    return (row['mean_log10_freqrank_types'] ?? NaN) - growth * Math.log10((row['words'] ?? NaN) / reference);
  },
  wordsPerAnswer: (row) => row['words_per_answer'] ?? NaN,
  repairsPer100: (row) => row['immediate_repeats_p100'] ?? NaN,
  conditionalModalsPer100: (row) => row['would_could_might_p100'] ?? NaN,
};

function estimate(row: Row, criteria: readonly Criterion[]): number {
  const bands = criteria.map((criterion) => {
    const { curves, trust } = MAPPING.criteria[criterion];
    const estimates = curves.flatMap(({ measure, curve, weight }) => {
      const value = COLUMNS[measure]?.(row);
      return value === undefined ? [] : [{ band: interpolate(curve, value), weight }];
    });
    return MAPPING.prior + trust * (combine(estimates) - MAPPING.prior);
  });
  return bands.reduce((total, band) => total + band, 0) / bands.length;
}

function ranks(values: readonly number[]): readonly number[] {
  return values.map(
    (value) =>
      values.filter((other) => other < value).length + (values.filter((other) => other === value).length - 1) / 2,
  );
}

describe.skipIf(!available)('on 192 practice tests', () => {
  const data = available ? rows() : [];
  const bands = data.map((row) => row['band'] ?? NaN);
  const check = (criteria: readonly Criterion[]) => {
    const found = data.map((row) => estimate(row, criteria));
    const error =
      found.reduce((total, value, index) => total + Math.abs(value - (bands[index] ?? 0)), 0) / found.length;
    return { spearman: pearson(ranks(found), ranks(bands)), error };
  };

  it.each<[readonly Criterion[], number, number]>([
    [['lexical'], 0.35, 1.2],
    [['fluency'], 0.4, 1.1],
    [['grammar'], 0.35, 1.2],
    [['lexical', 'fluency', 'grammar'], 0.5, 1.05],
  ])('%j correlates with the band as stated in the docs', (criteria, least, most) => {
    const { spearman, error } = check(criteria);
    console.info(`${criteria.join(' + ')}: Spearman ${spearman.toFixed(2)}, mean error ${error.toFixed(2)} band`);
    expect(spearman).toBeGreaterThan(least);
    expect(error).toBeLessThan(most);
  });
});

/** Least squares, every test counting by its words: the slope and its standard error. */
function slopeOf(points: readonly { readonly x: number; readonly y: number; readonly words: number }[]) {
  const sum = (of: (point: (typeof points)[number]) => number): number =>
    points.reduce((total, point) => total + point.words * of(point), 0);
  const words = sum(() => 1);
  const [meanX, meanY] = [sum(({ x }) => x) / words, sum(({ y }) => y) / words];
  const spread = sum(({ x }) => (x - meanX) ** 2);
  const slope = sum(({ x, y }) => (x - meanX) * (y - meanY)) / spread;
  const error = sum(({ x, y }) => (y - meanY - slope * (x - meanX)) ** 2) / (points.length - 2);
  return { slope, standardError: Math.sqrt(error / spread) };
}

describe.skipIf(!available)('words said twice running', () => {
  it('are counted nearly as the calibration has them, though it knows no repetition on purpose', () => {
    const tests = available ? rows() : [];
    const column = (row: Row, name: string): number => row[name] ?? NaN;
    // Whoever says "very" more often would have more repetitions, if many were "very, very".
    const { slope, standardError } = slopeOf(
      tests.map((row) => ({
        x: column(row, 'very_p100'),
        y: column(row, 'immediate_repeats_p100'),
        words: column(row, 'words'),
      })),
    );
    const measure = calibration().measures.find(({ measure: name }) => name === 'immediateRepeatsPer100');
    if (measure === undefined) throw new Error('The calibration has no repetitions.');
    const mean = (name: string): number => tests.reduce((total, row) => total + column(row, name), 0) / tests.length;
    const usual = mean('immediate_repeats_p100');
    const raisedBy = (share: number): number =>
      contribution(measure, usual - share * mean('very_p100')) - contribution(measure, usual);
    expect(raisedBy(slope)).toBeLessThan(0.015);
    expect(raisedBy(slope + 2 * standardError)).toBeLessThan(0.05);
  });
});
