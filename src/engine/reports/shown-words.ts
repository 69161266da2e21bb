/** Splits a transcript into words to show, and tells the doubtful ones. */
import type { Word } from '../ports/word.js';
import { safeLine } from '../text/safe-text.js';

export interface ShownWord {
  readonly text: string;
  /** Whether the recogniser was unsure. */
  readonly unclear: boolean;
}

/** Below this confidence (0 to 1) a word is more likely wrong than right, and is marked. */
const UNCLEAR_BELOW = 0.5;

/**
 * The words of `text` (which carries the punctuation), each marked by the confidence of its recognised word. Where text and
 * words do not pair up one to one, the recognised words are shown themselves.
 */
export function shownWords(text: string, words: readonly Word[]): readonly ShownWord[] {
  const written = wordsOf(text);
  const recognised = words.flatMap((word) => {
    const unclear = word.confidence !== null && word.confidence < UNCLEAR_BELOW;
    // Some recognisers give "New York" as one.
    return wordsOf(word.text).map((each) => ({ text: each, unclear }));
  });
  if (!recognised.some(({ unclear }) => unclear)) return written.map((each) => ({ text: each, unclear: false }));
  if (written.length !== recognised.length) return recognised;
  return written.map((each, index) => ({ text: each, unclear: recognised[index]?.unclear === true }));
}

function wordsOf(text: string): readonly string[] {
  return safeLine(text).split(' ').filter(Boolean);
}
