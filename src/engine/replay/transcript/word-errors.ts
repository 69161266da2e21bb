/** Compares what was said with what was recognised, word by word. */
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
  const expected = normaliseWords(reference);
  const heard = normaliseWords(recognised);
  const width = heard.length + 1;
  const costs = new Uint32Array((expected.length + 1) * width);
  for (let column = 0; column < width; column++) costs[column] = column;
  for (let row = 1; row <= expected.length; row++) {
    costs[row * width] = row;
    for (let column = 1; column < width; column++) {
      const above = (row - 1) * width + column;
      const differs = expected[row - 1] === heard[column - 1] ? 0 : 1;
      costs[row * width + column] = Math.min(
        at(costs, above - 1) + differs,
        at(costs, above) + 1,
        at(costs, row * width + column - 1) + 1,
      );
    }
  }
  return traced(costs, expected, heard);
}

function traced(costs: Uint32Array, expected: readonly string[], heard: readonly string[]): WordDifference[] {
  const width = heard.length + 1;
  const differences: WordDifference[] = [];
  let row = expected.length;
  let column = heard.length;
  while (row > 0 || column > 0) {
    const cost = at(costs, row * width + column);
    const wanted = expected[row - 1];
    const word = heard[column - 1];
    if (wanted !== undefined && word !== undefined) {
      const differs = wanted === word ? 0 : 1;
      if (at(costs, (row - 1) * width + column - 1) + differs === cost) {
        differences.push(differs === 0 ? { kind: 'same', word } : { kind: 'substituted', expected: wanted, word });
        row--;
        column--;
        continue;
      }
    }
    if (wanted !== undefined && at(costs, (row - 1) * width + column) + 1 === cost) {
      differences.push({ kind: 'missing', expected: wanted });
      row--;
    } else {
      differences.push({ kind: 'added', word: word ?? '' });
      column--;
    }
  }
  return differences.reverse();
}

function at(costs: Uint32Array, index: number): number {
  return costs[index] ?? 0;
}
