/** 95 % intervals of agreement by the percentile bootstrap (Efron 1979). Draws speakers, with all utterances of each. */
import { seededRandom } from '../statistics/seeded-random.js';
import { interval95, type Interval95 } from '../statistics/interval95.js';
import type { Agreement, AgreementFigure, PreparedPairs } from './agreement.js';
import { AGREEMENT_FIGURES, agreementOf } from './agreement.js';

export type AgreementIntervals = Readonly<Record<AgreementFigure, Interval95 | null>>;

const RESAMPLES = 1000;
const SEED = 20_147;

/** @param clusters per pair the speaker it belongs to; null for a pair that is a speaker of its own */
export function bootstrapIntervals(pairs: PreparedPairs, clusters: readonly (string | null)[]): AgreementIntervals {
  const found: Agreement[] = [];
  for (const weights of resampledWeights(clusters)) found.push(agreementOf(pairs, weights));
  const interval = (figure: AgreementFigure): Interval95 | null => interval95(found.map((each) => each[figure]));
  const intervals = AGREEMENT_FIGURES.map((figure) => [figure, interval(figure)] as const);
  return Object.fromEntries(intervals) as AgreementIntervals;
}

/** How often each pair is in each of the resamples: as often as its speaker was drawn. */
export function* resampledWeights(clusters: readonly (string | null)[]): Generator<Float64Array> {
  const members = membersOf(clusters);
  const random = seededRandom(SEED);
  for (let resample = 0; resample < RESAMPLES; resample += 1) {
    const weights = new Float64Array(clusters.length);
    for (let drawn = 0; drawn < members.length; drawn += 1) {
      for (const index of members[random.below(members.length)] ?? []) {
        weights[index] = (weights[index] as number) + 1;
      }
    }
    yield weights;
  }
}

function membersOf(clusters: readonly (string | null)[]): readonly (readonly number[])[] {
  const members = new Map<string, number[]>();
  for (const [index, cluster] of clusters.entries()) {
    const key = cluster === null ? `#${String(index)}` : `=${cluster}`;
    members.set(key, [...(members.get(key) ?? []), index]);
  }
  return [...members.values()];
}
