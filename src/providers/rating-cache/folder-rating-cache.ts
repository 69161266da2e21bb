/** Keeps ratings in a folder, one small file each. When the folder cannot be used, the cache behaves as if empty. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { makeFolder } from '../../config/files/make-folder.js';
import { replaceFile } from '../../config/files/replace-file.js';
import type { RatingCache } from '../../engine/ports/rating-cache.js';

/** A rating has some 10 KB; a larger file is none of ours. */
const LARGEST = 256 * 1024;

export function createFolderRatingCache({ folder }: { readonly folder: string }): RatingCache {
  // Keys are hashes; anything else must not become a path.
  const fileOf = (key: string): string | null => (/^[0-9a-f]{64}$/.test(key) ? join(folder, `${key}.json`) : null);
  return {
    async get(key) {
      const file = fileOf(key);
      const text = file === null ? null : await readFile(file, 'utf8').catch(() => null);
      return text !== null && text.length <= LARGEST ? text : null;
    },
    async put(key, rating) {
      const file = fileOf(key);
      if (file === null) return;
      try {
        await makeFolder(folder);
        await replaceFile(file, rating, { mode: 0o600 });
      } catch {
        // As if nothing had been kept.
      }
    },
  };
}
