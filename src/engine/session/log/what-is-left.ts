/** What is left to do of a test that was interrupted, as its log tells. */
import type { SessionEvent } from './events.js';

/** `scoring`: nothing was to be asked any more. */
export type WhatIsLeft = 'questions' | 'scoring' | 'nothing';

export function whatIsLeft(events: readonly SessionEvent[]): WhatIsLeft {
  if (events.some(({ type }) => type === 'session.scored')) return 'nothing';
  if (!events.some((event) => event.type === 'part.started' && event.part === 'closing')) return 'questions';
  // The introduction is not rated.
  const answered = events.some(
    (event) => event.type === 'turn.ended' && event.part !== 'introduction' && event.speechMs > 0,
  );
  return answered ? 'scoring' : 'nothing';
}
