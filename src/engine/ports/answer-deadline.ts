/** Who keeps providers going is told when a candidate waits: what is left of the four seconds depends on how long it took to hear that they had finished. */
export interface AnswerDeadline {
  /** A turn is over: the examiner should be heard within so many milliseconds, or fewer than none. */
  answerDue(withinMs: number): void;
  /** The examiner is heard, or nobody waits any more. */
  answered(): void;
}
