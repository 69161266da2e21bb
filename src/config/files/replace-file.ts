/** Writes a file whole, or not at all: what breaks off half-way looks like something that is small. */
import { randomBytes } from 'node:crypto';
import { rmSync } from 'node:fs';
import { copyFile, lstat, open, realpath, rename, rm, stat, writeFile, type FileHandle } from 'node:fs/promises';

/** Where a file may be written, but its folder gets no new ones. Not on a full disk: what is in the file would be lost. */
const CLOSED_FOLDER: readonly unknown[] = ['EACCES', 'EPERM', 'EROFS'];

export interface Rights {
  /** Of a file that is not there yet, less what the process's mask takes; 0o666 unless given. One that is there keeps its own. */
  readonly newMode?: number;
  /** Whatever it had before. */
  readonly mode?: number;
}

/**
 * Under another name beside it first. What was in the file stays until all is written. Rejects as Node puts it.
 * @param content a text, or pieces of a long one
 */
export async function replaceFile(
  path: string,
  content: string | AsyncIterable<string>,
  { newMode = 0o666, mode }: Rights = {},
): Promise<void> {
  const there = await stat(path).catch(() => null);
  // Pipes and devices, such as /dev/stdout, cannot be replaced.
  if (there?.isFile() === false) return await writeFile(path, content);
  // A link to where nothing is yet: writing makes it.
  if (there === null && (await isLink(path))) return await writeFile(path, content, { mode: mode ?? newMode });
  // The file may be a link to another place, where it is replaced.
  const target = await realpath(path).catch(() => path);
  const draft = `${target}.${randomBytes(6).toString('hex')}.new`;
  const kept = mode ?? (there === null ? null : there.mode & 0o777);
  watchOver(draft);
  try {
    let file: FileHandle;
    try {
      file = await open(draft, 'wx', kept ?? newMode);
    } catch (error) {
      if (there === null || !CLOSED_FOLDER.includes((error as NodeJS.ErrnoException).code)) throw error;
      return await writeFile(path, content);
    }
    try {
      // Also what the mask took. Some file systems know no permissions.
      if (kept !== null) await file.chmod(kept).catch(() => undefined);
      await writeFile(file, content);
      await file.sync();
    } finally {
      await file.close();
    }
    // A file that is mounted, or that is another's in a folder for all, keeps its place.
    await rename(draft, target).catch(() => copyFile(draft, target));
  } finally {
    // What is in the way of the draft has been told; Ctrl-C must be let go of all the same.
    await rm(draft, { force: true }).catch(() => undefined);
    letGo(draft);
  }
}

async function isLink(path: string): Promise<boolean> {
  return await lstat(path).then(
    (entry) => entry.isSymbolicLink(),
    () => false,
  );
}

const drafts = new Set<string>();
const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

function watchOver(draft: string): void {
  // Before all others: who hears a signal once has not been forgotten then.
  if (drafts.size === 0) for (const signal of SIGNALS) process.prependListener(signal, removeDrafts);
  drafts.add(draft);
}

function letGo(draft: string): void {
  drafts.delete(draft);
  if (drafts.size === 0) for (const signal of SIGNALS) process.off(signal, removeDrafts);
}

/** A signal that nobody heeds ends the program, as it would without this. */
function removeDrafts(signal: NodeJS.Signals): void {
  if (process.listenerCount(signal) > 1) return;
  for (const draft of drafts) rmSync(draft, { force: true });
  for (const each of SIGNALS) process.off(each, removeDrafts);
  process.kill(process.pid, signal);
}
