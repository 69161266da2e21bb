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
  const first = tokens.findIndex((token) => token.end > start);
  const last = tokens.findLastIndex((token) => token.start < end);
  return tokens.slice(Math.max(0, first - AROUND), last + 1 + AROUND).every(isSure);
}

export interface Stretch {
  readonly start: number;
  readonly end: number;
}

/** Fewer words make no quote. */
const FEWEST_QUOTED = 3;

/** The longest part of a stretch of the text that was heard clearly, or null under three words. All of it, where the recogniser gives no confidence. */
export function clearPart(analyzed: AnalyzedTurn, { start, end }: Stretch): Stretch | null {
  const inside = analyzed.tokens.filter((token) => token.end > start && token.start < end);
  let longest: readonly Token[] = [];
  let current: readonly Token[] = [];
  for (const token of inside) {
    current = heardClearly(analyzed, token.start, token.end) ? [...current, token] : [];
    if (current.length > longest.length) longest = current;
  }
  const [first, last] = [longest[0], longest.at(-1)];
  return first && last && longest.length >= FEWEST_QUOTED ? { start: first.start, end: last.end } : null;
}
