/** What the examiner remembers between steps, inside ExamState. Plain JSON; numbers, ids and the examiner's own texts, never what a candidate said. */
import type { AnswerSize, EndpointingMoment, ExamState, LinePurpose, Part } from './types.js';

/** The question that waits for an answer, with what was already done about it. */
export interface OpenQuestion {
  readonly turnId: string;
  readonly questionId: string;
  /** As last asked: the simpler wording once it was rephrased. */
  readonly text: string;
  readonly purpose: LinePurpose;
  readonly part: Part;
  readonly moment: EndpointingMoment;
  readonly askedAtMs: number;
  readonly repeats: number;
  /** Times the wait ended with nothing said. */
  readonly silences: number;
  /** Coughs and the like since the examiner spoke, after which the wait went on. Left out until the first. */
  readonly noises?: number;
  readonly prompted: boolean;
  readonly rephrased: boolean;
  /** Requests other than for repeats: they are answered, but not for ever. */
  readonly otherRequests: number;
  /** What was answered so far, over the prompt. */
  readonly answer: AnswerSize;
}

export interface LongTurnMemory {
  /** Media time of the first speech of turns that have ended; null before. */
  readonly firstSpeechAtMs: number | null;
  readonly speechMs: number;
  readonly prompted: boolean;
  readonly repeats: number;
  readonly silences: number;
  /** Coughs and the like since the examiner spoke, after which the wait went on. Left out until the first. */
  readonly noises?: number;
  /** Turns listened to so far, whatever happened in them: bounds the long turn. */
  readonly turns: number;
  readonly turnId: string;
}

export interface ExamMemory {
  /** Never goes back, even when an input's time does. */
  readonly lastAtMs: number;
  /** The part going on, null before and after. */
  readonly part: Part | null;
  readonly open: OpenQuestion | null;
  readonly longTurn: LongTurnMemory | null;
  /** Questions in a row to which nothing at all was said. */
  readonly silentQuestions: number;
  readonly introductionIndex: number;
  readonly topicIndex: number;
  /** Questions of the current topic asked so far. */
  readonly topicQuestions: number;
  readonly topicStartedAtMs: number;
  readonly roundingOffIndex: number;
  /** One word of the card may be explained. */
  readonly wordExplained: boolean;
  readonly level: 1 | 2 | 3;
  /** Answers in a row at this level that neither went up nor down. */
  readonly steadyAnswers: number;
  /** The Part 3 question being discussed, its follow-up included. */
  readonly discussionId: string | null;
  readonly status: 'completed' | 'ended' | null;
  /** Follow-ups a language model has suggested and the examiner has asked, in order. Left out until the first. */
  readonly suggestedTexts?: readonly string[];
  /** How many of them were about the question being discussed. */
  readonly suggestedToQuestion?: number;
}

export const EMPTY_MEMORY: ExamMemory = {
  lastAtMs: 0,
  part: null,
  open: null,
  longTurn: null,
  silentQuestions: 0,
  introductionIndex: 0,
  topicIndex: 0,
  topicQuestions: 0,
  topicStartedAtMs: 0,
  roundingOffIndex: 0,
  wordExplained: false,
  level: 1,
  steadyAnswers: 0,
  discussionId: null,
  status: null,
};

/** ExamState keeps the memory untyped, so that nobody outside this folder reads it. */
export function memoryOf(state: ExamState): ExamMemory {
  return state.memory as unknown as ExamMemory;
}

export function asStateMemory(memory: ExamMemory): ExamState['memory'] {
  return { ...memory };
}
