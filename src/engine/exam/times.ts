/** The exam's clocks: published times, and our own waits with the reason for each. Milliseconds of media time. */
import type { PartTimes } from './part-times.js';
import type { ExamTimes, Timing } from './types.js';

const SECOND = 1000;
const MINUTE = 60 * SECOND;

const STANDARD: ExamTimes = {
  /** Published: 20-30 s. 45 s because synthetic voices and typed answers are slower than a handshake; nothing here is rated. */
  introductionMaxMs: 45 * SECOND,
  /** Published: 4-5 min. No question starts after 4:30, so that the last answer fits before 5:00. */
  part1TargetMs: 4.5 * MINUTE,
  part1HardMs: 5 * MINUTE,
  /** Published. */
  preparationMs: MINUTE,
  /** Published: the candidate talks for one to two minutes and is stopped at two. */
  longTurnMs: 2 * MINUTE,
  longTurnShortMs: MINUTE,
  /** As Part 1. */
  part3TargetMs: 4.5 * MINUTE,
  part3HardMs: 5 * MINUTE,
  /** Learners need 3-5 s to plan a first sentence; 7 s is past that, and a silent candidate still hears from us soon. */
  patienceMs: 7 * SECOND,
  /** Thinking pauses in long turns reach 3-5 s. Cutting one off costs the candidate more than waiting costs anyone. */
  longTurnSilenceMs: 6 * SECOND,
  /** 35 s is two or three full sentences more than a Part 1 answer needs, and leaves room for 8 to 12 questions. */
  part1AnswerMs: 35 * SECOND,
  /** A developed Part 3 answer takes 30-60 s. 75 s lets it finish and still leaves room for four or five questions. */
  part3AnswerMs: 75 * SECOND,
};

/** The published times without our kindness: the part clocks are the same in `standard`, which only waits longer. */
const STRICT: ExamTimes = { ...STANDARD, introductionMaxMs: 30 * SECOND, patienceMs: 5 * SECOND };

/** For learning: nothing presses, yet every wait still ends, so that a forgotten session does too. */
const UNTIMED: ExamTimes = {
  introductionMaxMs: 5 * MINUTE,
  part1TargetMs: 30 * MINUTE,
  part1HardMs: 35 * MINUTE,
  preparationMs: 5 * MINUTE,
  longTurnMs: 10 * MINUTE,
  longTurnShortMs: MINUTE,
  part3TargetMs: 30 * MINUTE,
  part3HardMs: 35 * MINUTE,
  patienceMs: 20 * SECOND,
  longTurnSilenceMs: 15 * SECOND,
  part1AnswerMs: 5 * MINUTE,
  part3AnswerMs: 5 * MINUTE,
};

/** The clocks of the parts as published, which hold unless somebody sets others. */
export const USUAL_PART_TIMES: PartTimes = {
  part1TargetMs: STANDARD.part1TargetMs,
  part1HardMs: STANDARD.part1HardMs,
  longTurnMs: STANDARD.longTurnMs,
  part3TargetMs: STANDARD.part3TargetMs,
  part3HardMs: STANDARD.part3HardMs,
};

/** @param own clocks of the parts that somebody set; an untimed test has none, so they do not count there */
export function examTimes(timing: Timing, own: Partial<PartTimes> = {}): ExamTimes {
  if (timing === 'untimed') return UNTIMED;
  return { ...(timing === 'strict' ? STRICT : STANDARD), ...own };
}

/** Part 3 asks for opinions a candidate never formed before: they may think half as long again. */
export const DISCUSSION_PATIENCE_FACTOR = 1.5;
/** Before the long turn's first word: the preparation is over, but people still glance at their notes. */
export const LONG_TURN_PATIENCE_FACTOR = 1.5;
/** Names and "here you are" take 2-4 s; a longer wait would eat the introduction's half minute. */
export const IDENTITY_PATIENCE_MS = 5 * SECOND;
/** A name and its spelling; anything longer is not what was asked. */
export const IDENTITY_ANSWER_MS = 8 * SECOND;
/** Rounding-off answers are one or two sentences. */
export const ROUNDING_OFF_ANSWER_MS = 20 * SECOND;
/** The whole turn, patience included: keeps Part 2 within four minutes with two rounding-off questions. */
export const ROUNDING_OFF_HARD_MS = 35 * SECOND;
/** Beyond preparation and long turn: Part 2 lasts 3-4 min, so no second rounding-off question starts after 3:40. */
export const SECOND_ROUNDING_OFF_WITHIN_MS = 40 * SECOND;
/** A question is asked or repeated only if this much is left for an answer. */
export const MINIMUM_ANSWER_MS = 5 * SECOND;
/** A full introduction question needs less room: the answer is a word or two. */
export const MINIMUM_IDENTITY_ANSWER_MS = 3 * SECOND;
/** The time one Part 3 question with its answer is taken to need when deciding whether to follow one up. */
export const DISCUSSION_QUESTION_MS = 45 * SECOND;

/** A slow synthetic voice speaks about 14 characters a second; the rest is its start. Used to judge what still fits, never to wait. */
export function speakingMs(text: string): number {
  return 300 + Math.round(text.length * 70);
}
