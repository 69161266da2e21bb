/** How long this candidate's answers are: whoever answers at length is given the time to. */
import { saidWords } from './completeness.js';

/** The two interviews, whose answers are of different lengths. */
export type InterviewPart = 1 | 3;

/** Lengths are times the words that answers of the part usually have. */
export interface EarlierAnswers {
  readonly count: number;
  /** Their geometric mean. */
  readonly length: number;
  /** Some candidates always say as much, and some say now a sentence and now five. */
  readonly shortest: number;
  readonly longest: number;
}

/** The usual length counts as much as one answer. */
export const NO_ANSWERS: EarlierAnswers = { count: 0, length: 1, shortest: 1, longest: 1 };

/** Words of an answer, medians of the corpus (docs/turn-taking.md). */
const USUAL_WORDS: Readonly<Record<InterviewPart, number>> = { 1: 17, 3: 24 };
/** Of fewer words it is not known whether they answer: "could you say that again please". */
const LEAST_WORDS = 8;

/** Words of an answer in the part that has so many times the usual length. */
export function wordsOfLength(part: InterviewPart, length: number): number {
  return USUAL_WORDS[part] * length;
}

export function withAnswer(earlier: EarlierAnswers, part: InterviewPart, words: number): EarlierAnswers {
  if (words < LEAST_WORDS) return earlier;
  const weight = earlier.count + 1;
  const length = words / USUAL_WORDS[part];
  const logMean = (weight * Math.log(earlier.length) + Math.log(length)) / (weight + 1);
  return {
    count: weight,
    length: Math.exp(logMean),
    shortest: earlier.count === 0 ? length : Math.min(earlier.shortest, length),
    longest: earlier.count === 0 ? length : Math.max(earlier.longest, length),
  };
}

/** Learners' usual rate of speech, 130 words a minute. */
const MS_A_WORD = 60_000 / 130;

/** Words said so far; by time, where none are known yet. */
export function wordCount(text: string, speechMs: number): number {
  return text === '' ? Math.round(speechMs / MS_A_WORD) : saidWords(text).length;
}
