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
} from './asked-question.js';
import { offeredRephrasing, refusalOf, type AnsweredTurn } from './follow-up/decide.js';
import type { FollowUpSuggestion } from './follow-up/suggestion.js';
import { isRepeat } from './follow-up/theme.js';
import { followUpId, nextToGoOn } from './going-on.js';
import { SILENT_QUESTIONS } from './interview.js';
import { cardOf } from './long-turn.js';
import type { OpenQuestion } from './memory.js';
import type { Outcome, StepBuilder } from './step.js';
import { understand } from './understanding.js';
import { DISCUSSION_PATIENCE_FACTOR, DISCUSSION_QUESTION_MS, MINIMUM_ANSWER_MS } from './times.js';
import type { SaidSoFar } from './types.js';

/** Two answers that neither fail nor shine are enough: difficulty rises in Part 3. */
const STEADY_ANSWERS_TO_RISE = 2;
/** A follow-up and its answer take about a minute and a half at most. */
const FOLLOW_UP_MS = 90_000;

function rulesOf(step: StepBuilder): QuestionRules {
  const times = step.plan.times;
  const current = discussed(step);
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
  introduce(step);
  step.remember({ level: 1, steadyAnswers: 0, discussionId: null });
  return askNext(step, 'adequate', false);
}

function introduce(step: StepBuilder): void {
  const introduction = step.plan.parts.includes('part2') ? 'part3Introduction' : 'part3Alone';
  step.say('partIntroduction', step.line(introduction, { theme: cardOf(step).theme }));
}

export function hearDiscussion(step: StepBuilder, turn: TurnEnded | null): Outcome {
  const suggestion = turn?.suggestion ?? null;
  const bankRules = rulesOf(step);
  const rules = { ...bankRules, simpler: bankRules.simpler ?? offeredRephrasing(step, suggestion, bankRules) };
  const heard = hearTurn(step, turn, rules);
  if (heard === 'waiting' || heard === 'quit') {
    const rephrased = suggestion?.action === 'rephrase' && step.memory.open?.text === suggestion.text;
    if (turn !== null && suggestion !== null) step.judge(turn.turnId, suggestion, rephrased ? null : 'notAsked');
    return heard;
  }
  const answered: AnsweredTurn = {
    turn,
    answered: heard === 'answered',
    strength: heard === 'answered' ? strengthOf(openQuestion(step).answer) : 'weak',
    cut: turn?.reason === 'timeLimit',
  };
  const over = partIsOver(step, rules);
  if (turn === null || suggestion === null) return over ?? byTheBank(step, answered);
  const refused = over === null ? refusalOf(step, suggestion, answered, rules) : 'noTime';
  step.judge(turn.turnId, suggestion, refused);
  return over ?? (refused === null ? bySuggestion(step, suggestion, answered) : byTheBank(step, answered));
}

function partIsOver(step: StepBuilder, rules: QuestionRules): 'noAnswer' | 'timeUp' | null {
  if (step.memory.silentQuestions >= SILENT_QUESTIONS) return 'noAnswer';
  return step.atMs >= rules.hardStopAtMs ? 'timeUp' : null;
}

/** Without a language model, or when what it suggests may not be done. */
function byTheBank(step: StepBuilder, { turn, answered, strength, cut }: AnsweredTurn): Outcome {
  const open = openQuestion(step);
  // A model that answers fills the time by itself.
  const stays = answered && turn?.suggestion === undefined && saysSomething(turn, open) && hasTimeToSpare(step);
  if (open.purpose !== 'followUp') {
    adapt(step, strength);
    if (answered && (stays || shouldFollowUp(step, strength)) && followUp(step, cut)) return 'waiting';
  }
  return stays && goOn(step, cut) ? 'waiting' : askNext(step, strength, cut);
}

/** "I don't know" is not pressed. */
function saysSomething(turn: TurnEnded | null, open: OpenQuestion): boolean {
  if (turn === null) return false;
  const understood = turn.understood ?? understand(turn, open);
  return understood.type === 'answer' && !understood.unable && open.answer.words > 0;
}

/** Whether the questions left, each with its follow-up, would be over before the part's time, at the pace of those so far. */
function hasTimeToSpare(step: StepBuilder): boolean {
  const { plan, asked, partElapsedMs } = step;
  if (plan.timing === 'untimed') return false;
  const ofThisPart = asked.filter((each) => plan.discussion.some(({ id }) => each === id || each.startsWith(`${id}-`)));
  const paceMs = partElapsedMs / Math.max(1, ofThisPart.length);
  return plan.times.part3TargetMs - partElapsedMs > (2 * unasked(step).length + 1) * paceMs;
}

function goOn(step: StepBuilder, cut: boolean): boolean {
  const question = discussed(step);
  const next = question === undefined ? null : nextToGoOn(step, question);
  if (next?.isPrompt !== false && !cut && askForMore(step)) return true;
  if (next === null || !fits(step, next.text, rulesOf(step))) return false;
  if (cut) step.sayLine('transition', 'transition');
  step.ask(next, 'followUp', 'discussion');
  if (next.isPrompt) step.remember({ open: { ...openQuestion(step), prompted: true } });
  listenToOpen(step, rulesOf(step));
  return true;
}

/** Once for each follow-up, also where the answer was no shorter than others. */
function askForMore(step: StepBuilder): boolean {
  const open = openQuestion(step);
  const text = step.line('promptMore');
  if (open.purpose !== 'followUp' || open.prompted || !fits(step, text, rulesOf(step))) return false;
  step.say('prompt', text, open.questionId);
  step.remember({ open: { ...open, prompted: true } });
  listenToOpen(step, rulesOf(step));
  return true;
}

/** The bank's question that was asked last, whatever followed it. */
function discussed(step: StepBuilder): DiscussionQuestion | undefined {
  return step.plan.discussion.find(({ id }) => id === step.memory.discussionId);
}

/** A suggestion that was found to be within the rules. */
function bySuggestion(step: StepBuilder, suggestion: FollowUpSuggestion, { strength, cut }: AnsweredTurn): Outcome {
  const open = openQuestion(step);
  if (suggestion.action === 'rephrase') {
    step.say('rephrase', suggestion.text, open.questionId);
    step.remember({ open: { ...open, text: suggestion.text, rephrased: true } });
    return listenToOpen(step, rulesOf(step));
  }
  if (open.purpose !== 'followUp') adapt(step, strength);
  switch (suggestion.action) {
    case 'askFollowUp': {
      const { suggestedTexts = [], suggestedToQuestion = 0, discussionId } = step.memory;
      const count = suggestedToQuestion + 1;
      step.remember({ suggestedTexts: [...suggestedTexts, suggestion.text], suggestedToQuestion: count });
      if (cut) step.sayLine('transition', 'transition');
      const id = `${discussionId ?? 'discussion'}-suggested-${String(suggestedTexts.length + 1)}`;
      step.ask({ id, text: suggestion.text }, 'followUp', 'discussion');
      return listenToOpen(step, rulesOf(step));
    }
    case 'moveOn':
      return askNext(step, strength, cut);
    case 'endPart':
      return 'completed';
  }
}

export function resumeDiscussion(step: StepBuilder, said: SaidSoFar): Outcome {
  if (!said.introduced.has('part3')) introduce(step);
  return reopen(step, rulesOf(step), said) ? 'waiting' : askNext(step, 'adequate', false);
}

function adapt(step: StepBuilder, strength: AnswerStrength): void {
  const { level, steadyAnswers } = step.memory;
  const rises = strength === 'strong' || (strength === 'adequate' && steadyAnswers + 1 >= STEADY_ANSWERS_TO_RISE);
  if (strength === 'weak') step.remember({ level: level === 3 ? 2 : 1, steadyAnswers: 0 });
  else if (rises) step.remember({ level: level === 1 ? 2 : 3, steadyAnswers: 0 });
  else step.remember({ steadyAnswers: steadyAnswers + 1 });
}

function unasked(step: StepBuilder): DiscussionQuestion[] {
  const suggested = step.memory.suggestedTexts ?? [];
  return step.plan.discussion.filter(({ id, text }) => !step.wasAsked(id) && !isRepeat(text, suggested));
}

/** After a developed answer a follow-up is asked only when the questions left would not fill the time. */
function shouldFollowUp(step: StepBuilder, strength: AnswerStrength): boolean {
  const leftMs = step.plan.times.part3TargetMs - step.partElapsedMs;
  if (strength === 'weak') return false;
  return strength === 'adequate' ? leftMs >= FOLLOW_UP_MS : leftMs > unasked(step).length * DISCUSSION_QUESTION_MS;
}

function followUp(step: StepBuilder, cut: boolean): boolean {
  const question = discussed(step);
  if (question === undefined || !fits(step, question.followUp, rulesOf(step))) return false;
  if (cut) step.sayLine('transition', 'transition');
  step.ask({ id: followUpId(question), text: question.followUp }, 'followUp', 'discussion');
  listenToOpen(step, rulesOf(step));
  return true;
}

function askNext(step: StepBuilder, strength: AnswerStrength, cut: boolean): Outcome {
  if (step.partElapsedMs >= step.plan.times.part3TargetMs) return 'completed';
  const question = nearest(unasked(step), step.memory.level, strength);
  if (question === undefined || !fits(step, question.text, rulesOf(step))) return 'completed';
  if (cut) step.sayLine('transition', 'transition');
  const { suggestedToQuestion } = step.memory;
  step.remember({ discussionId: question.id, ...(suggestedToQuestion ? { suggestedToQuestion: 0 } : {}) });
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
