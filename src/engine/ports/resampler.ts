/** Streaming sample-rate conversion of mono audio. */
export interface Resampler {
  /** Converts the next piece; what it gives back may lag behind by the filter's length. */
  process(samples: Int16Array): Int16Array;
  /** The rest, at the end of the stream. */
  flush(): Int16Array;
}

/** Makes a converter from one rate to another, in samples per second. */
export type CreateResampler = (fromRate: number, toRate: number) => Promise<Resampler>;
