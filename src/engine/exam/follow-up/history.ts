/** The conversation so far within a budget of tokens: the newest in full, older answers by their beginning, the oldest not. */
import { memoized } from '../../kept-results.js';
import { estimatedTokens } from '../../text/token-estimate.js';
import { spacedWords } from '../../text/words.js';

export interface Exchange {
  readonly question: string;
  readonly answer: string;
}

/** Of an older answer, this many words say what it was about. */
const BEGINNING_WORDS = 25;
/** The newest answer may take at most this share: the beginning and the end of a very long one are kept. */
const NEWEST_SHARE = 0.6;
const OMISSION = ' [...] ';
/** Punctuation and names of the fields, per exchange. */
const OVERHEAD_TOKENS = 12;

/** @param budget in estimated tokens; the result never takes more */
export function withinBudget(exchanges: readonly Exchange[], budget: number): readonly Exchange[] {
  const kept: Exchange[] = [];
  let left = budget;
  for (const [age, exchange] of exchanges.toReversed().entries()) {
    const fitted = age === 0 ? newest(exchange, budget) : exchange;
    const chosen = tokensOf(fitted) <= left ? fitted : beginningOf(exchange);
    if (tokensOf(chosen) > left) break;
    left -= tokensOf(chosen);
    kept.push(chosen);
  }
  return kept.reverse();
}

function newest(exchange: Exchange, budget: number): Exchange {
  const room = Math.floor(budget * NEWEST_SHARE);
  if (estimatedTokens(exchange.answer) <= room) return exchange;
  const half = Math.max(0, Math.floor((room - estimatedTokens(OMISSION)) / 2));
  return { ...exchange, answer: start(exchange.answer, half) + OMISSION + end(exchange.answer, half) };
}

/** The longest beginning within so many tokens, cut between words where there are any. */
function start(text: string, tokens: number): string {
  return within(text, tokens, (part, length) => part.slice(0, length)).replace(/\s+\S*$/, '');
}

function end(text: string, tokens: number): string {
  return within(text, tokens, (part, length) => part.slice(part.length - length)).replace(/^\S*\s+/, '');
}

function within(text: string, tokens: number, part: (text: string, length: number) => string): string {
  let length = Math.min(text.length, Math.ceil(tokens * 4));
  while (length > 0 && estimatedTokens(part(text, length)) > tokens) length = Math.floor(length * 0.9);
  return part(text, length);
}

/** The same exchanges are asked about turn after turn, at a moment when the candidate waits. */
const tokensOf = memoized(
  ({ question, answer }: Exchange) => estimatedTokens(question) + estimatedTokens(answer) + OVERHEAD_TOKENS,
);

const beginningOf = memoized(({ question, answer }: Exchange): Exchange => {
  const words = spacedWords(answer);
  return words.length <= BEGINNING_WORDS
    ? { question, answer }
    : { question, answer: `${words.slice(0, BEGINNING_WORDS).join(' ')}${OMISSION.trimEnd()}` };
});
