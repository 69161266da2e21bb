/** A quote counts only where the candidate said it: in that turn, word for word but for case and punctuation. */
import { plainCharacters } from './plain-characters.js';

/** Fewer words than this are found by chance in any transcript. */
const FEWEST_WORDS = 2;
const MOST_WORDS = 40;

export function isQuoteOf(quote: string, said: string): boolean {
  const words = wordsOf(quote);
  if (words.length < FEWEST_WORDS || words.length > MOST_WORDS) return false;
  return ` ${wordsOf(said).join(' ')} `.includes(` ${words.join(' ')} `);
}

/** Media time of the quote's first word, where the recogniser gave times; else the turn's beginning. */
export function quoteAtMs(
  quote: string,
  turn: { readonly startMs: number; readonly words: readonly { readonly text: string; readonly startMs: number }[] },
): number {
  const wanted = wordsOf(quote);
  const said = turn.words.map(({ text }) => wordsOf(text).join(' '));
  const at = said.findIndex((_, index) => wanted.every((word, offset) => said[index + offset] === word));
  return turn.words[at]?.startMs ?? turn.startMs;
}

function wordsOf(text: string): readonly string[] {
  return (
    plainCharacters(text)
      .toLowerCase()
      .replaceAll('’', "'")
      .match(/[\p{L}\p{N}]+(?:'[\p{L}]+)?/gu) ?? []
  );
}
