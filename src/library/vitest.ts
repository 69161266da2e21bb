/** `ielts-examiner/vitest`: import it once, and `expect(await replay(...)).toMatchSession()` says what is different. */
import { expect } from 'vitest';
import { matchSession, type SessionExpectations } from './match-session.js';

export type { SessionExpectations } from './match-session.js';

declare module 'vitest' {
  // As Vitest declares it.
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  interface Matchers<T = any> {
    /** The replay passed, and came to what is expected besides. */
    toMatchSession(expected?: SessionExpectations): T;
  }
}

expect.extend({
  toMatchSession(received: unknown, expected?: SessionExpectations) {
    const match = matchSession(received, expected);
    // No test is passed by a fixture that could not be replayed, not even one that expects something else of it.
    return match.broken ? { ...match, pass: this.isNot } : match;
  },
});
