import type { Word } from './word.js';

/** How one word was said. Times in milliseconds from the start of the given audio. */
export interface AssessedWord {
  readonly text: string;
  readonly startMs: number;
  readonly endMs: number;
  /** 0 to 100: how close its sounds are to a native speaker's. */
  readonly accuracy: number;
  readonly mispronounced: boolean;
}

/** A second opinion on the pronunciation of one answer. All scores are from 0 to 100. */
export interface PronunciationAssessment {
  readonly accuracy: number;
  readonly fluency: number | null;
  readonly prosody: number | null;
  readonly words: readonly AssessedWord[];
}

/** A service that rates pronunciation. Its opinion is shown beside the bands and does not change them. */
export interface PronunciationAssessor {
  /** Stable and readable, such as "azure:pronunciation-assessment". */
  readonly id: string;
  /**
   * @param samples 16 kHz mono
   * @param words what was recognised, with times from the start of the samples
   * @param signal aborting makes it resolve with null
   * @returns null when nothing could be recognised, or after `close`. Rejects with a ProviderError
   */
  assess(samples: Int16Array, words: readonly Word[], signal?: AbortSignal): Promise<PronunciationAssessment | null>;
  close(): Promise<void>;
}
