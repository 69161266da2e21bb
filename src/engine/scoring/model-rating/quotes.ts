/** A quote counts only where the candidate said it: in that turn, word for word but for case and punctuation. */
import { plainCharacters } from './plain-characters.js';

/** Fewer words than this are found by chance in any transcript. */
const FEWEST_WORDS = 2;
const MOST_WORDS = 40;
/** Of two words here and two there, anything can be made: beside each such piece stands one of three words or more. */
const FEWEST_IN_LONG_PIECE = 3;
/** Pictures, and letters that no English word has: taken out before quotes are compared, they would be shown as said. */
const SIGNS = /[\p{So}\p{Co}]|[^\p{Script=Latin}\P{L}]/u;

/** Where "..." marks words that were left out, the pieces must have been said one after the other. */
export function isQuoteOf(quote: string, said: string): boolean {
  if (!wasSaid(quote, said)) return false;
  return [[quote], piecesOf(quote)].some((pieces) => isEnough(pieces) && haveBeenSaid(pieces, said));
}

/** Also of quotes too short or too long to show anything: they were said, and are no evidence. */
export function wasSaid(quote: string, said: string): boolean {
  if (SIGNS.test(quote) && !said.includes(quote)) return false;
  return haveBeenSaid([quote], said) || haveBeenSaid(piecesOf(quote), said);
}

function isEnough(pieces: readonly string[]): boolean {
  const lengths = pieces.map((piece) => wordsOf(piece).length);
  if (lengths.some((length) => length < FEWEST_WORDS || length > MOST_WORDS)) return false;
  return pieces.length === 1 || lengths.filter((length) => length >= FEWEST_IN_LONG_PIECE).length * 2 >= lengths.length;
}

function haveBeenSaid(pieces: readonly string[], said: string): boolean {
  let rest = ` ${wordsOf(said).join(' ')} `;
  return pieces.every((piece) => {
    const words = wordsOf(piece);
    if (words.length === 0) return false;
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
