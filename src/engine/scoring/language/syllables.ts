/** Syllables per word, by spelling (package `syllable`); digits are read out roughly. */
import { syllable } from 'syllable';
import { keepingRecent } from '../../kept-results.js';

const KEPT_WORDS = 20_000;

/** At least 1 for anything with a letter or digit, 0 otherwise. */
export const syllablesOf = keepingRecent(KEPT_WORDS, (normal) => {
  const letters = normal.replace(/[^\p{L}\p{N}']/gu, '');
  if (letters === '') return 0;
  // A spelled-out digit has 1.3 syllables on average; numbers are rare in transcripts of speech.
  return /^\d+$/.test(letters) ? Math.round(letters.length * 1.3) : Math.max(1, syllable(letters));
});
