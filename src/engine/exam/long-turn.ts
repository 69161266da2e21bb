/** Part 2: the card is announced, shown and read out, a minute of preparation, then the candidate talks alone. */
import type { TaskCard } from './bank.js';
import { isSilent, patienceLeftMs, type TurnEnded } from './asked-question.js';
import { candidateIntent, normalize } from './intents.js';
import { foreignLanguage } from './language.js';
import type { LongTurnMemory } from './memory.js';
import { startRoundingOff } from './rounding-off.js';
import type { Outcome, StepBuilder } from './step.js';
import { LONG_TURN_PATIENCE_FACTOR } from './times.js';
import type { CandidateRequest, SaidSoFar } from './types.js';

/** As in Part 1. */
const MAXIMUM_REPEATS = 2;
/** Requests, a silence and the prompt each end a turn; after this many the examiner goes on, whatever was said. */
const MAXIMUM_TURNS = 6;
/** A rest of the long turn too short to say anything in. */
const NOTHING_LEFT_MS = 5000;

export function cardOf(step: StepBuilder): TaskCard {
  const card = step.plan.card;
  if (card === null) throw new Error('The plan has no task card, though its parts need one.');
  return card;
}

export function startCard(step: StepBuilder): Outcome {
  step.enter('card');
  step.startPart('part2');
  step.sayLine('partIntroduction', 'part2Introduction');
  return giveCard(step);
}

/** Preparation starts only after the card has been shown and read out, so it is the last command. */
function giveCard(step: StepBuilder): Outcome {
  const card = cardOf(step);
  step.emit({ type: 'showCard', card });
  step.say('card', cardText(step), card.id);
  step.markAsked(card.id);
  step.enter('preparation');
  step.emit({ type: 'prepare', durationMs: step.plan.times.preparationMs });
  return 'waiting';
}

/** As it is read out. */
export function cardText(step: StepBuilder): string {
  const { topic, points, closing } = cardOf(step);
  const sentence = (text: string): string => `${text.trim().replace(/[.,;:]+$/, '')}.`;
  return step.line('card', { topic: sentence(topic), points: points.join(', '), closing: sentence(closing) });
}

export function resumePreparation(step: StepBuilder, { introduced }: SaidSoFar): Outcome {
  if (!introduced.has('part2')) step.sayLine('partIntroduction', 'part2Introduction');
  return giveCard(step);
}

export function startLongTurn(step: StepBuilder): Outcome {
  step.enter('longTurn');
  step.remember({
    longTurn: { firstSpeechAtMs: null, speechMs: 0, prompted: false, repeats: 0, silences: 0, turns: 0, turnId: '' },
  });
  step.sayLine('longTurnStart', 'longTurnStart');
  return listen(step);
}

/** The interrupted turn is lost, so the candidate starts again; after the prompt only what was left of its time is. */
export function resumeLongTurn(step: StepBuilder): Outcome {
  if (memoryOf(step).prompted && leftMs(step) < NOTHING_LEFT_MS) return finish(step);
  step.emit({ type: 'showCard', card: cardOf(step) });
  const restarted = memoryOf(step).prompted;
  if (restarted) step.sayLine('prompt', 'promptLongTurn', cardOf(step).id);
  else step.sayLine('longTurnStart', 'longTurnStart');
  return listen(step);
}

export function hearLongTurn(step: StepBuilder, turn: TurnEnded | null): Outcome {
  if (turn === null) return request(step, null, 'repeat', null);
  if (isSilent(turn)) return silence(step, turn);
  const intent = candidateIntent(turn.text, {
    moment: 'longTurn',
    question: cardText(step),
    confidence: turn.confidence,
    speechMs: turn.speechMs,
  });
  if (intent.type === 'request') return request(step, turn.turnId, intent.request, intent.word);

  const times = step.plan.times;
  const before = memoryOf(step);
  const firstSpeechAtMs = before.firstSpeechAtMs ?? Math.min(turn.firstSpeechAtMs ?? step.atMs, step.atMs);
  change(step, { firstSpeechAtMs, speechMs: before.speechMs + turn.speechMs });
  const language = foreignLanguage(turn.text);
  if (language !== null) step.note(turn.turnId, 'foreignLanguage', language);
  if (turn.reason === 'timeLimit' || leftMs(step) < NOTHING_LEFT_MS) return finish(step);
  const silenceMs = turn.reason === 'silence' ? times.longTurnSilenceMs : 0;
  const talkedMs = Math.max(step.atMs - firstSpeechAtMs - silenceMs, memoryOf(step).speechMs);
  // A typed answer has no pauses in it, so only the time it would take to say counts.
  const lastedMs = turn.reason === 'typed' ? memoryOf(step).speechMs : talkedMs;
  if (lastedMs >= times.longTurnShortMs) return finish(step);
  if (!before.prompted && before.turns < MAXIMUM_TURNS) {
    change(step, { prompted: true });
    step.sayLine('prompt', 'promptLongTurn', cardOf(step).id);
    return listen(step);
  }
  step.note(turn.turnId, 'stoppedEarly', `after ${Math.round(lastedMs / 1000)} s`);
  return finish(step);
}

function silence(step: StepBuilder, turn: TurnEnded): Outcome {
  const before = memoryOf(step);
  if (before.firstSpeechAtMs !== null) {
    step.note(turn.turnId, 'stoppedEarly', 'nothing more after the prompt');
    return finish(step);
  }
  const patienceMs = patienceLeftMs(turn, beginningPatienceMs(step), before.noises);
  if (patienceMs !== null && before.turns < MAXIMUM_TURNS) {
    return listen(step, patienceMs, (before.noises ?? 0) + 1);
  }
  if (before.silences === 0 && before.turns < MAXIMUM_TURNS) {
    change(step, { silences: 1 });
    step.sayLine('reassurance', 'takeYourTime');
    if (before.repeats < MAXIMUM_REPEATS) repeatCard(step);
    return listen(step);
  }
  step.note(turn.turnId, 'noAnswer', 'nothing was said in the long turn');
  return abandon(step);
}

function request(step: StepBuilder, turnId: string | null, wanted: CandidateRequest, word: string | null): Outcome {
  step.noteRequest(turnId, wanted);
  if (wanted === 'stop') return 'quit';
  const before = memoryOf(step);
  if (before.turns >= MAXIMUM_TURNS) return before.firstSpeechAtMs === null ? abandon(step) : finish(step);
  if (before.firstSpeechAtMs !== null && leftMs(step) < NOTHING_LEFT_MS) return finish(step);
  switch (wanted) {
    case 'repeat':
    case 'rephrase':
      if (before.repeats < MAXIMUM_REPEATS) repeatCard(step);
      else step.sayLine('reassurance', 'keepTalking');
      break;
    case 'explain':
      explain(step, word);
      break;
    case 'score':
      step.sayLine('decline', 'declineScore');
      break;
    case 'opinion':
      step.sayLine('decline', 'declineOpinion');
      break;
    case 'correctness':
      step.sayLine('decline', 'declineCorrectness');
      break;
    case 'procedure':
      step.sayLine('procedure', 'procedurePart2');
      break;
    case 'pause':
      step.sayLine('procedure', 'takeAMoment');
      break;
    case 'skip':
      step.sayLine('reassurance', 'keepTalking');
      break;
    default:
      wanted satisfies never;
  }
  return listen(step);
}

function repeatCard(step: StepBuilder): void {
  change(step, { repeats: memoryOf(step).repeats + 1 });
  step.say('repeat', cardText(step), cardOf(step).id);
}

/** One word of the card may be explained, once; asked for no word in particular, the card's own is meant. */
function explain(step: StepBuilder, word: string | null): void {
  const entries = Object.entries(cardOf(step).explain);
  const asked = word === null ? '' : normalize(word);
  const found = entries.find(([each]) => {
    const known = normalize(each);
    return asked === '' || known === asked || known.includes(asked) || asked.includes(known);
  });
  if (found === undefined || step.memory.wordExplained) {
    step.sayLine('decline', 'cannotExplainWord');
    step.sayLine('reassurance', 'keepTalking');
    return;
  }
  step.remember({ wordExplained: true });
  step.say('explanation', found[1], cardOf(step).id);
}

function beginningPatienceMs(step: StepBuilder): number {
  return Math.round(step.plan.times.patienceMs * LONG_TURN_PATIENCE_FACTOR);
}

/** @param noises coughs since the examiner spoke; left out where it has just done so */
function listen(step: StepBuilder, patienceMs = beginningPatienceMs(step), noises?: number): 'waiting' {
  const times = step.plan.times;
  const { noises: _, ...longTurn } = memoryOf(step);
  const { firstSpeechAtMs, turns } = longTurn;
  const turnId = step.listen(cardOf(step).id, 'longTurn', {
    patienceMs,
    softLimitMs: null,
    hardStopAtMs: firstSpeechAtMs === null ? null : firstSpeechAtMs + times.longTurnMs,
    limitFromFirstSpeechMs: leftMs(step),
    endSilenceMs: times.longTurnSilenceMs,
  });
  const next = { ...longTurn, turnId, turns: turns + 1 };
  step.remember({ longTurn: noises === undefined ? next : { ...next, noises } });
  return 'waiting';
}

/** Left of the long turn, at least a millisecond. */
function leftMs(step: StepBuilder): number {
  const { firstSpeechAtMs } = memoryOf(step);
  const spentMs = firstSpeechAtMs === null ? 0 : step.atMs - firstSpeechAtMs;
  return Math.max(1, step.plan.times.longTurnMs - spentMs);
}

export function takeCard(step: StepBuilder): void {
  step.sayLine('longTurnEnd', 'longTurnEnd');
  step.emit({ type: 'hideCard' });
}

function finish(step: StepBuilder): Outcome {
  takeCard(step);
  step.remember({ longTurn: null });
  return startRoundingOff(step);
}

/** Nothing was said: questions about what was said would make no sense. */
function abandon(step: StepBuilder): Outcome {
  step.sayLine('transition', 'longTurnEnd');
  step.emit({ type: 'hideCard' });
  step.remember({ longTurn: null });
  return 'noAnswer';
}

function memoryOf(step: StepBuilder): LongTurnMemory {
  const memory = step.memory.longTurn;
  if (memory === null) throw new Error('No long turn is going on: the state does not belong to this examiner.');
  return memory;
}

function change(step: StepBuilder, changes: Partial<LongTurnMemory>): void {
  step.remember({ longTurn: { ...memoryOf(step), ...changes } });
}
