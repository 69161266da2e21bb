/** The 95 % interval of a figure from its resamples (percentile bootstrap, Efron 1979). */
export type Interval95 = readonly [low: number, high: number];

/**
 * @param values the figure in each resample, null where it is undefined
 * @param tail share of the resamples beyond each end; of few cases a resample varies too little, see {@link expandedTail}
 * @returns null when more than half are undefined
 */
export function interval95(values: readonly (number | null)[], tail = 0.025): Interval95 | null {
  const sorted = Float64Array.from(values.filter((value) => value !== null)).sort();
  if (sorted.length < values.length / 2) return null;
  const at = (share: number): number => sorted[Math.round(share * (sorted.length - 1))] as number;
  return [at(tail), at(1 - tail)];
}

const Z = 1.959964;

/**
 * The tail with which the percentile bootstrap of so many cases holds 95 %: as much wider as Student's t is than the
 * normal distribution, and the deviation of a sample than that of its resamples (Hesterberg 2015, "expanded percentile").
 * @param cases at least 3
 */
export function expandedTail(cases: number): number {
  return normalTail(Math.sqrt(cases / (cases - 1)) * studentQuantile(cases - 1));
}

/** The 97.5th percentile of Student's t (Cornish and Fisher's expansion; Abramowitz & Stegun 26.7.5). */
function studentQuantile(freedom: number): number {
  const [z3, z5, z7] = [Z ** 3, Z ** 5, Z ** 7];
  return (
    Z +
    (z3 + Z) / (4 * freedom) +
    (5 * z5 + 16 * z3 + 3 * Z) / (96 * freedom ** 2) +
    (3 * z7 + 19 * z5 + 17 * z3 - 15 * Z) / (384 * freedom ** 3)
  );
}

/** Share of the normal distribution above so many deviations (Abramowitz & Stegun 26.2.17). */
function normalTail(deviations: number): number {
  const t = 1 / (1 + 0.2316419 * deviations);
  const sum = t * (0.31938153 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
  return (Math.exp(-(deviations ** 2) / 2) / Math.sqrt(2 * Math.PI)) * sum;
}
