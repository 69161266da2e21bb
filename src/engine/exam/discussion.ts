/**
 * Part 3: general questions on the card's theme. Each answer's strength chooses what comes next: a weak one a more concrete
 * question, a developed one a more abstract one, anything between a follow-up.
 */
import { strengthOf, type AnswerStrength } from './answer.js';
import type { DiscussionQuestion } from './bank.js';
import {
  fits,
  hearTurn,
  listenToOpen,
  openQuestion,
  reopen,
  type QuestionRules,
  type TurnEnded,
} from './conversation.js';
import { SILENT_QUESTIONS } from './interview.js';
import { cardOf } from './long-turn.js';
import type { Outcome, StepBuilder } from './step.js';
import { DISCUSSION_PATIENCE_FACTOR, DISCUSSION_QUESTION_MS, MINIMUM_ANSWER_MS } from './times.js';

/** Two answers that neither fail nor shine are enough: difficulty rises in Part 3. */
const STEADY_ANSWERS_TO_RISE = 2;
/** A follow-up and its answer take about a minute and a half at most. */
const FOLLOW_UP_MS = 90_000;

function rulesOf(step: StepBuilder): QuestionRules {
  const times = step.plan.times;
  const current = step.plan.discussion.find((each) => each.id === step.memory.discussionId);
  const isFollowUp = step.memory.open?.purpose === 'followUp';
  return {
    patienceMs: Math.round(times.patienceMs * DISCUSSION_PATIENCE_FACTOR),
    softLimitMs: times.part3AnswerMs,
    hardStopAtMs: step.partStartedAtMs + times.part3HardMs,
    minimumAnswerMs: MINIMUM_ANSWER_MS,
    promptUntilMs: step.partStartedAtMs + times.part3TargetMs,
    shortness: 'discussion',
    simpler: current === undefined || isFollowUp ? null : current.simpler,
    procedure: 'procedurePart3',
  };
}

export function startDiscussion(step: StepBuilder): Outcome {
  step.enter('part3');
  step.startPart('part3');
  const introduction = step.plan.parts.includes('part2') ? 'part3Introduction' : 'part3Alone';
  step.say('partIntroduction', step.line(introduction, { theme: cardOf(step).theme }));
  step.remember({ level: 1, steadyAnswers: 0, discussionId: null });
  return askNext(step, 'adequate', false);
}

export function hearDiscussion(step: StepBuilder, turn: TurnEnded | null): Outcome {
  const rules = rulesOf(step);
  const outcome = hearTurn(step, turn, rules);
  if (outcome === 'waiting' || outcome === 'quit') return outcome;
  if (step.memory.silentQuestions >= SILENT_QUESTIONS) return 'noAnswer';
  if (step.atMs >= rules.hardStopAtMs) return 'timeUp';

  const open = openQuestion(step);
  const strength = outcome === 'answered' ? strengthOf(open.answer) : 'weak';
  const cut = turn?.reason === 'timeLimit';
  if (open.purpose !== 'followUp') {
    adapt(step, strength);
    if (outcome === 'answered' && shouldFollowUp(step, strength) && followUp(step, cut)) return 'waiting';
  }
  return askNext(step, strength, cut);
}

export function resumeDiscussion(step: StepBuilder): Outcome {
  return reopen(step, rulesOf(step)) ? 'waiting' : askNext(step, 'adequate', false);
}

function adapt(step: StepBuilder, strength: AnswerStrength): void {
  const { level, steadyAnswers } = step.memory;
  const rises = strength === 'strong' || (strength === 'adequate' && steadyAnswers + 1 >= STEADY_ANSWERS_TO_RISE);
  if (strength === 'weak') step.remember({ level: level === 3 ? 2 : 1, steadyAnswers: 0 });
  else if (rises) step.remember({ level: level === 1 ? 2 : 3, steadyAnswers: 0 });
  else step.remember({ steadyAnswers: steadyAnswers + 1 });
}

function unasked(step: StepBuilder): DiscussionQuestion[] {
  return step.plan.discussion.filter((question) => !step.wasAsked(question.id));
}

/** After a developed answer a follow-up is asked only when the questions left would not fill the time. */
function shouldFollowUp(step: StepBuilder, strength: AnswerStrength): boolean {
  const leftMs = step.plan.times.part3TargetMs - step.partElapsedMs;
  if (strength === 'weak') return false;
  return strength === 'adequate' ? leftMs >= FOLLOW_UP_MS : leftMs > unasked(step).length * DISCUSSION_QUESTION_MS;
}

function followUp(step: StepBuilder, cut: boolean): boolean {
  const question = step.plan.discussion.find((each) => each.id === step.memory.discussionId);
  if (question === undefined || !fits(step, question.followUp, rulesOf(step))) return false;
  if (cut) step.sayLine('transition', 'transition');
  step.ask({ id: `${question.id}-follow-up`, text: question.followUp }, 'followUp', 'discussion');
  listenToOpen(step, rulesOf(step));
  return true;
}

function askNext(step: StepBuilder, strength: AnswerStrength, cut: boolean): Outcome {
  if (step.partElapsedMs >= step.plan.times.part3TargetMs) return 'completed';
  const question = nearest(unasked(step), step.memory.level, strength);
  if (question === undefined || !fits(step, question.text, rulesOf(step))) return 'completed';
  if (cut) step.sayLine('transition', 'transition');
  step.remember({ discussionId: question.id });
  step.ask(question, 'question', 'discussion');
  return listenToOpen(step, rulesOf(step));
}

/** The plan's order decides within a level; between a lower and a higher level equally near, the answer does. */
function nearest(
  questions: readonly DiscussionQuestion[],
  level: number,
  strength: AnswerStrength,
): DiscussionQuestion | undefined {
  const distance = (question: DiscussionQuestion): number => {
    const away = question.level - level;
    const againstDirection = strength === 'weak' ? away > 0 : away < 0;
    return Math.abs(away) + (againstDirection ? 0.5 : 0);
  };
  return questions.toSorted((first, second) => distance(first) - distance(second))[0];
}
