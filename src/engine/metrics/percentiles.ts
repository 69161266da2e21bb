export interface Percentiles {
  readonly p50: number | null;
  readonly p95: number | null;
}

/** Nearest rank, so that every figure is one that was really measured. Null of nothing. */
export function percentiles(values: Iterable<number>): Percentiles {
  const sorted = Float64Array.from(values).sort();
  const at = (share: number): number | null => sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? null;
  return { p50: at(0.5), p95: at(0.95) };
}
