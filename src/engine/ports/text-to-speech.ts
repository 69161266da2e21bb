/** A chunk of synthesized speech: mono, at the provider's sample rate; the engine resamples it. */
export interface SpeechChunk {
  readonly samples: Int16Array;
  readonly sampleRate: number;
  /** Number of characters of the text that are said by the end of this chunk; left out when the voice does not know. */
  readonly spokenCharacters?: number;
  /** The voice that made it, when it can differ from the one that was asked: see {@link TextToSpeech.id}. */
  readonly speaker?: Speaker;
}

/** Identifies a voice for people and for the cache. */
export interface Speaker {
  readonly id: string;
  readonly cacheKey: string;
}

export interface SynthesisRequest {
  readonly text: string;
  readonly signal: AbortSignal;
}

export interface TextToSpeech {
  /** Stable and readable, such as "flite:slt" or "espeak-ng:en-gb". */
  readonly id: string;
  /** Everything except the text that changes the sound (voice, rate, version); part of the cache key. */
  readonly cacheKey: string;
  /**
   * Speaks one line. Yields chunks as soon as there is audio. Throws a ProviderError; aborting `signal` ends the iteration
   * without an error.
   */
  synthesize(request: SynthesisRequest): AsyncIterable<SpeechChunk>;
  close(): Promise<void>;
}
