/** What of a test that did not come to its end is kept, and what to do next. */
import { whatIsLeft, type DoneSoFar } from '../../engine/session/log/what-is-left.js';

export interface NextStep {
  /** Empty, or sentences. */
  readonly kept: string;
  /** Before the command. */
  readonly next: string;
  readonly command: string;
}

/** @param done how far the test got; "demo": nobody took it */
export function nextStep(done: DoneSoFar | 'demo', sessionId: string): NextStep {
  if (done === 'demo')
    return { kept: '', next: 'Watch it from the beginning with', command: 'ielts-examiner practice --demo' };
  const resume = `ielts-examiner sessions resume ${sessionId}`;
  switch (whatIsLeft(done)) {
    case 'questions': {
      const kept = done.answered ? 'What was said so far is kept.' : 'No question was answered yet.';
      return { kept, next: 'Go on with', command: resume };
    }
    case 'scoring': {
      // Asking on would go against the candidate's own word.
      const kept = done.quit
        ? 'You ended the test, so no more is asked. Every answer is kept.'
        : 'Every answer is kept.';
      return { kept, next: 'Have it scored with', command: resume };
    }
    case 'nothing':
      return done.scored
        ? {
            kept: 'It is kept, with its bands.',
            next: 'See its report with',
            command: `ielts-examiner export report ${sessionId}`,
          }
        : { kept: 'There is no answer to score.', next: 'Take another test with', command: 'ielts-examiner practice' };
  }
}
