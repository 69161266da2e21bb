import type { GrammarWord, Stretch } from '../stretch.js';

export type ErrorKind =
  | 'agreement'
  | 'article'
  | 'comparison'
  | 'missingWord'
  | 'number'
  | 'preposition'
  | 'pronoun'
  | 'tense'
  | 'verbForm'
  | 'wordChoice'
  | 'wordForm'
  | 'wordOrder';

/** Words [from, to) of a stretch are wrong. */
export interface Match {
  readonly from: number;
  readonly to: number;
  /** What stands there in good English, only where that is certain; an empty text leaves the words out. */
  readonly better?: string;
}

export interface Rule {
  readonly id: string;
  readonly kind: ErrorKind;
  /** For the candidate, in plain words. */
  readonly message: string;
  /** Looks at the words from `index` on (and at what is around them). */
  readonly at: (words: readonly GrammarWord[], index: number, stretch: Stretch) => Match | null;
}

export function match(from: number, to: number, better?: string): Match {
  return better === undefined ? { from, to } : { from, to, better };
}
