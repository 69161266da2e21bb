/** Streaming sample-rate conversion of mono audio. */
export interface Resampler {
  /** Converts the next samples. The output may lag behind by the length of the filter. */
  process(samples: Int16Array): Int16Array;
  /** Ends the stream. @returns the remaining samples */
  flush(): Int16Array;
}

/** Makes a converter from one rate to another, in samples per second. */
export type CreateResampler = (fromRate: number, toRate: number) => Promise<Resampler>;
