/** Small measures of audio, for tests. */

export function rms(samples: Int16Array): number {
  return Math.sqrt(samples.reduce((sum, sample) => sum + sample * sample, 0) / Math.max(1, samples.length));
}

/**
 * How well `needle` is found in `haystack` at its best place: the normalised correlation of both loudness curves (10 ms
 * steps), from -1 to 1, and where that is. Sound servers resample and shift, so curves are compared, not samples.
 */
export function bestMatch(haystack: Int16Array, needle: Int16Array): { correlation: number; atMs: number } {
  const curve = loudness(needle);
  const all = loudness(haystack);
  let best = { correlation: -1, atMs: 0 };
  for (let at = 0; at + curve.length <= all.length; at++) {
    const correlation = correlate(all.subarray(at, at + curve.length), curve);
    if (correlation > best.correlation) best = { correlation, atMs: at * 10 };
  }
  return best;
}

function loudness(samples: Int16Array): Float64Array {
  const curve = new Float64Array(Math.floor(samples.length / 160));
  for (let step = 0; step < curve.length; step++) curve[step] = rms(samples.subarray(step * 160, step * 160 + 160));
  return curve;
}

function correlate(a: Float64Array, b: Float64Array): number {
  const meanA = a.reduce((sum, value) => sum + value, 0) / a.length;
  const meanB = b.reduce((sum, value) => sum + value, 0) / b.length;
  let both = 0;
  let onlyA = 0;
  let onlyB = 0;
  a.forEach((value, index) => {
    const x = value - meanA;
    const y = (b[index] ?? 0) - meanB;
    both += x * y;
    onlyA += x * x;
    onlyB += y * y;
  });
  return onlyA === 0 || onlyB === 0 ? 0 : both / Math.sqrt(onlyA * onlyB);
}
