/** A piece of synthesized speech, in the provider's own rate; the engine resamples. Mono. */
export interface SpeechChunk {
  readonly samples: Int16Array;
  readonly sampleRate: number;
  /** How much of the text is said when this chunk ends, in characters; left out where the voice does not know. */
  readonly spokenCharacters?: number;
  /** Whose sound it is, where that may be another voice than the one that was asked: see {@link TextToSpeech.id}. */
  readonly speaker?: Speaker;
}

/** Names a sound for people and for the cache. */
export interface Speaker {
  readonly id: string;
  readonly cacheKey: string;
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
