/** A phone found by forced alignment. Times in milliseconds from the start of the given audio. */
export interface AlignedPhone {
  /** ARPAbet without stress, such as "AH". */
  readonly phone: string;
  readonly startMs: number;
  readonly endMs: number;
  /** Log likelihood per frame as the aligner gives it; comparable within one aligner only. */
  readonly score: number;
  /** The sound that was made instead, where another phone fits clearly better; left out where none does or nobody looked. */
  readonly heard?: string;
}

export interface AlignedWord {
  readonly text: string;
  readonly startMs: number;
  readonly endMs: number;
  readonly score: number;
  readonly phones: readonly AlignedPhone[];
}

export interface Alignment {
  readonly words: readonly AlignedWord[];
  /** Words left out because the dictionary has no pronunciation for them. */
  readonly unknown: readonly string[];
  /** Left out or null by aligners without a trained model, and where the audio cannot be rated. */
  readonly rating?: SpeechRating | null;
}

/** What a model trained on rated read sentences says of the same audio: 0 to 10 each, not bands (docs/speech-model.md). */
export interface SpeechRating {
  readonly fluency: number;
  readonly prosodic: number;
  readonly accuracy: number;
  readonly total: number;
  /** Words that it rests on. */
  readonly words: number;
  readonly modelVersion: string;
}

/** Finds where given words were said: the base of pronunciation and timing measures. */
export interface WordAligner {
  readonly id: string;
  /**
   * @param samples 16 kHz mono
   * @param words in spoken order, lower case, without punctuation
   * @returns null when the words cannot be fitted to the audio at all
   */
  align(samples: Int16Array, words: readonly string[]): Promise<Alignment | null>;
  close(): Promise<void>;
}
