/**
 * What happens to one question after it was asked, the same in every part but the long turn: silence, requests, short answers,
 * repeats. Every question is left after a bounded number of turns.
 */
import { addSizes, isShort, promptFor, strengthOf } from './answer.js';
import type { LineName } from './lines.js';
import type { OpenQuestion } from './memory.js';
import { understand } from './understanding.js';
import type { StepBuilder } from './step.js';
import { speakingMs } from './times.js';
import type { CandidateRequest, ExamInput, SaidSoFar, UnderstoodTurn } from './types.js';

export type TurnEnded = Extract<ExamInput, { type: 'turnEnded' }>;

export interface QuestionRules {
  readonly patienceMs: number;
  readonly softLimitMs: number;
  /** Media time at which a turn of this question is cut. */
  readonly hardStopAtMs: number;
  /** Nothing is asked or repeated with less than this left. */
  readonly minimumAnswerMs: number;
  /** After this media time nothing is prompted for: the part is about to end. */
  readonly promptUntilMs: number;
  /** What counts as too short; null: never prompt. */
  readonly shortness: 'interview' | 'discussion' | null;
  /** The simpler wording, where the part allows it. */
  readonly simpler: string | null;
  readonly procedure: LineName;
}

/** `waiting`: the same question goes on. */
export type QuestionOutcome = 'waiting' | 'answered' | 'noAnswer' | 'skipped' | 'quit';

/** Part 1 allows two repeats that are asked for; nobody gains from a third in the other parts either. */
const MAXIMUM_REPEATS = 2;
/** After an answer to another request the question comes again in its words, so often; it was not asked to be repeated. */
const MAXIMUM_RESTATEMENTS = 2;
/** Requests for scores and the like are answered three times for a question; then the question is left. */
const MAXIMUM_OTHER_REQUESTS = 3;
/** Less speech than this without a word recognised is a cough or a click, not an answer. */
const INAUDIBLE_MS = 1000;
/** Speech of this length was an answer even if the recogniser made nothing of it. */
export const UNRECOGNIZED_ANSWER_MS = 3500;

export function openQuestion(step: StepBuilder): OpenQuestion {
  const open = step.memory.open;
  if (open === null) throw new Error('No question is open: the state does not belong to this examiner.');
  return open;
}

export function isSilent(turn: TurnEnded): boolean {
  return turn.text.trim() === '' && turn.speechMs < INAUDIBLE_MS;
}

/**
 * What is left of the patience after a cough: the wait begins anew with it. Null where there is nothing to wait for, and after
 * a second one since the examiner spoke, so that a noise that keeps coming back does not hold the exam up.
 * @param noises coughs since the examiner spoke
 */
export function patienceLeftMs(turn: TurnEnded, patienceMs: number, noises = 0): number | null {
  const endedBySilence = turn.reason === 'endpoint' || turn.reason === 'silence';
  if (turn.firstSpeechAtMs === null || !endedBySilence || noises > 0) return null;
  const silentMs = turn.atMs - turn.firstSpeechAtMs - turn.speechMs;
  return silentMs < patienceMs ? patienceMs - Math.max(0, silentMs) : null;
}

/** Whether a text can still be said and answered before the turn would be cut. */
export function fits(
  step: StepBuilder,
  text: string,
  rules: Pick<QuestionRules, 'hardStopAtMs' | 'minimumAnswerMs'>,
): boolean {
  return step.atMs + step.speakingAheadMs + speakingMs(text) + rules.minimumAnswerMs <= rules.hardStopAtMs;
}

/** @param noises coughs since the examiner spoke; left out where it has just done so */
export function listenToOpen(step: StepBuilder, rules: QuestionRules, noises?: number): 'waiting' {
  const { noises: _, ...open } = openQuestion(step);
  const turnId = step.listen(open.questionId, open.moment, {
    patienceMs: rules.patienceMs,
    softLimitMs: rules.softLimitMs,
    hardStopAtMs: rules.hardStopAtMs,
    limitFromFirstSpeechMs: null,
    endSilenceMs: null,
  });
  step.remember({ open: { ...open, turnId, ...(noises === undefined ? {} : { noises }) } });
  return 'waiting';
}

/**
 * Asks the open question after a crash, again or, if it was not heard yet, for the first time; it does not count as a repeat.
 * False when there is no time left for it.
 */
export function reopen(step: StepBuilder, rules: QuestionRules, { questions }: SaidSoFar): boolean {
  const open = openQuestion(step);
  if (!fits(step, open.text, rules)) return false;
  step.say(questions.has(open.questionId) ? 'repeat' : open.purpose, open.text, open.questionId);
  listenToOpen(step, rules);
  return true;
}

/** Takes a turn, or null for the repeat key. */
export function hearTurn(step: StepBuilder, turn: TurnEnded | null, rules: QuestionRules): QuestionOutcome {
  if (turn === null) return heardRequest(step, null, 'repeat', rules);
  if (isSilent(turn)) return heardNothing(step, turn, rules);
  step.remember({ silentQuestions: 0 });
  const understood = turn.understood ?? understand(turn, openQuestion(step));
  if (understood.type === 'request') return heardRequest(step, turn.turnId, understood.request, rules);
  return heardAnswer(step, turn, understood, rules);
}

function heardNothing(step: StepBuilder, turn: TurnEnded, rules: QuestionRules): QuestionOutcome {
  const open = openQuestion(step);
  const patienceMs = patienceLeftMs(turn, rules.patienceMs, open.noises);
  if (patienceMs !== null && step.atMs + patienceMs <= rules.hardStopAtMs) {
    return listenToOpen(step, { ...rules, patienceMs }, (open.noises ?? 0) + 1);
  }
  // After a prompt the question was already answered, in short: nothing more is an answer too.
  if (open.prompted) return 'answered';
  const waited = turn.reason === 'silence' || turn.reason === 'timeLimit' || turn.reason === 'endpoint';
  if (waited && open.silences === 0 && sayAgain(step, rules)) {
    step.remember({ open: { ...openQuestion(step), silences: 1 } });
    return 'waiting';
  }
  step.note(turn.turnId, 'noAnswer', `nothing was said to "${open.questionId}" (${turn.reason})`);
  // Someone who presses a key or sends an empty line is there: only waiting in vain counts towards ending the part.
  step.remember({ silentQuestions: waited ? step.memory.silentQuestions + 1 : 0 });
  return 'noAnswer';
}

function heardAnswer(
  step: StepBuilder,
  turn: TurnEnded,
  { size, language, finished, unable }: Extract<UnderstoodTurn, { type: 'answer' }>,
  rules: QuestionRules,
): QuestionOutcome {
  const open = openQuestion(step);
  const answer = addSizes(open.answer, size);
  step.remember({ open: { ...open, answer } });
  if (language !== null) step.note(turn.turnId, 'foreignLanguage', language);

  const unrecognized = size.words === 0 && size.speechMs >= UNRECOGNIZED_ANSWER_MS;
  const short = rules.shortness === 'interview' ? isShort(size) : strengthOf(size) === 'weak';
  const mayPrompt = rules.shortness !== null && !open.prompted && turn.reason !== 'timeLimit' && !unrecognized;
  if (!mayPrompt || !short) return 'answered';
  step.note(turn.turnId, 'shortAnswer', `${size.words} words`);
  const line = promptFor(open.text, turn.text);
  const wasLastWord = unable || finished || turn.reason === 'saidFinished' || turn.reason === 'finishedKey';
  if (wasLastWord || step.atMs >= rules.promptUntilMs || !fits(step, step.line(line), rules)) return 'answered';
  step.sayLine('prompt', line, open.questionId);
  step.remember({ open: { ...openQuestion(step), prompted: true } });
  return listenToOpen(step, rules);
}

function heardRequest(
  step: StepBuilder,
  turnId: string | null,
  request: CandidateRequest,
  rules: QuestionRules,
): QuestionOutcome {
  step.noteRequest(turnId, request);
  if (request === 'stop') return 'quit';
  if (request === 'skip') return 'skipped';
  const open = openQuestion(step);
  if (request === 'repeat') return repeat(step, rules) ? 'waiting' : leave(step);
  if (open.otherRequests >= MAXIMUM_OTHER_REQUESTS) return leave(step);
  step.remember({ open: { ...open, otherRequests: open.otherRequests + 1 } });
  if ((request === 'rephrase' || request === 'explain') && rules.simpler !== null) {
    return rephrase(step, rules.simpler, rules) ? 'waiting' : leave(step);
  }
  if (request === 'pause') return answerRequest(step, 'takeAMoment', 'procedure', rules, false);
  const [line, purpose] = ANSWERS[request];
  return answerRequest(step, line ?? rules.procedure, purpose, rules, true);
}

/** What is said to a request; the procedure's line depends on the part. */
const ANSWERS = {
  rephrase: ['cannotExplain', 'decline'],
  explain: ['cannotExplain', 'decline'],
  score: ['declineScore', 'decline'],
  opinion: ['declineOpinion', 'decline'],
  correctness: ['declineCorrectness', 'decline'],
  procedure: [null, 'procedure'],
} as const;

/** Answers a request in one line and goes back to the question: in its words while it may be repeated, else by a nod to it. */
function answerRequest(
  step: StepBuilder,
  line: LineName,
  purpose: 'decline' | 'procedure',
  rules: QuestionRules,
  restate: boolean,
): QuestionOutcome {
  const open = openQuestion(step);
  const mayRepeat = restate && open.otherRequests <= MAXIMUM_RESTATEMENTS;
  const name = line === 'cannotExplain' && !mayRepeat ? 'cannotExplainWord' : line;
  const closing = mayRepeat ? open.text : '';
  if (!fits(step, `${step.line(name)} ${closing}`, rules)) return 'skipped';
  step.sayLine(purpose, name);
  if (mayRepeat && sayAgain(step, rules)) return 'waiting';
  if (restate) step.sayLine('reassurance', 'answerPlease');
  return listenToOpen(step, rules);
}

function repeat(step: StepBuilder, rules: QuestionRules): boolean {
  const open = openQuestion(step);
  if (open.repeats >= MAXIMUM_REPEATS || !sayAgain(step, rules)) return false;
  step.remember({ open: { ...openQuestion(step), repeats: open.repeats + 1 } });
  return true;
}

/** Without having been asked to: such repeats have bounds of their own. False when there is no time left for it. */
function sayAgain(step: StepBuilder, rules: QuestionRules): boolean {
  const open = openQuestion(step);
  if (!fits(step, open.text, rules)) return false;
  step.say('repeat', open.text, open.questionId);
  listenToOpen(step, rules);
  return true;
}

function rephrase(step: StepBuilder, simpler: string, rules: QuestionRules): boolean {
  const open = openQuestion(step);
  if (open.rephrased) return repeat(step, rules);
  if (!fits(step, simpler, rules)) return false;
  step.say('rephrase', simpler, open.questionId);
  step.remember({ open: { ...open, text: simpler, rephrased: true } });
  listenToOpen(step, rules);
  return true;
}

function leave(step: StepBuilder): 'skipped' {
  step.sayLine('transition', 'moveOn');
  return 'skipped';
}
