/** Greeting, name, what to be called, identity check. Not rated, and kept within its time: what no longer fits is left out. */
import { fits, hearTurn, listenToOpen, reopen, type QuestionRules, type TurnEnded } from './asked-question.js';
import type { LineName } from './lines.js';
import type { Outcome, StepBuilder } from './step.js';
import type { SaidSoFar } from './types.js';
import { IDENTITY_ANSWER_MS, IDENTITY_PATIENCE_MS, MINIMUM_IDENTITY_ANSWER_MS } from './times.js';

const QUESTIONS: readonly { readonly id: string; readonly line: LineName }[] = [
  { id: 'introduction-name', line: 'askName' },
  { id: 'introduction-call-name', line: 'askCallName' },
  { id: 'introduction-identity', line: 'askIdentity' },
];

function rulesOf(step: StepBuilder): QuestionRules {
  const hardStopAtMs = step.partStartedAtMs + step.plan.times.introductionMaxMs;
  return {
    patienceMs: IDENTITY_PATIENCE_MS,
    softLimitMs: IDENTITY_ANSWER_MS,
    hardStopAtMs,
    minimumAnswerMs: MINIMUM_IDENTITY_ANSWER_MS,
    promptUntilMs: hardStopAtMs,
    shortness: null,
    simpler: null,
    procedure: 'procedureIntroduction',
  };
}

export function startIntroduction(step: StepBuilder): Outcome {
  step.enter('introduction');
  step.startPart('introduction');
  greet(step);
  return askNext(step, 0);
}

function greet(step: StepBuilder): void {
  step.say('greeting', step.line('greeting', { examiner: step.plan.examinerName }));
}

export function hearIntroduction(step: StepBuilder, turn: TurnEnded | null): Outcome {
  const outcome = hearTurn(step, turn, rulesOf(step));
  if (outcome === 'waiting' || outcome === 'quit') return outcome;
  return askNext(step, step.memory.introductionIndex + 1);
}

export function resumeIntroduction(step: StepBuilder, said: SaidSoFar): Outcome {
  if (!said.introduced.has('introduction')) greet(step);
  return reopen(step, rulesOf(step), said) ? 'waiting' : askNext(step, step.memory.introductionIndex + 1);
}

function askNext(step: StepBuilder, index: number): Outcome {
  const question = QUESTIONS[index];
  const rules = rulesOf(step);
  // The name is asked for whatever the clock says: it is the first question.
  if (question === undefined || (index > 0 && !fits(step, step.line(question.line), rules))) {
    step.sayLine('transition', 'identityChecked');
    return 'completed';
  }
  step.remember({ introductionIndex: index });
  step.ask({ id: question.id, text: step.line(question.line) }, 'identity', 'identity');
  return listenToOpen(step, rules);
}
