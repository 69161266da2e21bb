/** A quote counts only where the candidate said it: in that turn, word for word but for case and punctuation. */
import { plainCharacters } from './plain-characters.js';

/** Fewer words than this are found by chance in any transcript. */
const FEWEST_WORDS = 2;
const MOST_WORDS = 40;
/** Of two words here and two there, anything can be made. */
const FEWEST_IN_PIECE = 3;
/** Pictures, and letters that no English word has: taken out before quotes are compared, they would be shown as said. */
const SIGNS = /[\p{So}\p{Co}]|[^\p{Script=Latin}\P{L}]/u;

/**
 * The quote as the candidate said it, or null: the transcript's own characters, never the model's. Where "..." marks words that were
 * left out, the pieces must have been said one after the other.
 */
export function quotedFrom(said: string, quote: string): string | null {
  if (hasOtherSigns(quote, said)) return null;
  for (const pieces of [[quote], piecesOf(quote)]) {
    const spans = isEnough(pieces) ? spansOf(pieces, said) : null;
    if (spans !== null) return spans.join(' ... ');
  }
  return null;
}

/** Also of quotes too short or too long to show anything: they were said, and are no evidence. */
export function wasSaid(quote: string, said: string): boolean {
  if (hasOtherSigns(quote, said)) return false;
  return spansOf([quote], said) !== null || spansOf(piecesOf(quote), said) !== null;
}

function hasOtherSigns(quote: string, said: string): boolean {
  return SIGNS.test(quote) && !said.includes(quote);
}

function isEnough(pieces: readonly string[]): boolean {
  const fewest = pieces.length === 1 ? FEWEST_WORDS : FEWEST_IN_PIECE;
  return pieces.every((piece) => {
    const { length } = wordsOf(piece);
    return length >= fewest && length <= MOST_WORDS;
  });
}

/** For each piece what stands in the text from its first to its last word; null where one was not said after the one before. */
function spansOf(pieces: readonly string[], said: string): readonly string[] | null {
  const all = placedWords(said);
  const spans: string[] = [];
  let from = 0;
  for (const piece of pieces) {
    const wanted = wordsOf(piece);
    if (wanted.length === 0) return null;
    const at = all.findIndex(
      (_, index) => index >= from && wanted.every((word, by) => all[index + by]?.plain === word),
    );
    const last = all[at + wanted.length - 1];
    if (at === -1 || last === undefined) return null;
    spans.push(said.slice(all[at]?.start, last.end));
    from = at + wanted.length;
  }
  return spans;
}

/** The words of a text with their places in it. */
function placedWords(
  said: string,
): readonly { readonly plain: string; readonly start: number; readonly end: number }[] {
  return [...said.matchAll(/[\p{L}\p{N}\p{M}\p{Cf}]+(?:['’][\p{L}\p{M}\p{Cf}]+)?/gu)].flatMap(({ 0: word, index }) =>
    wordsOf(word).map((plain) => ({ plain, start: index, end: index + word.length })),
  );
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
