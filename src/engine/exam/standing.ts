/** Where an exam stands, for whoever goes on with it after a crash. */
import { cardText } from './long-turn.js';
import { memoryOf } from './memory.js';
import { StepBuilder } from './step.js';
import type { ExamState, Part } from './types.js';

export interface Standing {
  /** Going on; the one to come before the first, the last one after the end. */
  readonly part: Part;
  /** Media time. */
  readonly partStartedAtMs: number;
  /** In the words in which it was last asked, the card's in the long turn; '' when nothing is open. */
  readonly question: string;
}

export function standingOf(state: ExamState): Standing {
  const { part, open } = memoryOf(state);
  const { phase, partStartedAtMs } = state;
  const question = phase === 'longTurn' ? cardText(new StepBuilder(state, 0)) : (open?.text ?? '');
  return { part: part ?? (phase === 'ended' ? 'closing' : 'introduction'), partStartedAtMs, question };
}
