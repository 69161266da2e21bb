/** A phone found by forced alignment. Times in milliseconds from the start of the given audio. */
export interface AlignedPhone {
  /** ARPAbet without stress, such as "AH". */
  readonly phone: string;
  readonly startMs: number;
  readonly endMs: number;
  /** Log likelihood per frame, comparable only within one aligner. */
  readonly score: number;
  /** The phone that was said instead, when another one fits clearly better; left out when none does, or none was compared. */
  readonly heard?: string;
}

export interface AlignedWord {
  readonly text: string;
  readonly startMs: number;
  readonly endMs: number;
  readonly score: number;
  readonly phones: readonly AlignedPhone[];
  /** The word may well be elsewhere: its sounds count, but nobody is told how this word sounded. Left out where its place is sure. */
  readonly doubtful?: true;
}

export interface Alignment {
  readonly words: readonly AlignedWord[];
  /** Words left out because the dictionary has no pronunciation for them. */
  readonly unknown: readonly string[];
  /** Left out or null when the aligner has no trained model, or the audio cannot be rated. */
  readonly rating?: SpeechRating | null;
}

/** The rating of the same audio by a model trained on rated read sentences: 0 to 10 each, not bands (docs/speech-model.md). */
export interface SpeechRating {
  readonly fluency: number;
  readonly prosodic: number;
  readonly accuracy: number;
  readonly total: number;
  /** Number of words that the rating is based on. */
  readonly words: number;
  readonly modelVersion: string;
}

/** Finds where the given words were said. Measures of pronunciation and timing are built on it. */
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
