/**
 * What a turn says to a question, from its words alone: a request, or an answer with its size. It takes longer than anything
 * else that the examiner does between the end of an answer and its next line, so it is worked out once for each turn.
 */
import { sizeOf } from './answer.js';
import { candidateIntent } from './intents.js';
import { foreignLanguage } from './language.js';
import type { OpenQuestion } from './memory.js';
import type { UnderstoodTurn } from './types.js';

interface SaidTurn {
  /** Final transcript or typed text. */
  readonly text: string;
  /** Milliseconds of speech. */
  readonly speechMs: number;
  /** Mean word confidence, 0 to 1; null when unknown. */
  readonly confidence: number | null;
}

/** @param question the one that is open */
export function understand(
  { text, speechMs, confidence }: SaidTurn,
  question: Pick<OpenQuestion, 'moment' | 'text'>,
): UnderstoodTurn {
  const { moment } = question;
  const intent = candidateIntent(text, { moment, question: question.text, confidence, speechMs });
  if (intent.type === 'request') return intent;
  return { ...intent, size: sizeOf(text, speechMs), language: foreignLanguage(text) };
}
