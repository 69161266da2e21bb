import type { Criterion, Measures, ScoredTurn, TestScore } from '../scoring/types.js';

export type BandEstimates = Readonly<
  Record<Criterion, { readonly band: number; readonly low: number; readonly high: number } | null>
>;

export interface TurnAssessment {
  readonly measures: Measures;
  /** Running estimate over all turns so far. */
  readonly bands: BandEstimates;
}

/** Scores a session while it runs. Turns come in any order in which their assessment is asked for; none is asked twice. */
export interface SessionScorer {
  /** Measures a turn and re-estimates the bands. Never rejects: what cannot be measured is null. */
  assess(turn: ScoredTurn): Promise<TurnAssessment>;
  /** The score of everything assessed so far. */
  score(): Promise<TestScore>;
}
