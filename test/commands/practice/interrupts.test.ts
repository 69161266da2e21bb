import { afterEach, expect, it, vi } from 'vitest';
import { handleInterrupts } from '../../../src/commands/practice/interrupts.js';
import type { LiveSession } from '../../../src/engine/session/running-session.js';

afterEach(() => {
  vi.restoreAllMocks();
});

it('Ctrl-C ends the test politely, then at once, then the process, should closing hang', () => {
  const done: string[] = [];
  const session = {
    act: ({ type }: { readonly type: string }) => done.push(type),
    abort: () => done.push('abort'),
  } as unknown as LiveSession;
  vi.spyOn(process, 'kill').mockImplementation((_pid, signal) => {
    done.push(String(signal));
    return true;
  });
  const interrupts = handleInterrupts(
    session,
    () => undefined,
    () => done.push('kept'),
  );
  const others = process.listenerCount('SIGINT') - 1;
  for (let count = 0; count < 3; count++) process.emit('SIGINT');
  expect(done).toEqual(['quit', 'abort', 'kept', 'SIGINT']);
  expect(process.listenerCount('SIGINT')).toBe(others);
  interrupts.stop();
});
