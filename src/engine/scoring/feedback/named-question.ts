/** How feedback names the question of an answer. */
import type { AnalyzedTurn } from '../language/analysis.js';
import { spacedWords } from '../../text/words.js';
import { heardClearly } from './heard-clearly.js';

/** Enough to know an answer by. */
const KNOWN_BY_WORDS = 5;
const FIRST_WORDS = new RegExp(`^\\s*(?:\\S+\\s+){0,${String(KNOWN_BY_WORDS - 1)}}\\S+`);

/** A question without what need not be said again: of a card that was read out, the task alone. */
export function shortQuestion(question: string): string {
  const task = /\bDescribe\b[^.]*\./.exec(question)?.[0];
  return task ?? question;
}

/** The question in quotation marks; where nobody knows it (a recording from elsewhere), the answer's first words stand for it, if they were heard clearly. */
export function namedQuestion(answer: AnalyzedTurn): string {
  const { question, text } = answer.turn;
  if (question.trim() !== '') return `"${shortQuestion(question)}"`;
  const [first = ''] = FIRST_WORDS.exec(text) ?? [];
  if (!heardClearly(answer, 0, first.length)) return 'the question of this recording';
  return `the question you answered with "${spacedWords(first).join(' ')} ..."`;
}
