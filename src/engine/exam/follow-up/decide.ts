/** Whether a suggestion may be followed at this moment of the exam: its limits and clocks first, then its words. */
import { strengthOf, type AnswerStrength } from '../answer.js';
import { fits, openQuestion, type QuestionRules, type TurnEnded } from '../asked-question.js';
import { askedAbout, goneOn } from '../going-on.js';
import type { StepBuilder } from '../step.js';
import { DISCUSSION_QUESTION_MS } from '../times.js';
import { followUpRefusal, rephraseRefusal, type Circumstances } from './judge.js';
import type { FollowUpSuggestion, Level, RefusalReason } from './suggestion.js';
import { themeWords } from './theme.js';

export interface AnsweredTurn {
  /** Null: the repeat key. */
  readonly turn: TurnEnded | null;
  /** False: skipped, or nothing was said. */
  readonly answered: boolean;
  readonly strength: AnswerStrength;
  /** The answer was ended for its length. */
  readonly cut: boolean;
}

/** More about one question would keep the prepared ones, which rise in difficulty, from being asked. */
const MOST_FOLLOW_UPS = 2;
/** A part may end this much before its target: at four of its published four to five minutes. */
const EARLIEST_END_MS = 30_000;

/** Null: it is within the rules. */
export function refusalOf(
  step: StepBuilder,
  suggestion: FollowUpSuggestion,
  { turn, answered, strength }: AnsweredTurn,
  rules: QuestionRules,
): RefusalReason | null {
  const leftMs = step.plan.times.part3TargetMs - step.partElapsedMs;
  const circumstances = circumstancesOf(step, turn?.text ?? '', strength);
  switch (suggestion.action) {
    case 'moveOn':
      return null;
    case 'endPart':
      return leftMs <= EARLIEST_END_MS ? null : 'tooEarly';
    case 'rephrase': {
      const open = openQuestion(step);
      if (!answered || strength !== 'weak') return 'notAsked';
      if (open.rephrased) return 'tooMany';
      if (leftMs <= 0 || !fits(step, suggestion.text, rules)) return 'noTime';
      return rephraseRefusal(suggestion.text, open.text, circumstances);
    }
    case 'askFollowUp':
      if (!answered) return 'notAsked';
      if ((step.memory.suggestedToQuestion ?? 0) >= MOST_FOLLOW_UPS) return 'tooMany';
      if (leftMs < DISCUSSION_QUESTION_MS || !fits(step, suggestion.text, rules)) return 'noTime';
      return followUpRefusal(suggestion.text, suggestion.level, circumstances);
  }
}

/** Simpler words for a question that has none in the bank, should the candidate ask for them in this turn. */
export function offeredRephrasing(
  step: StepBuilder,
  suggestion: FollowUpSuggestion | null,
  rules: QuestionRules,
): string | null {
  if (suggestion?.action !== 'rephrase' || !fits(step, suggestion.text, rules)) return null;
  const open = openQuestion(step);
  const circumstances = circumstancesOf(step, '', strengthOf(open.answer));
  return rephraseRefusal(suggestion.text, open.text, circumstances) === null ? suggestion.text : null;
}

function circumstancesOf(step: StepBuilder, answer: string, strength: AnswerStrength): Circumstances {
  return {
    theme: themeWords(step.plan),
    asked: askedTexts(step),
    answer,
    strength,
    currentLevel: currentLevel(step),
  };
}

/** Everything asked in Part 3 so far, in the words in which it was asked. */
function askedTexts(step: StepBuilder): string[] {
  const { open, suggestedTexts = [] } = step.memory;
  const fromBank = step.plan.discussion.flatMap((question) => askedAbout(step, question));
  return [...fromBank, ...goneOn(step), ...suggestedTexts, ...(open === null ? [] : [open.text])];
}

function currentLevel(step: StepBuilder): Level {
  const { discussionId, level } = step.memory;
  return step.plan.discussion.find(({ id }) => id === discussionId)?.level ?? level;
}
