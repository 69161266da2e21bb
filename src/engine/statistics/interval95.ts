/** The 95 % interval of a figure from its resamples (percentile bootstrap, Efron 1979). */
export type Interval95 = readonly [low: number, high: number];

/** @param values the figure in each resample, null where it is undefined. @returns null when more than half are undefined */
export function interval95(values: readonly (number | null)[]): Interval95 | null {
  const sorted = Float64Array.from(values.filter((value) => value !== null)).sort();
  if (sorted.length < values.length / 2) return null;
  const at = (share: number): number => sorted[Math.round(share * (sorted.length - 1))] as number;
  return [at(0.025), at(0.975)];
}
