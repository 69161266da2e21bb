import { expect, it } from 'vitest';
import type { SessionEvent } from '../../../../src/engine/session/log/events.js';
import { doneAfter, NOTHING_DONE, whatIsLeft } from '../../../../src/engine/session/log/what-is-left.js';

const left = (...events: readonly object[]) =>
  whatIsLeft((events as readonly SessionEvent[]).reduce(doneAfter, NOTHING_DONE));
const answer = (part: string, speechMs = 2000) => ({ type: 'turn.ended', part, speechMs });
const closing = { type: 'part.started', part: 'closing' };
const scored = { type: 'session.scored' };

it('questions are left until the test is being closed, then the score of what was answered', () => {
  expect(left()).toBe('questions');
  expect(left(answer('part1'), scored)).toBe('questions');
  expect(left(answer('part1'), closing)).toBe('scoring');
  expect(left(answer('part1'), closing, scored)).toBe('nothing');
});

it('a score is left again where a test that had failed was resumed', () => {
  expect(left(answer('part1'), scored, { type: 'session.resumed' }, closing)).toBe('scoring');
});

it('nothing is left where nobody answered but in the introduction, which is not rated', () => {
  expect(left(answer('introduction'), answer('part1', 0), closing)).toBe('nothing');
});

it('questions are left where a candidate ended the test and stopped the program before the last line was said', () => {
  const quit = [answer('part1'), { type: 'part.ended', part: 'part1', reason: 'quit' }, closing];
  const stopped = { type: 'session.ended', status: 'aborted' };
  expect(left(...quit, stopped)).toBe('questions');
  expect(left(...quit, { type: 'speech.ended' }, stopped)).toBe('scoring');
  // Killed: nobody said that it should stop at once.
  expect(left(...quit)).toBe('scoring');
  expect(left(...quit, { type: 'session.resumed' }, { type: 'speech.interrupted' }, stopped)).toBe('scoring');
  expect(left(...quit, stopped, { type: 'session.resumed' }, stopped)).toBe('questions');
});
