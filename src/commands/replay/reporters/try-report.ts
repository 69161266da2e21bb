/** Finds out before a run whether its reports can be written: after it, what they would have told is lost. */
import { accessSync, closeSync, constants, openSync, rmSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { makeFolder } from '../../../config/files/make-folder.js';
import { cannotWriteReport } from './reporter.js';

/** Makes the folder where there is none; what is in the file stays. Rejects with AppError `replay.cannotWriteReport` (exit code 3). */
export async function tryReport(file: string): Promise<void> {
  try {
    const there = statSync(file, { throwIfNoEntry: false });
    if (there?.isDirectory() === true) throw new Error(`${file} is a folder`);
    // A pipe must not be opened: that waits for a reader.
    if (there !== undefined) {
      accessSync(file, constants.W_OK);
      return;
    }
    await makeFolder(dirname(file), 0o777);
    tryNewFile(file);
  } catch (error) {
    throw cannotWriteReport(error);
  }
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
