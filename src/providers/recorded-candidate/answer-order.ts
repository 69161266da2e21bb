/** Which answer of a recorded candidate is next. */
import type { CandidateAnswer } from '../../engine/replay/candidate-answer.js';
import type { Part } from '../../engine/exam/types.js';

/**
 * Index of a part's first answer. Entries left over when the part begins are skipped, and none is used before: the
 * number of questions in a part depends on the clock, and one more or less must not shift every later answer.
 */
export type PartStarts = Readonly<Partial<Record<Part, number>>>;

export class AnswerOrder {
  readonly #answers: readonly CandidateAnswer[];
  /** First answers of parts that have not begun. */
  readonly #reserved: Map<Part, number>;
  #next = 0;

  constructor(answers: readonly CandidateAnswer[], partStarts: PartStarts = {}) {
    this.#answers = answers;
    this.#reserved = new Map(Object.entries(partStarts) as [Part, number][]);
  }

  /** How many were used or skipped: the place in the list, from 1, of the newest one. */
  get used(): number {
    return this.#next;
  }

  partStarted(part: Part): void {
    this.#next = Math.max(this.#next, this.#reserved.get(part) ?? 0);
    this.#reserved.delete(part);
  }

  /** Nothing when the next answer belongs to a part that has not begun. */
  upcoming(): CandidateAnswer | undefined {
    for (const index of this.#reserved.values()) if (index === this.#next) return undefined;
    return this.#answers[this.#next];
  }

  /** The upcoming one, which is used by that. */
  take(): CandidateAnswer | undefined {
    const answer = this.upcoming();
    if (answer !== undefined) this.#next++;
    return answer;
  }
}
