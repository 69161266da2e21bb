/** Everything the measures need to know about one answer's words, worked out once. */
import type { ScoredTurn } from '../types.js';
import type { Clause } from './clauses.js';
import { clausesOf } from './clauses.js';
import { memoized } from './memoized.js';
import type { TaggedToken } from './tagging.js';
import { tagTokens } from './tagging.js';
import type { Token } from './tokens.js';
import { spoken, tokensOf } from './tokens.js';

export interface AnalyzedTurn {
  readonly turn: ScoredTurn;
  /** All tokens, fillers included. */
  readonly tokens: readonly Token[];
  /** Tokens without fillers, tagged. */
  readonly words: readonly TaggedToken[];
  /** Clauses over {@link words}. */
  readonly clauses: readonly Clause[];
}

/** Kept per turn object, and its tags per text: analysing an answer again after every later one costs next to nothing. */
export const analyzeTurn = memoized((turn: ScoredTurn): AnalyzedTurn => {
  const tokens = tokensOf(turn);
  const words = tagTokens(spoken(tokens));
  return { turn, tokens, words, clauses: clausesOf(words) };
});
