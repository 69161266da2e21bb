/** Compares what was said with what was recognised, word by word. */
import { align } from './align.js';
import { normaliseWords } from './normalise-words.js';

/** One step of the alignment of both texts. */
export type WordDifference =
  | { readonly kind: 'same'; readonly word: string }
  | { readonly kind: 'substituted'; readonly expected: string; readonly word: string }
  | { readonly kind: 'missing'; readonly expected: string }
  | { readonly kind: 'added'; readonly word: string };

export interface WordErrors {
  readonly substitutions: number;
  readonly deletions: number;
  readonly insertions: number;
  /** Words of the reference. */
  readonly words: number;
}

export const NO_WORD_ERRORS: WordErrors = { substitutions: 0, deletions: 0, insertions: 0, words: 0 };

/** Errors per word of the reference, 0 for nothing expected and nothing heard; may exceed 1. */
export function wordErrorRate({ substitutions, deletions, insertions, words }: WordErrors): number {
  const errors = substitutions + deletions + insertions;
  return errors === 0 ? 0 : errors / Math.max(1, words);
}

export function addWordErrors(first: WordErrors, second: WordErrors): WordErrors {
  return {
    substitutions: first.substitutions + second.substitutions,
    deletions: first.deletions + second.deletions,
    insertions: first.insertions + second.insertions,
    words: first.words + second.words,
  };
}

export function countWordErrors(differences: readonly WordDifference[]): WordErrors {
  const count = (kind: WordDifference['kind']): number => differences.filter((each) => each.kind === kind).length;
  const [substitutions, deletions] = [count('substituted'), count('missing')];
  return { substitutions, deletions, insertions: count('added'), words: count('same') + substitutions + deletions };
}

/** The alignment with the fewest errors (Levenshtein), both texts normalised. */
export function compareWords(reference: string, recognised: string): readonly WordDifference[] {
  const change = (expected: string, heard: string): number => (expected === heard ? 0 : 1);
  return align(normaliseWords(reference), normaliseWords(recognised), change).map(({ before, after }) => {
    if (after === null) return { kind: 'missing', expected: before ?? '' };
    if (before === null) return { kind: 'added', word: after };
    return before === after ? { kind: 'same', word: after } : { kind: 'substituted', expected: before, word: after };
  });
}

/** How words of a difference are written. */
export interface WordMarks {
  readonly same: (word: string) => string;
  readonly missing: (word: string) => string;
  readonly added: (word: string) => string;
}

/** One step in words, such as `[-expected-] {+heard+}`. */
export function markedWord(difference: WordDifference, { same, missing, added }: WordMarks): string {
  switch (difference.kind) {
    case 'same':
      return same(difference.word);
    case 'missing':
      return missing(difference.expected);
    case 'added':
      return added(difference.word);
    case 'substituted':
      return `${missing(difference.expected)} ${added(difference.word)}`;
  }
}
