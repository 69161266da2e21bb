import { expect, it } from 'vitest';
import { watchFromStart } from '../../../src/commands/practice/watch-from-start.js';
import type { SessionEvent } from '../../../src/engine/session/log/events.js';
import { FakeLiveSession } from '../../support/fake-live-session.js';
import { started, turnStarted } from '../../support/session-events.js';

it('tells who begins to watch late everything from the first event on, once and in order', () => {
  const session = new FakeLiveSession();
  const { observer, watch } = watchFromStart([]);
  session.observe(observer);
  session.emit(started({ candidate: 'Ana' }), { type: 'part.started', part: 'part1' });
  const heard: SessionEvent['type'][] = [];
  const stop = watch(session).observe({ onEvent: ({ type }) => heard.push(type) });
  session.emit(turnStarted('t1'));
  stop();
  session.emit({ type: 'session.paused' });
  expect(heard).toEqual(['session.started', 'part.started', 'turn.started']);
});

it('tells what was before a test was resumed, too', () => {
  const before = new FakeLiveSession();
  const earlier: SessionEvent[] = [];
  before.observe({ onEvent: (event) => earlier.push(event) });
  before.emit(started({ candidate: 'Ana' }), { type: 'part.started', part: 'part1' });
  const session = new FakeLiveSession();
  const { observer, watch } = watchFromStart(earlier);
  session.observe(observer);
  session.emit({ type: 'session.resumed', fromSequence: 2, recordingPath: null });
  const heard: SessionEvent['type'][] = [];
  watch(session).observe({ onEvent: ({ type }) => heard.push(type) });
  expect(heard).toEqual(['session.started', 'part.started', 'session.resumed']);
});
