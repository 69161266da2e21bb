/** A piece of synthesized speech, in the provider's own rate; the engine resamples. Mono. */
export interface SpeechChunk {
  readonly samples: Int16Array;
  readonly sampleRate: number;
}

export interface SynthesisRequest {
  readonly text: string;
  readonly signal: AbortSignal;
}

export interface TextToSpeech {
  /** Stable and for people, such as "flite:slt" or "espeak-ng:en-gb". */
  readonly id: string;
  /** Everything besides the text that changes the sound (voice, rate, version): part of the cache key. */
  readonly cacheKey: string;
  /**
   * Speaks one line. Chunks arrive as soon as there is sound. Throws a ProviderError; aborting `signal` ends the
   * iteration quietly and is never an error.
   */
  synthesize(request: SynthesisRequest): AsyncIterable<SpeechChunk>;
  close(): Promise<void>;
}
