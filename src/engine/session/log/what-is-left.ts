/** What a log tells of how far a test got, and what is left to do of one that was interrupted. */
import type { SessionEvent } from './events.js';

export interface DoneSoFar {
  /** Whether anything of what is rated was answered; the introduction is not. */
  readonly answered: boolean;
  /** Nothing was to be asked any more. */
  readonly closed: boolean;
  /** The examiner's last line was said to its end, or the test was gone on with only to hear it. */
  readonly dismissed: boolean;
  /** The candidate ended it. */
  readonly quit: boolean;
  readonly scored: boolean;
}

export type WhatIsLeft = 'questions' | 'scoring' | 'nothing';

export const NOTHING_DONE: DoneSoFar = { answered: false, closed: false, dismissed: false, quit: false, scored: false };

/** For those who see events one after the other and keep none. */
export function doneAfter(done: DoneSoFar, event: SessionEvent): DoneSoFar {
  switch (event.type) {
    case 'turn.ended':
      return event.part !== 'introduction' && event.speechMs > 0 ? { ...done, answered: true } : done;
    case 'part.started':
      return event.part === 'closing' ? { ...done, closed: true } : done;
    case 'part.ended':
      return event.reason === 'quit' ? { ...done, quit: true } : done;
    case 'speech.ended':
      return done.closed ? { ...done, dismissed: true } : done;
    // As `settledEvents` has it: whoever did not wait for the last line has not ended the test.
    case 'session.ended':
      return event.status === 'aborted' && done.quit && !done.dismissed
        ? { ...done, closed: false, quit: false }
        : done;
    case 'session.scored':
      return { ...done, scored: true };
    // What failed was scored as far as it went.
    case 'session.resumed':
      return { ...done, dismissed: done.dismissed || done.quit, scored: false };
    default:
      return done;
  }
}

export function whatIsLeft({ answered, closed, scored }: DoneSoFar): WhatIsLeft {
  // A test that failed was scored as far as it went, and goes on all the same.
  if (!closed) return 'questions';
  return answered && !scored ? 'scoring' : 'nothing';
}
