/**
 * The examiner: a pure state machine over the phases. `(state, input) -> (state, commands)`; no clock, no chance, no world.
 * Inputs that do not fit the moment (a late turn, a second `begin`) change nothing and give no commands.
 */
import type { TurnEnded } from './asked-question.js';
import { hearDiscussion, resumeDiscussion, startDiscussion } from './discussion.js';
import { withExpectations } from './expectations.js';
import { hearInterview, resumeInterview, startInterview } from './interview.js';
import { hearIntroduction, resumeIntroduction, startIntroduction } from './introduction.js';
import { hearLongTurn, resumeLongTurn, resumePreparation, startCard, startLongTurn, takeCard } from './long-turn.js';
import { DISCUSSION_QUESTION_MS } from './times.js';
import { asStateMemory, EMPTY_MEMORY, memoryOf } from './memory.js';
import { hearRoundingOff, resumeRoundingOff } from './rounding-off.js';
import { StepBuilder, type Outcome } from './step.js';
import { understand } from './understanding.js';
import type { ExamInput, ExamPlan, ExamState, ExamStep, ListenCommand, RatedPart, SaidSoFar } from './types.js';

export function startExam(plan: ExamPlan): ExamState {
  return {
    version: 1,
    plan,
    phase: 'notStarted',
    nextLine: 1,
    nextTurn: 1,
    partStartedAtMs: 0,
    asked: [],
    memory: asStateMemory(EMPTY_MEMORY),
  };
}

/**
 * Commands come in the order they are to be carried out. The last one is `listen`, `prepare` or `end`, except for inputs that
 * are ignored. `expect` comes right before `listen` and `prepare`.
 */
export function advanceExam(state: ExamState, input: ExamInput): ExamStep {
  return withExpectations(advance(state, input), advance);
}

/**
 * Goes on after a crash: the open question, the card or the long turn again, the preparation from its beginning. Part clocks
 * go on from `atMs`, the media time used so far. What was decided on and not `said` before the crash is said now.
 */
export function resumeExam(state: ExamState, atMs: number, said: SaidSoFar): ExamStep {
  if (state.phase === 'notStarted') return advanceExam(state, { type: 'begin', atMs });
  if (state.phase === 'ended') return resumeEnd(state, atMs, said);
  const step = new StepBuilder(state, atMs);
  step.sayLine('reassurance', 'carryOn');
  if (said.cardShown && (state.phase === 'roundingOff' || state.phase === 'part3')) takeCard(step);
  return withExpectations(conclude(step, resumePhase(step, state, said)), advance);
}

/** Nothing is left but to close the test, unless that was done. A test that was left before its first line has no closing one. */
function resumeEnd(state: ExamState, atMs: number, { introduced, closing }: SaidSoFar): ExamStep {
  const step = new StepBuilder(state, atMs);
  const status = memoryOf(state).status ?? 'ended';
  if (closing !== 'said' && introduced.size > 0) sayClosing(step, status, closing === 'unsaid');
  step.emit({ type: 'end', status });
  return step.result();
}

/** The same state, listening on: a turn was not over after all, and what may be said after it is expected anew. */
export function listenOn(state: ExamState, listen: ListenCommand): ExamStep {
  return withExpectations({ state, commands: [listen] }, advance);
}

/** The turn with what its words say to the open question, for whoever gives it to the examiner more than once. */
export function understoodTurn(state: ExamState, turn: TurnEnded): TurnEnded {
  const { open } = memoryOf(state);
  return open === null ? turn : { ...turn, understood: understand(turn, open) };
}

/**
 * Whether a suggestion would have a say in what follows this turn: in Part 3, when neither the clock nor a request, a prompt
 * or a silence decides already. Found by trying, so that it cannot differ from what the examiner will do.
 */
export function wantsSuggestion(state: ExamState, turn: TurnEnded): boolean {
  if (state.phase !== 'part3' || turn.text.trim() === '') return false;
  const { commands } = advance(state, turn);
  const { open } = memoryOf(state);
  const leftMs = state.partStartedAtMs + state.plan.times.part3TargetMs - turn.atMs;
  const request = commands.find((command) => command.type === 'noteRequest')?.request;
  if (request !== undefined) return open?.purpose === 'followUp' && (request === 'rephrase' || request === 'explain');
  const tooShort = commands.some((command) => command.type === 'note' && command.note === 'shortAnswer');
  return commands.some((command) => {
    if (command.type === 'endPart')
      return command.part === 'part3' && command.reason === 'completed' && leftMs >= DISCUSSION_QUESTION_MS;
    if (command.type !== 'say' || command.line.part !== 'part3') return false;
    // The bank asks for more where it has nothing better to ask.
    if (command.line.purpose === 'prompt') return !tooShort;
    return command.line.purpose === 'question' || command.line.purpose === 'followUp';
  });
}

function advance(state: ExamState, input: ExamInput): ExamStep {
  if (!isDue(state, input)) return { state, commands: [] };
  const step = new StepBuilder(state, input.atMs);
  switch (input.type) {
    case 'begin':
      return conclude(step, startIntroduction(step));
    case 'preparationEnded':
      return conclude(step, startLongTurn(step));
    case 'turnEnded':
      return conclude(step, hearPhase(step, state, input));
    case 'repeatRequested':
      return conclude(step, hearPhase(step, state, null));
    case 'quit':
      return conclude(step, 'quit');
  }
}

function isDue(state: ExamState, input: ExamInput): boolean {
  const { open, longTurn } = memoryOf(state);
  const turnId = state.phase === 'longTurn' ? longTurn?.turnId : open?.turnId;
  switch (input.type) {
    case 'begin':
      return state.phase === 'notStarted';
    case 'preparationEnded':
      return state.phase === 'preparation';
    case 'turnEnded':
      return isListening(state) && input.turnId === turnId;
    case 'repeatRequested':
      return isListening(state);
    case 'quit':
      return state.phase !== 'ended';
  }
}

function isListening(state: ExamState): boolean {
  return !['notStarted', 'card', 'preparation', 'ended'].includes(state.phase);
}

function hearPhase(step: StepBuilder, state: ExamState, turn: TurnEnded | null): Outcome {
  if (turn?.suggestion !== undefined && state.phase !== 'part3') step.judge(turn.turnId, turn.suggestion, 'wrongPart');
  switch (state.phase) {
    case 'introduction':
      return hearIntroduction(step, turn);
    case 'part1':
      return hearInterview(step, turn);
    case 'longTurn':
      return hearLongTurn(step, turn);
    case 'roundingOff':
      return hearRoundingOff(step, turn);
    case 'part3':
      return hearDiscussion(step, turn);
    default:
      return 'waiting';
  }
}

function resumePhase(step: StepBuilder, state: ExamState, said: SaidSoFar): Outcome {
  switch (state.phase) {
    case 'introduction':
      return resumeIntroduction(step, said);
    case 'part1':
      return resumeInterview(step, said);
    case 'card':
    case 'preparation':
      return resumePreparation(step, said);
    case 'longTurn':
      return resumeLongTurn(step);
    case 'roundingOff':
      return resumeRoundingOff(step, said);
    case 'part3':
      return resumeDiscussion(step, said);
    default:
      return 'waiting';
  }
}

/** Goes from part to part until one waits for the candidate or the test is over. */
function conclude(step: StepBuilder, first: Outcome): ExamStep {
  let outcome = first;
  while (outcome !== 'waiting') {
    const ended = step.memory.part;
    if (outcome === 'quit') {
      if (step.memory.longTurn !== null || isShowingCard(step)) step.emit({ type: 'hideCard' });
      if (ended !== null) step.endPart('quit');
      return close(step, 'ended');
    }
    const next = step.plan.parts.find((part) => order(part) > order(ended));
    if (next !== undefined && ended !== 'introduction' && outcome !== 'noAnswer')
      step.sayLine('transition', 'transition');
    step.endPart(outcome);
    if (next === undefined) return close(step, 'completed');
    outcome = START[next](step);
  }
  return step.result();
}

const START: Readonly<Record<RatedPart, (step: StepBuilder) => Outcome>> = {
  part1: startInterview,
  part2: startCard,
  part3: startDiscussion,
};

const ORDER = ['introduction', 'part1', 'part2', 'part3'];

function order(part: string | null): number {
  return part === null ? -1 : ORDER.indexOf(part);
}

function isShowingCard(step: StepBuilder): boolean {
  return step.phase === 'preparation' || step.phase === 'card';
}

function close(step: StepBuilder, status: 'completed' | 'ended'): ExamStep {
  if (step.phase !== 'notStarted') {
    sayClosing(step, status, true);
  }
  step.enter('ended');
  step.remember({ status });
  step.emit({ type: 'end', status });
  return step.result();
}

/** @param asPart as a part of its own in the log, unless it is there already */
function sayClosing(step: StepBuilder, status: 'completed' | 'ended', asPart: boolean): void {
  if (asPart) step.startPart('closing');
  step.sayLine('closing', status === 'completed' ? 'closing' : 'stopped');
  if (asPart) step.endPart('completed');
}
