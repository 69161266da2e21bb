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
