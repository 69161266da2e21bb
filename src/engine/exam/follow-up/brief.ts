/** What a language model must know to suggest what comes next. Pure, from the exam's state and the turn alone. */
import { addSizes, sizeOf, strengthOf, type AnswerStrength } from '../answer.js';
import { memoryOf } from '../memory.js';
import type { ExamState } from '../types.js';

export interface FollowUpBrief {
  readonly theme: string;
  readonly question: string;
  readonly level: number;
  /** By length and links alone, never by language. */
  readonly strength: AnswerStrength;
  /** Bank questions of this part that were asked, and suggested ones; newest last. */
  readonly asked: readonly string[];
  readonly secondsLeft: number;
}

/** Null when no discussion is going on. */
export function followUpBrief(
  state: ExamState,
  turn: { readonly text: string; readonly speechMs: number; readonly atMs: number },
): FollowUpBrief | null {
  const { open, level, discussionId, suggestedTexts = [] } = memoryOf(state);
  const { card, discussion, times } = state.plan;
  if (state.phase !== 'part3' || open === null || card === null) return null;
  const asked = discussion.filter(({ id }) => state.asked.includes(id)).map(({ text }) => text);
  const leftMs = state.partStartedAtMs + times.part3TargetMs - turn.atMs;
  return {
    theme: card.theme,
    question: open.text,
    level: discussion.find(({ id }) => id === discussionId)?.level ?? level,
    strength: strengthOf(addSizes(open.answer, sizeOf(turn.text, turn.speechMs))),
    asked: [...asked, ...suggestedTexts],
    secondsLeft: Math.max(0, Math.round(leftMs / 1000)),
  };
}
