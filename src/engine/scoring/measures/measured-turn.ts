/** An answer with what is known of it before anything is counted. */
import type { Alignment } from '../../ports/word-aligner.js';
import type { AnalyzedTurn } from '../language/analysis.js';
import type { CheckedTurn } from './grammar.js';
import type { TurnTiming } from './timing.js';

export interface MeasuredTurn {
  readonly analyzed: AnalyzedTurn;
  readonly timing: TurnTiming | null;
  readonly checked: CheckedTurn;
  readonly alignment: Alignment | null;
}

/** Neither a piece that the program cut a recording into, which may be half an answer, nor one of a text that tells none. */
export function isAnswer({ analyzed: { turn } }: MeasuredTurn): boolean {
  return turn.cut === undefined && (turn.asText ?? 0) < 1;
}
