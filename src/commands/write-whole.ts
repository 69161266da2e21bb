/** Writes what a command gives to a file: whole, or not at all. A report that breaks off half-way looks like one that is small. */
import { randomBytes } from 'node:crypto';
import { realpath, rename, rm, stat, writeFile } from 'node:fs/promises';

/**
 * Under another name beside it first. What was in the file stays until all is written. Rejects as Node puts it.
 * @param content a text, or pieces of a long one
 */
export async function writeWhole(path: string, content: string | AsyncIterable<string>): Promise<void> {
  const there = await stat(path).catch(() => null);
  // Pipes and devices, such as /dev/stdout, cannot be replaced.
  if (there?.isFile() === false) return await writeFile(path, content);
  // The file may be a link to another place, where it is replaced.
  const target = await realpath(path).catch(() => path);
  const beside = `${target}.${randomBytes(6).toString('hex')}.new`;
  try {
    await writeFile(beside, '', { flag: 'wx', mode: there === null ? 0o666 : there.mode & 0o777 });
  } catch (error) {
    // Where a file may be written, but its folder gets no new ones.
    if (there === null) throw error;
    return await writeFile(path, content);
  }
  try {
    await writeFile(beside, content);
    await rename(beside, target);
  } catch (error) {
    await rm(beside, { force: true });
    throw error;
  }
}
