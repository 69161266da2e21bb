/** What the examiner did not hear of an answer that it cut into. */
import { decidedTurns } from '../../../../engine/replay/decided-turns.js';
import type { FixtureResult } from '../../../../engine/replay/result.js';

export interface Unheard {
  readonly turnId: string;
  /** Where the turn was taken away, and where the answer was over. */
  readonly fromMs: number;
  readonly toMs: number;
}

/** Answers that were cut into by the loss of their turn. Those that were taken up again are drawn as such. */
export function unheardOf({ events, said, metrics }: FixtureResult): readonly Unheard[] {
  const ends = new Map(decidedTurns(events).map(({ turnId, decidedMs }) => [turnId, decidedMs]));
  return said.flatMap(({ answer, turnId, audio }) => {
    const fromMs = turnId === null ? undefined : ends.get(turnId);
    if (turnId === null || fromMs === undefined || audio === null || audio.speechEndMs <= fromMs) return [];
    return metrics?.answersCutInto.includes(answer) === true ? [{ turnId, fromMs, toMs: audio.speechEndMs }] : [];
  });
}
