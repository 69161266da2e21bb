import type { AlignedPhone, AlignedWord, Alignment } from './word-aligner.js';

/** An aligned phone, compared with every other phone of the language. Values are natural logarithms, averaged over its frames. */
export interface AnalyzedPhone extends AlignedPhone {
  /** Log posterior of this phone among all phones, each equally likely beforehand: 0 is certain (Witt & Young's goodness of pronunciation). */
  readonly logPosterior: number;
  /** The phone that fits these frames best, "SIL" for silence; the phone itself when it was said well. */
  readonly closest: string;
  /** Log likelihood of this phone over that of `closest`: 0 when it is the closest itself, else below. */
  readonly logRatio: number;
}

export interface AnalyzedWord extends AlignedWord {
  readonly phones: readonly AnalyzedPhone[];
}

/** A phone recognised without knowing the words. Times in milliseconds from the start of the given audio. */
export interface HeardPhone {
  /** ARPAbet without stress, or "SIL". */
  readonly phone: string;
  readonly startMs: number;
  readonly endMs: number;
}

/** An alignment with more about each phone; usable wherever an alignment is. */
export interface SoundAnalysis extends Alignment {
  readonly words: readonly AnalyzedWord[];
  /** The phones that a recogniser without words heard in the same audio, in order and without gaps. */
  readonly heard: readonly HeardPhone[];
}

/** Finds where words were said and how well each phone fits. The speech model is built on it. */
export interface SoundAnalyzer {
  readonly id: string;
  /**
   * @param samples 16 kHz mono
   * @param words in spoken order
   * @returns null when the words cannot be fitted to the audio at all
   */
  analyze(samples: Int16Array, words: readonly string[]): Promise<SoundAnalysis | null>;
  close(): Promise<void>;
}
