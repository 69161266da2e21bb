/** Writes a small file completely or not at all: to a temporary file first, which then replaces it. */
import { randomBytes } from 'node:crypto';
import { open, realpath, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { makeFolder } from './make-folder.js';

/**
 * Missing folders are created, readable by the owner only.
 * @param mode the file's permissions, such as 0o600
 * @param isExact also rights that the process's mask takes from new files, such as a group's
 */
export async function replaceFile(path: string, text: string, mode: number, isExact = false): Promise<void> {
  // The file may be a link to another place, where it is replaced.
  const target = await realpath(path).catch(() => path);
  await makeFolder(dirname(target));
  const beside = `${target}.${randomBytes(6).toString('hex')}.new`;
  try {
    const file = await open(beside, 'wx', mode);
    try {
      // Some file systems know no permissions.
      if (isExact) await file.chmod(mode).catch(() => undefined);
      await file.writeFile(text);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(beside, target);
  } catch (error) {
    await rm(beside, { force: true });
    throw error;
  }
}
