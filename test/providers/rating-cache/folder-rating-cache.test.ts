import { chmod, readdir, truncate, writeFile } from 'node:fs/promises';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { createFolderRatingCache } from '../../../src/providers/rating-cache/folder-rating-cache.js';
import { ratingCacheContract } from '../../support/contracts/rating-cache.contract.js';
import { temporaryFolder } from '../../support/temporary-folder.js';

const KEY = 'ab'.repeat(32);

ratingCacheContract(
  'a folder',
  () => createFolderRatingCache({ folder: join(temporaryFolder(), 'ratings') }),
  () => {
    const file = join(temporaryFolder(), 'file');
    writeFileSync(file, '');
    return createFolderRatingCache({ folder: join(file, 'in-a-file') });
  },
);

it('keeps a file for each rating and nothing else, that nobody else may read', async () => {
  const folder = join(temporaryFolder(), 'ratings');
  const cache = createFolderRatingCache({ folder });
  await cache.put(KEY, '[1]');
  await cache.put('../../evil', 'x');
  expect(await readdir(folder)).toEqual([`${KEY}.json`]);
  const file = join(folder, `${KEY}.json`);
  // Somebody else's file, of any length.
  await truncate(file, 300 * 1024);
  expect(await cache.get(KEY)).toBeNull();
  await writeFile(file, '[2]');
  await chmod(file, 0o400);
  expect(await createFolderRatingCache({ folder }).get(KEY)).toBe('[2]');
});
