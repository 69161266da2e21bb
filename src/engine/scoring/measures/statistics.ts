/**
 * Small statistics used by several measures. Empty input gives null, never NaN. They run over thousands of values after each
 * answer: hence loops by index, which leave no iterator's objects behind.
 */

export function mean(values: readonly number[]): number | null {
  if (values.length === 0) return null;
  return sum(values) / values.length;
}

/** The mean of all values of several lists, as if they were one. */
export function meanOfAll(lists: readonly (readonly number[])[]): number | null {
  let total = 0;
  let count = 0;
  for (const values of lists) {
    for (let index = 0; index < values.length; index++) total += values[index] as number;
    count += values.length;
  }
  return count === 0 ? null : total / count;
}

export function sum(values: readonly number[]): number {
  let total = 0;
  for (let index = 0; index < values.length; index++) total += values[index] as number;
  return total;
}

export function countBelow(values: readonly number[], limit: number): number {
  let count = 0;
  for (let index = 0; index < values.length; index++) if ((values[index] as number) < limit) count++;
  return count;
}

/** Linear interpolation between order statistics; `share` 0 to 1. */
export function quantile(values: readonly number[], share: number): number | null {
  if (values.length === 0) return null;
  const sorted = new Float64Array(values).sort();
  const place = share * (sorted.length - 1);
  const below = sorted[Math.floor(place)] ?? 0;
  const above = sorted[Math.ceil(place)] ?? below;
  return below + (above - below) * (place - Math.floor(place));
}

/** Population standard deviation. */
export function deviation(values: readonly number[]): number | null {
  const middle = mean(values);
  if (middle === null) return null;
  return Math.sqrt(sum(values.map((value) => (value - middle) ** 2)) / values.length);
}

/** `null` instead of a division by nothing. */
export function ratio(part: number, whole: number): number | null {
  return whole > 0 ? part / whole : null;
}

export function perHundred(count: number, words: number): number | null {
  return words > 0 ? (100 * count) / words : null;
}
