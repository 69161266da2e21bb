/** `ielts-examiner/vitest`: importing it adds the matcher `expect(await replay(...)).toMatchSession()`. */
import { expect } from 'vitest';
import { matchSession, type SessionExpectations } from './match-session.js';

export type { SessionExpectations } from './match-session.js';

declare module 'vitest' {
  // As Vitest declares it.
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  interface Matchers<T = any> {
    /** Passes when the replay passed and also meets the given expectations. */
    toMatchSession(expected?: SessionExpectations): T;
  }
}

expect.extend({
  toMatchSession(received: unknown, expected?: SessionExpectations) {
    const match = matchSession(received, expected);
    // A broken fixture fails the test, with `.not` as well.
    return match.broken ? { ...match, pass: this.isNot } : match;
  },
});
