/** Finds out before a run whether its reports can be written, and writes them. */
import { existsSync } from 'node:fs';
import { dirname } from 'node:path';
import { makeFolder } from '../../../config/files/make-folder.js';
import { writingTrouble } from '../../../engine/file-trouble.js';
import { safeText } from '../../../engine/text/safe-text.js';
import { tryFile } from '../../try-file.js';
import { replaceFile } from '../../../config/files/replace-file.js';
import { cannotWriteReport } from './reporter.js';

/** Makes the folder where there is none; what is in the file stays. Rejects with AppError `replay.cannotWriteReport` (exit code 3). */
export async function tryReport(file: string): Promise<void> {
  try {
    if (!existsSync(file)) await makeFolder(dirname(file), 0o777);
    tryFile(file);
  } catch (error) {
    throw cannotWriteReport(`${safeText(file)}: ${writingTrouble(error)}`, error);
  }
}

/** Rejects as {@link tryReport} does. */
export async function saveReport(file: string, text: string): Promise<void> {
  try {
    await replaceFile(file, text);
  } catch (error) {
    throw cannotWriteReport(`${safeText(file)}: ${writingTrouble(error)}`, error);
  }
}
