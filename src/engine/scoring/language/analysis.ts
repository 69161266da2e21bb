/** Everything the measures need to know about one answer's words, worked out once. */
import type { ScoredTurn } from '../types.js';
import type { Clause } from './clauses.js';
import { clausesOf } from './clauses.js';
import { memoized } from '../../kept-results.js';
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

type Language = Pick<AnalyzedTurn, 'tokens' | 'words' | 'clauses'>;

/** By the array of recognised words, which stays the same while a turn is read from the log again and again. */
const kept = new WeakMap<ScoredTurn['words'], Language & { readonly text: string }>();

/** Analysing an answer again after every later one costs next to nothing: the work is kept, and its tags per text. */
export const analyzeTurn = memoized((turn: ScoredTurn): AnalyzedTurn => {
  let language = kept.get(turn.words);
  if (language?.text !== turn.text) {
    const tokens = tokensOf(turn);
    const words = tagTokens(spoken(tokens));
    language = { text: turn.text, tokens, words, clauses: clausesOf(words) };
    kept.set(turn.words, language);
  }
  const { tokens, words, clauses } = language;
  return { turn, tokens, words, clauses };
});

/** Words of an answer in lower case, fillers left out: the same list as long as the answer stays the same. */
export function normalsOf({ analyzed }: { readonly analyzed: AnalyzedTurn }): readonly string[] {
  return normals(analyzed.words);
}
const normals = memoized((words: AnalyzedTurn['words']): readonly string[] => words.map(({ token }) => token.normal));
