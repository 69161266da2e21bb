/** Writes a plot for `--plot FILE`. */
import { AppError } from '../engine/errors.js';
import { safeText } from '../engine/text/safe-text.js';
import { tryFile } from './try-file.js';
import { replaceFile } from '../config/files/replace-file.js';
import { writingTrouble } from '../engine/file-trouble.js';

/** Rejects with AppError of this code (exit code 3) when it cannot be written. */
export async function savePlot(path: string, svg: string, code: string): Promise<void> {
  await writing(path, code, () => replaceFile(path, svg));
}

/** Rejects as {@link savePlot} would, before the work is done. */
export async function checkPlotPath(path: string, code: string): Promise<void> {
  await writing(path, code, async () => {
    tryFile(path);
  });
}

async function writing(path: string, code: string, write: () => Promise<void>): Promise<void> {
  try {
    await write();
  } catch (cause) {
    throw new AppError({
      code,
      message: `The plot cannot be written to ${safeText(path)}: ${writingTrouble(cause)}.`,
      remedy: 'Choose another file with --plot.',
      exitCode: 3,
      cause,
    });
  }
}
