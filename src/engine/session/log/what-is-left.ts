/** What is left to do of a test that was interrupted, as its log tells. */
import type { SessionEvent } from './events.js';

/** `scoring`: nothing was to be asked any more. */
export type WhatIsLeft = 'questions' | 'scoring' | 'nothing';

export function whatIsLeft(events: readonly SessionEvent[]): WhatIsLeft {
  // A test that failed was scored as far as it went, and goes on all the same.
  if (!events.some((event) => event.type === 'part.started' && event.part === 'closing')) return 'questions';
  if (events.some(({ type }) => type === 'session.scored')) return 'nothing';
  // The introduction is not rated.
  const answered = events.some(
    (event) => event.type === 'turn.ended' && event.part !== 'introduction' && event.speechMs > 0,
  );
  return answered ? 'scoring' : 'nothing';
}
