/** What a candidate whose test stopped half-way is told. */
import { describe, expect, it } from 'vitest';
import { nextStep } from '../../../src/commands/practice/next-step.js';
import { doneAfter, NOTHING_DONE } from '../../../src/engine/session/log/what-is-left.js';
import type { SessionEvent } from '../../../src/engine/session/log/events.js';

const answer = (part: string) => ({ type: 'turn.ended', part, speechMs: 1200 });
const quit = [
  { type: 'part.ended', part: 'part1', reason: 'quit' },
  { type: 'part.started', part: 'closing' },
];
const told = (...events: object[]) => {
  const { kept, next, command } = nextStep(
    (events as SessionEvent[]).reduce((done, event) => doneAfter(done, event), NOTHING_DONE),
    's1',
  );
  return [kept, next, command.replace('ielts-examiner ', '')].join(' | ');
};

describe('of a test that stopped', () => {
  it('in the middle, what was said is kept, if something was', () => {
    expect(told(answer('part1'))).toBe('What was said so far is kept. | Go on with | sessions resume s1');
    expect(told(answer('introduction'))).toBe('No question was answered yet. | Go on with | sessions resume s1');
  });

  it('after its end, the answers can be scored; it is said why no more is asked', () => {
    expect(told(answer('part1'), { type: 'part.started', part: 'closing' })).toBe(
      'Every answer is kept. | Have it scored with | sessions resume s1',
    );
    expect(told(answer('part1'), ...quit)).toBe(
      'You ended the test, so no more is asked. Every answer is kept. | Have it scored with | sessions resume s1',
    );
    expect(told(...quit)).toBe('There is no answer to score. | Take another test with | practice');
  });

  it('after it was scored, there is its report, until it goes on', () => {
    const scored = [answer('part1'), ...quit, { type: 'session.scored' }];
    expect(told(...scored)).toBe('It is kept, with its bands. | See its report with | export report s1');
    expect(told(...scored, { type: 'session.resumed' })).toContain('Have it scored with');
  });

  it('nothing is left of a demo', () => {
    expect(nextStep('demo', 's1').command).toBe('ielts-examiner practice --demo');
  });
});
