/**
 * What the examiner is likely to say after the coming turn, so that it is synthesized while the candidate speaks. Found by
 * trying the likeliest inputs on the machine itself: the texts cannot differ from what will really be said.
 */
import type { ExamCommand, ExamInput, ExamState, ExamStep, ListenCommand } from './types.js';

type Advance = (state: ExamState, input: ExamInput) => ExamStep;

/** Enough for the next question, its announcement, a repeat, a prompt, a simpler wording and a part's opening. */
const MOST_TEXTS = 12;

/** Puts `expect` before the step's closing `listen` or `prepare`. Steps that end the test are returned as they are. */
export function withExpectations(step: ExamStep, advance: Advance): ExamStep {
  const last = step.commands.at(-1);
  const atMs = latestAtMs(step.state);
  if (last === undefined || (last.type !== 'listen' && last.type !== 'prepare')) return step;
  let texts: readonly string[] | null = null;
  const expect: ExamCommand = {
    type: 'expect',
    // Found when they are asked for: the examiner's answer comes first, and the texts depend on the state alone.
    get texts() {
      texts ??= likelyTexts(step.state, inputsAfter(last, atMs), advance);
      return texts;
    },
  };
  return { state: step.state, commands: [...step.commands.slice(0, -1), expect, last] };
}

function inputsAfter(last: ListenCommand | { readonly type: 'prepare' }, atMs: number): readonly ExamInput[] {
  return last.type === 'listen' ? likelyTurns(last.turnId, last.moment === 'longTurn', atMs) : likelyStart(atMs);
}

function likelyTexts(state: ExamState, inputs: readonly ExamInput[], advance: Advance): readonly string[] {
  const texts = new Set<string>();
  for (const input of inputs) {
    for (const text of textsOf(advance(state, input).commands)) texts.add(text);
  }
  return [...texts].slice(0, MOST_TEXTS);
}

function latestAtMs(state: ExamState): number {
  const { lastAtMs } = state.memory;
  return typeof lastAtMs === 'number' ? lastAtMs : 0;
}

function textsOf(commands: readonly ExamCommand[]): string[] {
  return commands.flatMap((command) => (command.type === 'say' ? [command.line.text] : []));
}

function likelyStart(atMs: number): ExamInput[] {
  return [{ type: 'preparationEnded', atMs, reason: 'timeUp' }];
}

/** Invented answers, the likeliest first: an ordinary one, nothing, a short one, a long cut-off one, a developed one, a request. */
function likelyTurns(turnId: string, isLongTurn: boolean, now: number): ExamInput[] {
  const turn = (
    text: string,
    speechMs: number,
    reason: Extract<ExamInput, { type: 'turnEnded' }>['reason'],
    afterMs = speechMs + 4000,
  ): ExamInput => ({
    type: 'turnEnded',
    atMs: now + afterMs,
    turnId,
    text,
    speechMs,
    firstSpeechAtMs: speechMs === 0 ? null : now + afterMs - speechMs,
    reason,
    confidence: null,
  });
  // Counts as developed for its length in time; few words, because this runs before the examiner's answer is given out.
  const developed = 'i would say that it depends because people differ and so it goes on like this every day';
  if (isLongTurn) {
    return [turn(developed, 120_000, 'timeLimit'), turn(developed, 30_000, 'silence'), turn('', 0, 'silence', 9000)];
  }
  return [
    turn('it is a place where many of us go in the summer with the family', 8000, 'endpoint'),
    turn('', 0, 'silence', 8000),
    turn('yes', 700, 'endpoint'),
    turn(developed, 30_000, 'endpoint'),
    turn(developed, 40_000, 'timeLimit'),
    turn('no', 700, 'endpoint'),
    turn('i do not understand', 1500, 'endpoint'),
  ];
}
