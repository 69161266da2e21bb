/** Runs an exam against a fake candidate in media time, the way a session does, and keeps a readable record. */
import { advanceExam, startExam } from '../../../src/engine/exam/examiner.js';
import { planExam, type PlanRequest } from '../../../src/engine/exam/plan.js';
import { speakingMs } from '../../../src/engine/exam/times.js';
import type {
  ExamCommand,
  ExamInput,
  ExamPlan,
  ExamState,
  ExaminerLine,
  ListenCommand,
  Part,
  RatedPart,
  SaidSoFar,
  TurnEndReason,
} from '../../../src/engine/exam/types.js';
import { TEST_BANK } from '../../support/test-bank.js';

/** What a fake candidate does with a turn. `null` text: says nothing. */
export interface FakeAnswer {
  readonly text: string | null;
  /** Speech, without the pause before it. */
  readonly speechMs?: number;
  readonly reason?: TurnEndReason;
  readonly confidence?: number;
  /** Instead of answering. */
  readonly input?: 'repeatRequested' | 'quit';
}

export type Candidate = (listen: ListenCommand, question: string) => FakeAnswer;

export interface ExamRecord {
  readonly plan: ExamPlan;
  readonly commands: readonly ExamCommand[];
  readonly lines: readonly ExaminerLine[];
  /** 'part1', 'examiner: ...', 'candidate: ...' */
  readonly dialogue: readonly string[];
  readonly partMs: Readonly<Record<string, number>>;
  readonly state: ExamState;
  readonly totalMs: number;
}

export function testPlan(request: Partial<PlanRequest> = {}): ExamPlan {
  return planExam({
    bank: TEST_BANK,
    seed: 7,
    parts: ['part1', 'part2', 'part3'],
    timing: 'standard',
    ...request,
  });
}

/** The log of a test that was killed while its newest question was answered. */
export function allSaid({ plan, asked, phase }: ExamState): SaidSoFar {
  return {
    introduced: new Set(['introduction', ...plan.parts]),
    topics: new Set(plan.topics.map(({ id }) => id)),
    questions: new Set(asked),
    cardShown: false,
    closing: phase === 'ended' ? 'said' : 'unsaid',
  };
}

/** Drops the courtesies of the introduction, which most tests do not care about. */
export function polite(candidate: Candidate): Candidate {
  return (listen, question) =>
    listen.moment === 'identity' ? { text: 'my name is maria lopez', speechMs: 1500 } : candidate(listen, question);
}

export function runExam(plan: ExamPlan, candidate: Candidate): ExamRecord {
  const commands: ExamCommand[] = [];
  const dialogue: string[] = [];
  const partMs: Record<string, number> = {};
  let state = startExam(plan);
  let atMs = 0;
  let input: ExamInput = { type: 'begin', atMs };
  for (let steps = 0; steps < 2000; steps += 1) {
    const step = advanceExam(state, input);
    state = step.state;
    let said = '';
    let next: ExamInput | null = null;
    for (const command of step.commands) {
      commands.push(command);
      if (command.type === 'say') {
        said = command.line.text;
        dialogue.push(`examiner: ${said}`);
        atMs += speakingMs(said);
      } else if (command.type === 'startPart') {
        partMs[command.part] = -atMs;
        dialogue.push(`--- ${command.part}`);
      } else if (command.type === 'endPart') {
        partMs[command.part] = (partMs[command.part] ?? 0) + atMs;
      } else if (command.type === 'prepare') {
        dialogue.push(`(prepares for ${command.durationMs / 1000} s)`);
        atMs += command.durationMs;
        next = { type: 'preparationEnded', atMs, reason: 'timeUp' };
      } else if (command.type === 'listen') {
        next = answerTurn(command, candidate(command, said), atMs);
        atMs = next.atMs;
        dialogue.push(`candidate: ${next.type === 'turnEnded' ? next.text || `(${next.reason})` : next.type}`);
      } else if (command.type === 'end') {
        const lines = commands.flatMap((each) => (each.type === 'say' ? [each.line] : []));
        return { plan, commands, lines, dialogue, partMs, state, totalMs: atMs };
      }
    }
    if (next === null) throw new Error(`the step to ${input.type} gave nothing to wait for`);
    input = next;
  }
  throw new Error('the exam did not end');
}

/** Applies the turn's limits to what the candidate would do, as a session would. */
function answerTurn(listen: ListenCommand, answer: FakeAnswer, startMs: number): ExamInput {
  if (answer.input !== undefined) return { type: answer.input, atMs: startMs + 500 };
  const hard = listen.hardStopAtMs ?? Infinity;
  const head = { type: 'turnEnded', turnId: listen.turnId, confidence: answer.confidence ?? null } as const;
  if (answer.text === null) {
    const patient = startMs + listen.patienceMs;
    const atMs = Math.max(startMs, Math.min(patient, hard));
    const reason = answer.reason ?? (patient <= hard ? 'silence' : 'timeLimit');
    return { ...head, atMs, text: '', speechMs: 0, firstSpeechAtMs: null, reason };
  }
  const firstSpeechAtMs = startMs + 800;
  const limit = Math.min(
    hard,
    listen.softLimitMs === null ? Infinity : firstSpeechAtMs + listen.softLimitMs + 1000,
    listen.limitFromFirstSpeechMs === null ? Infinity : firstSpeechAtMs + listen.limitFromFirstSpeechMs,
  );
  const wanted = firstSpeechAtMs + (answer.speechMs ?? answer.text.length * 60);
  const pause = answer.reason !== undefined && answer.reason !== 'silence' ? 0 : (listen.endSilenceMs ?? 700);
  if (wanted >= limit) {
    const atMs = Math.max(limit, firstSpeechAtMs);
    return { ...head, atMs, text: answer.text, speechMs: atMs - firstSpeechAtMs, firstSpeechAtMs, reason: 'timeLimit' };
  }
  return {
    ...head,
    atMs: wanted + pause,
    text: answer.text,
    speechMs: wanted - firstSpeechAtMs,
    firstSpeechAtMs,
    reason: answer.reason ?? (listen.moment === 'longTurn' ? 'silence' : 'endpoint'),
  };
}

export function textsOf(record: ExamRecord, purpose: ExaminerLine['purpose']): string[] {
  return record.lines.filter((line) => line.purpose === purpose).map((line) => line.text);
}

/** An answer that calls for nothing but the next question. */
export const PLAIN: FakeAnswer = { text: 'i like it very much and we do it at the weekend', speechMs: 9000 };

/** Takes one part alone, after a polite introduction: answers its turns as given, in order, then plainly. */
export function runPart(part: RatedPart, answers: readonly FakeAnswer[], rest: FakeAnswer = PLAIN): ExamRecord {
  let next = 0;
  return runExam(
    testPlan({ parts: [part] }),
    polite(() => answers[next++] ?? rest),
  );
}

export function listensOf(record: ExamRecord, part: Part): ListenCommand[] {
  return record.commands.flatMap((each) => (each.type === 'listen' && each.part === part ? [each] : []));
}

export function requestsOf(record: ExamRecord): string[] {
  return record.commands.flatMap((each) => (each.type === 'noteRequest' ? [each.request] : []));
}

export function notesOf(record: ExamRecord): string[] {
  return record.commands.flatMap((each) => (each.type === 'note' ? [each.note] : []));
}

/** What the examiner does between the end of a listened turn and the beginning of the next. */
export function linesAfter(record: ExamRecord, turn: ListenCommand): ExaminerLine[] {
  const rest = record.commands.slice(record.commands.indexOf(turn) + 1);
  const end = rest.findIndex((each) => each.type === 'listen' || each.type === 'end');
  return rest.slice(0, end).flatMap((each) => (each.type === 'say' ? [each.line] : []));
}
