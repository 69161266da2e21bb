import { afterEach, expect, it, vi } from 'vitest';
import { tellLostOutput } from '../../../src/commands/lost-output.js';
import { endOnSignals, handleInterrupts } from '../../../src/commands/practice/interrupts.js';
import type { LiveSession } from '../../../src/engine/session/running-session.js';

afterEach(() => {
  vi.restoreAllMocks();
  vi.useRealTimers();
});

function recordedSession(done: string[]): LiveSession {
  return {
    act: ({ type }: { readonly type: string }) => done.push(type),
    abort: (why: string) => done.push(why),
  } as unknown as LiveSession;
}

it('Ctrl-C ends the test politely, then at once, then the process, should closing hang', () => {
  const done: string[] = [];
  vi.spyOn(process, 'kill').mockImplementation((_pid, signal) => {
    done.push(String(signal));
    return true;
  });
  const interrupts = handleInterrupts(
    recordedSession(done),
    () => undefined,
    () => done.push('kept'),
  );
  const others = process.listenerCount('SIGINT') - 1;
  for (let count = 0; count < 3; count++) process.emit('SIGINT');
  expect(done).toEqual(['quit', 'stopped with Ctrl-C', 'kept', 'SIGINT']);
  expect(process.listenerCount('SIGINT')).toBe(others);
  interrupts.stop();
});

it.each([
  ['before', ['quit']],
  ['after', ['quit']],
  ['never', ['nobody reads its output any more']],
] as const)('lost output stops the test, but not one that Ctrl-C ends (%s the loss)', (when, expected) => {
  vi.useFakeTimers();
  const done: string[] = [];
  const interrupts = handleInterrupts(recordedSession(done), () => undefined);
  if (when === 'before') process.emit('SIGINT');
  expect(tellLostOutput()).toBe(true);
  if (when === 'after') process.emit('SIGINT');
  vi.advanceTimersByTime(1000);
  expect(done).toEqual(expected);
  expect(interrupts.outputLost).toBe(true);
  interrupts.stop();
  expect(tellLostOutput()).toBe(false);
});

it('lost output ends nothing while the test is being saved', () => {
  const ending = endOnSignals(() => undefined);
  expect(tellLostOutput()).toBe(true);
  ending.stop();
  expect(tellLostOutput()).toBe(false);
});
