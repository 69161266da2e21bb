/** A word of figures as words: numbers, ordinals, decades, years, telephone numbers. */
import { numberWords, ordinalWords, yearWords } from './number-words.js';

/** The word itself where it is no number that people say as one. */
export function figureWords(word: string): readonly string[] {
  const match = /^(\d{1,12})(st|nd|rd|th|s)?$/.exec(word);
  if (match === null) return [word];
  const value = Number(match[1]);
  // Telephone numbers, minutes: "ten oh five".
  if (/^0\d+$/.test(word)) return [...word].map((digit) => (digit === '0' ? 'oh' : digitWord(digit)));
  if (match[2] === 's') return pluralised(value >= 1100 && value < 2100 ? yearWords(value) : numberWords(value));
  if (match[2] !== undefined) return ordinalWords(value);
  return value >= 1100 && value < 2100 && word.length === 4 ? yearWords(value) : numberWords(value);
}

/** The 1990s, the 80s. */
function pluralised(words: readonly string[]): readonly string[] {
  const last = words.at(-1) ?? '';
  return [...words.slice(0, -1), last.endsWith('y') ? `${last.slice(0, -1)}ies` : `${last}s`];
}

export function digitWord(digit: string): string {
  return numberWords(Number(digit))[0] ?? digit;
}
