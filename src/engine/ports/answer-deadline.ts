/**
 * Tells the resilience layer when a candidate waits for an answer. How much of the four seconds is left for failures depends on
 * how long endpointing took.
 */
export interface AnswerDeadline {
  /** A turn is over. @param withinMs milliseconds within which the examiner should be heard; negative when it is late already */
  answerDue(withinMs: number): void;
  /** The examiner is heard, or the candidate no longer waits. */
  answered(): void;
}
