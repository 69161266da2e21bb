/** Syllables per word, by spelling (package `syllable`); digits are read out roughly. */
import { syllable } from 'syllable';

const known = new Map<string, number>();
const MAX_KNOWN = 20_000;

/** At least 1 for anything with a letter or digit, 0 otherwise. A test repeats its words, so counts are kept. */
export function syllablesOf(normal: string): number {
  let count = known.get(normal);
  if (count === undefined) {
    const letters = normal.replace(/[^\p{L}\p{N}']/gu, '');
    // A spelled-out digit has 1.3 syllables on average; numbers are rare in transcripts of speech.
    count =
      letters === '' ? 0 : /^\d+$/.test(letters) ? Math.round(letters.length * 1.3) : Math.max(1, syllable(letters));
    if (known.size >= MAX_KNOWN) known.clear();
    known.set(normal, count);
  }
  return count;
}
