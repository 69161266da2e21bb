/** What is held up to a candidate must have been said: surer than for counting an error. */
import type { AnalyzedTurn } from '../language/analysis.js';
import type { Token } from '../language/tokens.js';

const SURE = 0.7;
/** Words before and after that must be sure as well: a misheard word makes its neighbours look wrong. */
const AROUND = 2;

export function isSure({ confidence }: Token): boolean {
  return confidence === null || confidence >= SURE;
}

/** Whether the recogniser was sure of the words of a stretch and of those around it. Always, where it gives no confidence. */
export function heardClearly({ tokens }: AnalyzedTurn, start: number, end: number): boolean {
  return areSure(tokens, countUpTo(tokens, 'end', start), countUpTo(tokens, 'start', end - 1));
}

/** @param from index of the first @param to behind the last */
function areSure(tokens: readonly Token[], from: number, to: number): boolean {
  return tokens.slice(Math.max(0, from - AROUND), to + AROUND).every(isSure);
}

/** How many begin or end at a place in the text or before it: they stand in its order. */
function countUpTo(tokens: readonly Token[], edge: 'start' | 'end', place: number): number {
  let [low, high] = [0, tokens.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((tokens[middle]?.[edge] ?? Infinity) <= place) low = middle + 1;
    else high = middle;
  }
  return low;
}

export interface Stretch {
  readonly start: number;
  readonly end: number;
}

/** Fewer words make no quote. */
const FEWEST_QUOTED = 3;

/** The longest part of a stretch of the text that was heard clearly, or null under three words. All of it, where the recogniser gives no confidence. */
export function clearPart({ tokens }: AnalyzedTurn, { start, end }: Stretch): Stretch | null {
  let longest: readonly Token[] = [];
  let current: readonly Token[] = [];
  for (const [index, token] of tokens.entries()) {
    if (token.end <= start || token.start >= end) continue;
    current = areSure(tokens, index, index + 1) ? [...current, token] : [];
    if (current.length > longest.length) longest = current;
  }
  const [first, last] = [longest[0], longest.at(-1)];
  return first && last && longest.length >= FEWEST_QUOTED ? { start: first.start, end: last.end } : null;
}
