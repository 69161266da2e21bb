/** Compares the answers of a fixture that say what is in their audio with what was recognised. */
import type { SessionEvent } from '../../session/log/events.js';
import type { SaidAnswer } from '../said-answers.js';
import { addWordErrors, compareWords, countWordErrors, NO_WORD_ERRORS } from './word-errors.js';
import type { WordDifference, WordErrors } from './word-errors.js';
import type { FixtureAnswer } from '../fixture/answer-schema.js';

export interface ComparedAnswer {
  /** From 1, as in the fixture. */
  readonly answer: number;
  readonly turnId: string;
  readonly errors: WordErrors;
  readonly differences: readonly WordDifference[];
}

/**
 * An answer whose turn was thrown away (the repeat key) has nothing to compare.
 * @param answers the fixture's; one without a reference does not tell what it says
 */
export function compareAnswers(
  answers: readonly Pick<FixtureAnswer, 'reference'>[],
  said: readonly SaidAnswer[],
  events: readonly SessionEvent[],
): readonly ComparedAnswer[] {
  const recognised = new Map<string, string>();
  const ended = new Set<string>();
  for (const event of events) {
    if (event.type === 'transcript.final') recognised.set(event.turnId, event.text);
    if (event.type === 'turn.ended') ended.add(event.turnId);
  }
  return said.flatMap(({ answer, turnId }) => {
    const reference = answers[answer - 1]?.reference;
    if (reference === undefined || turnId === null || !ended.has(turnId)) return [];
    const differences = compareWords(reference, recognised.get(turnId) ?? '');
    return [{ answer, turnId, errors: countWordErrors(differences), differences }];
  });
}

export function totalErrors(compared: readonly ComparedAnswer[]): WordErrors {
  return compared.reduce((sum, { errors }) => addWordErrors(sum, errors), NO_WORD_ERRORS);
}
