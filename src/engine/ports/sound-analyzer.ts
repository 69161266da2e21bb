import type { AlignedPhone, AlignedWord, Alignment } from './word-aligner.js';

/** An aligned phone, compared with every other phone of the language. Natural logarithms, means over the phone's frames. */
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

/** A phone heard without knowing any words. Times in milliseconds from the start of the given audio. */
export interface HeardPhone {
  /** ARPAbet without stress, or "SIL". */
  readonly phone: string;
  readonly startMs: number;
  readonly endMs: number;
}

/** An alignment that can say more of each phone; usable wherever an alignment is. */
export interface SoundAnalysis extends Alignment {
  readonly words: readonly AnalyzedWord[];
  /** What a free loop of phones heard in the same audio, in order and without gaps. */
  readonly heard: readonly HeardPhone[];
}

/** Finds where words were said and how well each of their sounds fits: the base of the speech model. */
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
