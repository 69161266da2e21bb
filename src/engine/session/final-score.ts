/** The score of a session that is over: waited for, but not for ever, and not by somebody who wants to leave. */
import { AppError, messageOf } from '../errors.js';
import type { Clock } from '../ports/clock.js';
import type { TestScore } from '../scoring/types.js';
import type { SessionScorer } from './session-scorer.js';

/**
 * A language model has half a minute for its opinion, alignment of the last answers takes a few seconds; on a machine with
 * much else to do many times that. Whoever does not want to wait may leave.
 */
const LONGEST_SCORING_MS = 180_000;

export type ScoringOutcome =
  | { readonly type: 'scored'; readonly score: TestScore }
  | { readonly type: 'failed'; readonly error: AppError }
  | { readonly type: 'givenUp'; readonly why: string };

export interface FinalScoreOptions {
  readonly scorer: SessionScorer;
  readonly clock: Clock;
  /** Resolves when every answer is assessed. */
  readonly settled: () => Promise<void>;
}

export class FinalScore {
  readonly #options: FinalScoreOptions;
  #giveUp: ((why: string) => void) | null = null;

  constructor(options: FinalScoreOptions) {
    this.#options = options;
  }

  /** Never rejects. */
  outcome(): Promise<ScoringOutcome> {
    const { scorer, clock, settled } = this.#options;
    return new Promise((resolve) => {
      const cancel = clock.setTimer(LONGEST_SCORING_MS, () => {
        resolve({ type: 'failed', error: scoringFailed(`no bands within ${String(LONGEST_SCORING_MS / 1000)} s`) });
      });
      this.#giveUp = (why) => {
        cancel();
        resolve({ type: 'givenUp', why });
      };
      void settled()
        .then(() => scorer.score())
        .then(
          (score) => {
            resolve({ type: 'scored', score });
          },
          (error: unknown) => {
            resolve({ type: 'failed', error: scoringFailed(messageOf(error), error) });
          },
        )
        .finally(cancel);
    });
  }

  /** Nobody waits any more. Does nothing while nothing is worked out. */
  giveUp(why: string): void {
    this.#giveUp?.(why);
  }
}

export function scoringFailed(why: string, cause?: unknown): AppError {
  return new AppError({
    code: 'scoring.failed',
    message: why,
    remedy: 'Rate it again when the test is over: ielts-examiner score --rescore last',
    exitCode: 1,
    cause,
  });
}
