/** Writes what a command gives to a file: whole, or not at all. A report that breaks off half-way looks like one that is small. */
import { randomBytes } from 'node:crypto';
import { chmod, copyFile, lstat, realpath, rename, rm, stat, writeFile } from 'node:fs/promises';

/** Where a file may be written, but its folder gets no new ones. Not on a full disk: what is in the file would be lost. */
const CLOSED_FOLDER: readonly unknown[] = ['EACCES', 'EPERM', 'EROFS'];

/**
 * Under another name beside it first. What was in the file stays until all is written. Rejects as Node puts it.
 * @param content a text, or pieces of a long one
 */
export async function writeWhole(path: string, content: string | AsyncIterable<string>): Promise<void> {
  const there = await stat(path).catch(() => null);
  // Pipes and devices, such as /dev/stdout, cannot be replaced.
  if (there?.isFile() === false) return await writeFile(path, content);
  // A link to where nothing is yet: writing makes it.
  if (there === null && (await isLink(path))) return await writeFile(path, content);
  // The file may be a link to another place, where it is replaced.
  const target = await realpath(path).catch(() => path);
  const beside = `${target}.${randomBytes(6).toString('hex')}.new`;
  try {
    await writeFile(beside, '', { flag: 'wx', mode: there === null ? 0o666 : there.mode & 0o777 });
  } catch (error) {
    if (there === null || !CLOSED_FOLDER.includes((error as NodeJS.ErrnoException).code)) throw error;
    return await writeFile(path, content);
  }
  try {
    await writeFile(beside, content);
    // Some file systems know no permissions.
    if (there !== null) await chmod(beside, there.mode & 0o777).catch(() => undefined);
    // A file that is mounted, or that is another's in a folder for all, keeps its place.
    await rename(beside, target).catch(() => copyFile(beside, target));
  } finally {
    await rm(beside, { force: true });
  }
}

async function isLink(path: string): Promise<boolean> {
  return await lstat(path).then(
    (entry) => entry.isSymbolicLink(),
    () => false,
  );
}
