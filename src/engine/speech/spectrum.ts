/** Magnitudes of a short piece of sound by frequency: a plain radix-2 Fourier transform (Cooley & Tukey 1965) under a Hann window. */

export interface SpectrumMeter {
  /** Magnitudes of the `size` samples from `start`, from 0 to half the sample rate in `size / 2` steps. The array is used again by the next call. */
  measure(samples: Int16Array, start: number): Float64Array;
}

/** @param size a power of two */
export function createSpectrumMeter(size: number): SpectrumMeter {
  const real = new Float64Array(size);
  const imaginary = new Float64Array(size);
  const magnitudes = new Float64Array(size / 2);
  const window = Float64Array.from({ length: size }, (_, at) => 0.5 - 0.5 * Math.cos((2 * Math.PI * at) / size));
  const cosines = Float64Array.from({ length: size / 2 }, (_, at) => Math.cos((2 * Math.PI * at) / size));
  const sines = Float64Array.from({ length: size / 2 }, (_, at) => -Math.sin((2 * Math.PI * at) / size));
  const order = bitReversed(size);
  return {
    measure: (samples, start) => {
      for (let at = 0; at < size; at += 1) {
        real[order[at] as number] = (samples[start + at] ?? 0) * (window[at] as number);
        imaginary[at] = 0;
      }
      for (let span = 1; span < size; span *= 2) combine(span);
      for (let at = 0; at < size / 2; at += 1) {
        magnitudes[at] = Math.hypot(real[at] as number, imaginary[at] as number);
      }
      return magnitudes;
    },
  };

  /** Joins pairs of transforms of `span` points each to ones of twice as many. */
  function combine(span: number): void {
    const step = size / (2 * span);
    for (let first = 0; first < size; first += 2 * span) {
      for (let offset = 0; offset < span; offset += 1) {
        const low = first + offset;
        const high = low + span;
        const cosine = cosines[offset * step] as number;
        const sine = sines[offset * step] as number;
        const turnedReal = (real[high] as number) * cosine - (imaginary[high] as number) * sine;
        const turnedImaginary = (real[high] as number) * sine + (imaginary[high] as number) * cosine;
        real[high] = (real[low] as number) - turnedReal;
        imaginary[high] = (imaginary[low] as number) - turnedImaginary;
        real[low] = (real[low] as number) + turnedReal;
        imaginary[low] = (imaginary[low] as number) + turnedImaginary;
      }
    }
  }
}

function bitReversed(size: number): Uint32Array {
  const order = new Uint32Array(size);
  for (let at = 1; at < size; at += 1) order[at] = ((order[at >> 1] as number) >> 1) | (at & 1 ? size >> 1 : 0);
  return order;
}
