import { chmod, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { createFolderRatingCache } from '../../../src/providers/rating-cache/folder-rating-cache.js';
import { temporaryFolder } from '../../support/temporary-folder.js';

const KEY = 'ab'.repeat(32);

it('keeps ratings by content, and is merely empty when its folder is of no use', async () => {
  const folder = temporaryFolder();
  const cache = createFolderRatingCache({ folder: join(folder, 'ratings') });
  expect(await cache.get(KEY)).toBeNull();
  await cache.put(KEY, '[1]');
  expect(await cache.get(KEY)).toBe('[1]');
  await cache.put('../../evil', 'x');
  expect(await cache.get('../../evil')).toBeNull();
  expect(await readdir(join(folder, 'ratings'))).toEqual([`${KEY}.json`]);

  const file = join(folder, 'file');
  await writeFile(file, '');
  await chmod(file, 0o400);
  const useless = createFolderRatingCache({ folder: join(file, 'in-a-file') });
  await useless.put(KEY, '[1]');
  expect(await useless.get(KEY)).toBeNull();
});
