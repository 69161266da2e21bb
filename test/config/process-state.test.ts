import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { describe, expect, it } from 'vitest';
import { processState } from '../../src/config/files/process-state.js';

const HOUR = 3_600_000;

describe('a process that wrote something', () => {
  it('runs when it was there before, however long it has been silent since', async () => {
    expect(await processState(process.pid, Date.now())).not.toBe('gone');
    expect(await processState(process.ppid, Date.now())).not.toBe('gone');
  });

  // Windows tells no starts of processes.
  it.skipIf(process.platform === 'win32')('is gone when its number was given to one that started later', async () => {
    expect(await processState(process.pid, Date.now())).toBe('running');
    expect(await processState(process.pid, Date.now() - 24 * HOUR)).toBe('gone');
  });

  it('is gone when it has ended, and when there was never one', async () => {
    const child = spawn(process.execPath, ['-e', '']);
    await once(child, 'close');
    expect(await processState(child.pid ?? 0, Date.now())).toBe('gone');
    for (const pid of [0, -1, Number.NaN, 1.5, 4_194_304]) expect(await processState(pid, Date.now())).toBe('gone');
  });

  // The first process is root's: whoever else asks may not signal it, and it runs.
  it.skipIf(process.platform === 'win32')('of another user runs, too', async () => {
    expect(await processState(1, Date.now())).not.toBe('gone');
  });
});
