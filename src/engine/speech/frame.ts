/**
 * The unit of audio inside the engine: 20 ms of 16-bit PCM, mono, 16 kHz.
 * Ends and providers convert at their own border; nothing inside handles another format.
 */
export const SAMPLE_RATE = 16_000;
export const FRAME_MS = 20;
export const FRAME_SAMPLES = (SAMPLE_RATE * FRAME_MS) / 1000;

/** Exactly {@link FRAME_SAMPLES} samples. */
export type Frame = Int16Array;

/** A value that is there at once on the fast path, or later. */
export type MaybePromise<T> = T | Promise<T>;

export const SILENT_FRAME: Frame = new Int16Array(FRAME_SAMPLES);

/** Milliseconds that a number of 16 kHz samples lasts. */
export function samplesToMs(samples: number): number {
  return (samples * 1000) / SAMPLE_RATE;
}

/** The nearest number of frames to a length of time; none of one before now. */
export function msToFrames(ms: number): number {
  return Math.max(0, Math.round(ms / FRAME_MS));
}

/** Number of 16 kHz samples in a length of time. */
export function msToSamples(ms: number): number {
  return Math.round((ms * SAMPLE_RATE) / 1000);
}

/** One after the other, in a piece of its own. */
export function joinSamples(pieces: readonly Int16Array[]): Int16Array {
  const all = new Int16Array(pieces.reduce((length, piece) => length + piece.length, 0));
  let at = 0;
  for (const piece of pieces) {
    all.set(piece, at);
    at += piece.length;
  }
  return all;
}

/**
 * The whole number nearest to a value in the range of a sample, halves upwards: `Math.round` for loops over samples, which
 * takes five times as long.
 */
export function roundedSample(value: number): number {
  return ((value + 32_768.5) | 0) - 32_768;
}
