/** Finds out before a run whether a file can be written: after it, what it would have told is lost. */
import { accessSync, closeSync, constants, openSync, rmSync, statSync } from 'node:fs';

/** What is in the file stays, and where none was none is left. Throws when it cannot be written, as Node puts it. */
export function tryFile(file: string): void {
  const there = statSync(file, { throwIfNoEntry: false });
  if (there?.isDirectory() === true) throw new Error('it is a folder');
  // A pipe must not be opened: that waits for a reader.
  if (there === undefined) tryNewFile(file);
  else accessSync(file, constants.W_OK);
}

function tryNewFile(file: string): void {
  try {
    closeSync(openSync(file, 'wx'));
  } catch (error) {
    // A link to where nothing is yet: writing makes it.
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return;
    throw error;
  }
  rmSync(file);
}
