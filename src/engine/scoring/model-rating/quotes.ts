/** A quote counts only where the candidate said it: in that turn, word for word but for case and punctuation. */
import { plainCharacters } from './plain-characters.js';

/** Fewer words than this are found by chance in any transcript. */
const FEWEST_WORDS = 2;
const MOST_WORDS = 40;
/** Of two words here and two there, anything can be made. */
const FEWEST_IN_PIECE = 3;
/** Pictures, and letters that no English word has: taken out before quotes are compared, they would be shown as said. */
const SIGNS = /[\p{So}\p{Co}]|[^\p{Script=Latin}\P{L}]/u;

/** Where "..." marks words that were left out, each piece counts as a quote does, one after the other. */
export function isQuoteOf(quote: string, said: string): boolean {
  const text = ` ${wordsOf(said).join(' ')} `;
  if (SIGNS.test(quote) && !said.includes(quote)) return false;
  return haveBeenSaid([quote], text) || haveBeenSaid(piecesOf(quote), text, FEWEST_IN_PIECE);
}

function haveBeenSaid(pieces: readonly string[], text: string, fewest = FEWEST_WORDS): boolean {
  let rest = text;
  return pieces.every((piece) => {
    const words = wordsOf(piece);
    if (words.length < (pieces.length > 1 ? fewest : FEWEST_WORDS) || words.length > MOST_WORDS) return false;
    const wanted = ` ${words.join(' ')} `;
    const at = rest.indexOf(wanted);
    rest = rest.slice(at + wanted.length - 1);
    return at !== -1;
  });
}

/** Media time of the quote's first word, where the recogniser gave times; else the turn's beginning. */
export function quoteAtMs(
  quote: string,
  turn: { readonly startMs: number; readonly words: readonly { readonly text: string; readonly startMs: number }[] },
): number {
  const first = wordsOf(piecesOf(quote)[0] ?? '');
  const said = turn.words.map(({ text }) => wordsOf(text).join(' '));
  const at = said.findIndex((_, index) => first.every((word, offset) => said[index + offset] === word));
  return turn.words[at]?.startMs ?? turn.startMs;
}

/** Marks at the beginning and at the end mean nothing. */
function piecesOf(quote: string): readonly string[] {
  const pieces = quote.split(/\.{2,}|…/).filter((piece) => wordsOf(piece).length > 0);
  return pieces.length === 0 ? [quote] : pieces;
}

function wordsOf(text: string): readonly string[] {
  return (
    plainCharacters(text)
      .toLowerCase()
      .replaceAll('’', "'")
      .match(/[\p{L}\p{N}]+(?:'[\p{L}]+)?/gu) ?? []
  );
}
