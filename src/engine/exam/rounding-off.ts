/** One or two short questions that close Part 2. */
import {
  fits,
  hearTurn,
  listenToOpen,
  openQuestion,
  reopen,
  type QuestionRules,
  type TurnEnded,
} from './asked-question.js';
import type { Outcome, StepBuilder } from './step.js';
import {
  MINIMUM_ANSWER_MS,
  ROUNDING_OFF_ANSWER_MS,
  ROUNDING_OFF_HARD_MS,
  SECOND_ROUNDING_OFF_WITHIN_MS,
} from './times.js';
import type { SaidSoFar } from './types.js';

const MAXIMUM_QUESTIONS = 2;

function rulesOf(step: StepBuilder, askedAtMs: number): QuestionRules {
  const hardStopAtMs = askedAtMs + ROUNDING_OFF_HARD_MS;
  return {
    patienceMs: step.plan.times.patienceMs,
    softLimitMs: Math.min(ROUNDING_OFF_ANSWER_MS, step.plan.times.part1AnswerMs),
    hardStopAtMs,
    minimumAnswerMs: MINIMUM_ANSWER_MS,
    promptUntilMs: hardStopAtMs,
    shortness: null,
    simpler: null,
    procedure: 'procedurePart2',
  };
}

export function startRoundingOff(step: StepBuilder): Outcome {
  step.enter('roundingOff');
  return askNext(step, 0);
}

export function hearRoundingOff(step: StepBuilder, turn: TurnEnded | null): Outcome {
  const outcome = hearTurn(step, turn, rulesOf(step, openQuestion(step).askedAtMs));
  if (outcome === 'waiting' || outcome === 'quit') return outcome;
  return askNext(step, step.memory.roundingOffIndex + 1);
}

export function resumeRoundingOff(step: StepBuilder, said: SaidSoFar): Outcome {
  const rules = rulesOf(step, openQuestion(step).askedAtMs);
  return reopen(step, rules, said) ? 'waiting' : askNext(step, step.memory.roundingOffIndex + 1);
}

function askNext(step: StepBuilder, index: number): Outcome {
  const question = step.plan.card?.roundingOff[index];
  const { preparationMs, longTurnMs } = step.plan.times;
  const isLate = index > 0 && step.partElapsedMs >= preparationMs + longTurnMs + SECOND_ROUNDING_OFF_WITHIN_MS;
  if (question === undefined || index >= MAXIMUM_QUESTIONS || isLate) return 'completed';
  const rules = rulesOf(step, step.atMs);
  if (!fits(step, question.text, rules)) return 'completed';
  step.remember({ roundingOffIndex: index });
  step.ask(question, 'roundingOff', 'roundingOff');
  return listenToOpen(step, rules);
}
