import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { afterEach, describe, expect, it, vi } from 'vitest';
import {
  mayBeAnothers,
  ownProcess,
  processName,
  processNumber,
  processState,
} from '../../src/config/files/process-state.js';

/** Windows tells no starts of processes. */
const tellsStarts = process.platform !== 'win32';

afterEach(() => {
  vi.useRealTimers();
});

describe('a process that wrote something', () => {
  it.skipIf(!tellsStarts)('runs as long as it is there, however the clock was set since', () => {
    const [own, parent] = [ownProcess(), processName(process.ppid)];
    for (const days of [-400, 0, 400]) {
      vi.setSystemTime(Date.now() + days * 86_400_000);
      expect([own, parent].map(processState)).toEqual(['running', 'running']);
      expect(processName(process.ppid)).toBe(parent);
    }
  });

  it.skipIf(!tellsStarts)('is gone when its number was given to one that started later', () => {
    expect(processState(`${String(process.pid)}@another-start`)).toBe('gone');
  });

  it('is gone when it has ended, and when there was never one', async () => {
    const child = spawn(process.execPath, ['-e', '']);
    await once(child, 'spawn');
    const name = processName(child.pid ?? 0);
    await once(child, 'close');
    expect(processState(name)).toBe('gone');
    for (const nobody of ['0', '-1', '', 'x', '1.5', '4194304']) expect(processState(nobody)).toBe('gone');
  });

  it('may be another one where only its number is known', () => {
    expect(processState(String(process.ppid))).toBe('unknown');
  });

  // The first process is root's: whoever else asks may not signal it, and it runs.
  it.skipIf(!tellsStarts)('of another user runs, too', () => {
    expect(processState(processName(1))).toBe('running');
  });

  it.skipIf(process.platform !== 'linux')(
    'is not gone because its container cannot be seen, and not kept for ever',
    () => {
      const [pid, boot] = ownProcess().split(/[@-]/);
      const contained = `7@${boot ?? ''}-4026599999-100`;
      expect(processState(contained)).toBe('elsewhere');
      expect(mayBeAnothers(contained, Date.now() - 60_000)).toBe(true);
      expect(mayBeAnothers(contained, Date.now() - 3 * 60_000)).toBe(false);
      // Numbers repeat in containers: with our own number, it is still another one.
      expect(mayBeAnothers(`${pid ?? ''}@${boot ?? ''}-4026599999-100`, Date.now())).toBe(true);
      expect(mayBeAnothers(ownProcess(), Date.now())).toBe(false);
      expect(processState('7@00000000-4026599999-100')).toBe('gone');
    },
  );

  it('has a name that files can have', () => {
    expect(ownProcess()).toMatch(/^\d+(@[\w-]+)?$/);
    expect(processNumber(ownProcess())).toBe(process.pid);
  });
});
