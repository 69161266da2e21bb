/** A phone found by forced alignment. Times in milliseconds from the start of the given audio. */
export interface AlignedPhone {
  /** ARPAbet without stress, such as "AH". */
  readonly phone: string;
  readonly startMs: number;
  readonly endMs: number;
  /** Log likelihood per frame as the aligner gives it; comparable within one aligner only. */
  readonly score: number;
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
