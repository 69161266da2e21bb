export interface RatedSentence {
  readonly id: string;
  readonly speaker: string;
  readonly age: number;
  readonly audio: string;
  readonly words: readonly string[];
  readonly ratings: Readonly<Record<'fluency' | 'prosodic' | 'accuracy' | 'total', number>>;
}
export function readCorpus(folder: string): Promise<readonly RatedSentence[]>;
/** Younger speakers are children. */
export const ADULT_AGE: number;
