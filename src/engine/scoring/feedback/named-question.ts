/** How feedback names the question of an answer. */
import type { ScoredTurn } from '../types.js';
import { spacedWords } from '../../text/words.js';

/** Enough to know an answer by. */
const KNOWN_BY_WORDS = 5;

/** A question without what need not be said again: of a card that was read out, the task alone. */
export function shortQuestion(question: string): string {
  const task = /\bDescribe\b[^.]*\./.exec(question)?.[0];
  return task ?? question;
}

/** The question in quotation marks; where nobody knows it (a recording from elsewhere), the answer's first words stand for it. */
export function namedQuestion({ question, text }: Pick<ScoredTurn, 'question' | 'text'>): string {
  if (question.trim() !== '') return `"${shortQuestion(question)}"`;
  return `the question you answered with "${spacedWords(text).slice(0, KNOWN_BY_WORDS).join(' ')} ..."`;
}
