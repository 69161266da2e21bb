/** Summaries of measured values. Percentiles by nearest rank: a value that was measured, never one between two. */

export function summary(values, digits = 3) {
  const sorted = values.toSorted((a, b) => a - b);
  const at = (share) => rounded(sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)], digits);
  return { n: sorted.length, min: at(0), median: at(0.5), max: at(1) };
}

/**
 * @param shares such as 0.5 and 0.99, which become `p50` and `p99`: null where there are too few values for one to lie
 * beyond it, since it would be nothing but the greatest
 */
export function percentiles(values, shares, digits = 3) {
  const sorted = values.toSorted((a, b) => a - b);
  const entries = shares.map((share) => [
    `p${Math.round(share * 100)}`,
    sorted.length < atLeast(share) ? null : rounded(sorted[Math.ceil(share * sorted.length) - 1], digits),
  ]);
  return { n: sorted.length, ...Object.fromEntries(entries) };
}

/** @returns how many values a percentile needs */
export function atLeast(share) {
  return Math.ceil(rounded(1 / (1 - share)));
}

export function rounded(value, digits = 3) {
  return Math.round(value * 10 ** digits) / 10 ** digits;
}
