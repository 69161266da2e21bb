import { existsSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { makeFolder } from '../../src/config/files/make-folder.js';
import { temporaryFolder } from '../support/temporary-folder.js';

const root = temporaryFolder();

describe('making a folder', () => {
  it('makes those above it, for the owner alone, and takes one that is there', async () => {
    const folder = join(root, 'a', 'b', 'c');
    await makeFolder(folder);
    await makeFolder(folder);
    expect(['a', 'a/b', 'a/b/c'].map((path) => statSync(join(root, path)).mode & 0o777)).toEqual([0o700, 0o700, 0o700]);
    await makeFolder('/');
  });

  it('makes it although others make it, and those above it, at the same time', async () => {
    for (let round = 0; round < 200; round++) {
      const folder = join(root, String(round), 'a', 'b');
      await Promise.all(
        [folder, folder, dirname(folder), join(folder, 'c'), join(folder, 'd', 'e')].map((path) => makeFolder(path)),
      );
      expect(existsSync(join(folder, 'd', 'e'))).toBe(true);
    }
  });

  it('says what is in the way', async () => {
    writeFileSync(join(root, 'file'), '');
    await expect(makeFolder(join(root, 'file'))).rejects.toMatchObject({ code: 'EEXIST' });
    await expect(makeFolder(join(root, 'file', 'a', 'b'))).rejects.toMatchObject({ code: 'ENOTDIR' });
  });

  // Node 20's own way tries for ever, on a core of its own.
  it.skipIf(!existsSync('/proc/self'))('gives up where the file system makes none', async () => {
    await expect(makeFolder('/proc/nope/data/models')).rejects.toMatchObject({ code: 'ENOENT' });
  });
});
