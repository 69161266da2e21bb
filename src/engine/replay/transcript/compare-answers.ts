/** Compares the answers of a fixture that say what is in their audio with what was recognised. */
import type { SessionEvent } from '../../session/events.js';
import { addWordErrors, compareWords, countWordErrors, NO_WORD_ERRORS } from './word-errors.js';
import type { WordDifference, WordErrors } from './word-errors.js';

export interface ComparedAnswer {
  /** From 1, as in the fixture. */
  readonly answer: number;
  readonly turnId: string;
  readonly errors: WordErrors;
  readonly differences: readonly WordDifference[];
}

/**
 * One answer is used each time the examiner listens, so the n-th turn that was begun belongs to the n-th answer. An
 * answer whose turn was thrown away (the repeat key) has nothing to compare.
 * @param references what each answer says; null where the fixture does not tell
 */
export function compareAnswers(
  references: readonly (string | null)[],
  events: readonly SessionEvent[],
): readonly ComparedAnswer[] {
  const recognised = new Map<string, string>();
  const ended = new Set<string>();
  const turns: string[] = [];
  for (const event of events) {
    if (event.type === 'turn.started') turns.push(event.turnId);
    if (event.type === 'transcript.final') recognised.set(event.turnId, event.text);
    if (event.type === 'turn.ended') ended.add(event.turnId);
  }
  return references.flatMap((reference, index) => {
    const turnId = turns[index];
    if (reference === null || turnId === undefined || !ended.has(turnId)) return [];
    const differences = compareWords(reference, recognised.get(turnId) ?? '');
    return [{ answer: index + 1, turnId, errors: countWordErrors(differences), differences }];
  });
}

export function totalErrors(compared: readonly ComparedAnswer[]): WordErrors {
  return compared.reduce((sum, { errors }) => addWordErrors(sum, errors), NO_WORD_ERRORS);
}
