/** 95 % intervals by the percentile bootstrap. Speakers are drawn, not single utterances: those of one speaker go together. */
import { seededRandom } from '../exam/random.js';
import type { Agreement, AgreementFigure, PreparedPairs } from './agreement.js';
import { AGREEMENT_FIGURES, agreementOf } from './agreement.js';

export type Interval95 = readonly [low: number, high: number];
export type AgreementIntervals = Readonly<Record<AgreementFigure, Interval95 | null>>;

const RESAMPLES = 1000;
const SEED = 20_147;

/** @param clusters which speaker each pair belongs to; pairs without one stand for themselves */
export function bootstrapIntervals(pairs: PreparedPairs, clusters: readonly (string | null)[]): AgreementIntervals {
  const members = membersOf(clusters);
  const found: Agreement[] = [];
  const random = seededRandom(SEED);
  for (let resample = 0; resample < RESAMPLES; resample += 1) {
    const weights = new Float64Array(clusters.length);
    for (let drawn = 0; drawn < members.length; drawn += 1) {
      for (const index of members[random.below(members.length)] ?? []) {
        weights[index] = (weights[index] as number) + 1;
      }
    }
    found.push(agreementOf(pairs, weights));
  }
  const interval = (figure: AgreementFigure): Interval95 | null => interval95(found.map((each) => each[figure]));
  const intervals = AGREEMENT_FIGURES.map((figure) => [figure, interval(figure)] as const);
  return Object.fromEntries(intervals) as AgreementIntervals;
}

function membersOf(clusters: readonly (string | null)[]): readonly (readonly number[])[] {
  const members = new Map<string, number[]>();
  for (const [index, cluster] of clusters.entries()) {
    const key = cluster === null ? `#${String(index)}` : `=${cluster}`;
    members.set(key, [...(members.get(key) ?? []), index]);
  }
  return [...members.values()];
}

/** The middle 95 % of what resamples gave; null where more than half of them gave nothing. */
export function interval95(values: readonly (number | null)[]): Interval95 | null {
  const sorted = Float64Array.from(values.filter((value) => value !== null)).sort();
  if (sorted.length < values.length / 2) return null;
  const at = (share: number): number => sorted[Math.round(share * (sorted.length - 1))] as number;
  return [at(0.025), at(0.975)];
}
