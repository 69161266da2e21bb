/** How long this candidate's answers are: whoever answers at length is given the time to. */
import { saidWords } from './completeness.js';

/** The two interviews, whose answers are of different lengths. */
export type InterviewPart = 1 | 3;

export interface EarlierAnswers {
  readonly count: number;
  /** Their geometric mean, times the words that answers of the part usually have. */
  readonly length: number;
}

/** The usual length counts as much as one answer. */
export const NO_ANSWERS: EarlierAnswers = { count: 0, length: 1 };

/** Words of an answer, medians of the corpus (docs/turn-taking.md). */
const USUAL_WORDS: Readonly<Record<InterviewPart, number>> = { 1: 17, 3: 24 };
/** Of fewer words it is not known whether they answer: "could you say that again please". */
const LEAST_WORDS = 8;

/** Words by which an answer in the part may well be over. */
export function usualWords(part: InterviewPart, { length }: EarlierAnswers): number {
  return USUAL_WORDS[part] * length;
}

export function withAnswer(earlier: EarlierAnswers, part: InterviewPart, words: number): EarlierAnswers {
  if (words < LEAST_WORDS) return earlier;
  const weight = earlier.count + 1;
  const logMean = (weight * Math.log(earlier.length) + Math.log(words / USUAL_WORDS[part])) / (weight + 1);
  return { count: weight, length: Math.exp(logMean) };
}

/** Learners' usual rate of speech, 130 words a minute. */
const MS_A_WORD = 60_000 / 130;

/** Words said so far; by time, where none are known yet. */
export function wordCount(text: string, speechMs: number): number {
  return text === '' ? Math.round(speechMs / MS_A_WORD) : saidWords(text).length;
}
