import { readFileSync, readdirSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { ownProcess, processName } from '../../src/config/files/process-state.js';
import { tryLock, type LockAttempt } from '../../src/config/files/lock-file.js';
import { temporaryFolder } from '../support/temporary-folder.js';

const root = temporaryFolder();
let count = 0;
let path = '';

beforeEach(() => {
  count += 1;
  path = join(root, `${String(count)}.lock`);
});

async function release(attempt: LockAttempt): Promise<void> {
  expect(attempt.taken).toBe(true);
  if (attempt.taken) await attempt.release();
}

describe('a lock across processes', () => {
  it('is held by one, and free when that one lets go', async () => {
    const attempts = await Promise.all([tryLock(path), tryLock(path), tryLock(path)]);
    expect(attempts.map(({ taken }) => taken)).toEqual([true, false, false]);
    expect(readFileSync(path, 'utf8')).toBe(ownProcess());
    await release(attempts[0]!);
    await release(await tryLock(path));
    expect(readdirSync(root)).toEqual([]);
  });

  it('is another living process’s, also when the clock was set since', async () => {
    const holder = processName(process.ppid);
    writeFileSync(path, holder);
    for (const ageS of [0, 86_400, -86_400]) {
      utimesSync(path, Date.now() / 1000 - ageS, Date.now() / 1000 - ageS);
      expect(await tryLock(path)).toEqual({ taken: false, holder: process.ppid });
    }
    expect(readFileSync(path, 'utf8')).toBe(holder);
  });

  it.skipIf(process.platform === 'win32')('is no longer held by a number that a later process has', async () => {
    writeFileSync(path, `${String(process.ppid)}@another-start`);
    await release(await tryLock(path));
  });

  it('is held already before its holder has written who it is, but not for ever', async () => {
    writeFileSync(path, '');
    expect(await tryLock(path)).toEqual({ taken: false, holder: 0 });
    // In the future when the clock was set back meanwhile.
    for (const ageS of [60, -60]) {
      writeFileSync(path, '');
      utimesSync(path, Date.now() / 1000 - ageS, Date.now() / 1000 - ageS);
      await release(await tryLock(path));
    }
  });

  it.each([
    ['that has died', '4194304'],
    // The first process of a container has the same number each time.
    ['of the same number that has died', String(process.pid)],
    ['that wrote nonsense', 'nonsense'],
  ])('is taken over from a process %s', async (_, holder) => {
    writeFileSync(path, holder);
    await release(await tryLock(path));
    expect(readdirSync(root).filter((name) => name.startsWith(String(count)))).toEqual([]);
  });
});
