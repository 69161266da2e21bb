/** Quotes: the candidate's own words, with the time, checked against the transcript before anybody sees them. */
import type { AnalyzedTurn } from '../language/analysis.js';
import type { Token } from '../language/tokens.js';
import type { Quote, ScoredTurn } from '../types.js';
import { isSure } from './heard-clearly.js';

const MAX_QUOTE_CHARACTERS = 160;
/** Quoted before and after a word. */
export const WORDS_AROUND = 4;

/** Quotes a stretch of an answer's text as it stands in the transcript. Time: its first timed word, else the answer's start. */
export function quoteSpan(analyzed: AnalyzedTurn, start: number, end: number, why: string): Quote {
  const { turn, tokens } = analyzed;
  const inside = tokens.filter((token) => token.end > start && token.start < end);
  const from = inside[0]?.start ?? start;
  const to = cutAt(inside, from) ?? end;
  const atMs = inside.find((token) => token.startMs !== null)?.startMs ?? turn.startMs;
  return { turnId: turn.turnId, text: turn.text.slice(from, to), atMs, why };
}

/** Quotes the words around one word: `before` and `after` words of its sentence, up to where the recogniser was not sure. */
export function quoteAround(
  analyzed: AnalyzedTurn,
  token: Token,
  why: string,
  before = WORDS_AROUND,
  after = WORDS_AROUND,
): Quote {
  const { tokens } = analyzed;
  const index = tokens.findIndex(({ start }) => start === token.start);
  let [first, last] = [index, index];
  const isPart = (token: Token | undefined): boolean => token !== undefined && isSure(token);
  while (first > index - before && tokens[first - 1]?.endsSentence === false && isPart(tokens[first - 1])) first -= 1;
  while (last < index + after && tokens[last]?.endsSentence === false && isPart(tokens[last + 1])) last += 1;
  return quoteSpan(analyzed, tokens[first]?.start ?? token.start, tokens[last]?.end ?? token.end, why);
}

function cutAt(tokens: readonly Token[], from: number): number | undefined {
  const fitting = tokens.filter(({ end }) => end - from <= MAX_QUOTE_CHARACTERS);
  return (fitting.at(-1) ?? tokens[0])?.end;
}

/** Keeps quotes that stand in their answer word for word, once each; the rest is dropped, whoever made them. */
export function verifiedQuotes(quotes: readonly Quote[], turns: readonly ScoredTurn[], most = 4): readonly Quote[] {
  const texts = new Map(turns.map(({ turnId, text }) => [turnId, text]));
  const seen = new Set<string>();
  const kept: Quote[] = [];
  for (const quote of quotes) {
    const key = quote.text.toLowerCase();
    if (quote.text.trim() === '' || seen.has(key) || !texts.get(quote.turnId)?.includes(quote.text)) continue;
    seen.add(key);
    if (kept.length < most) kept.push(quote);
  }
  return kept;
}
