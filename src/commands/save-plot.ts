/** Writes a plot for `--plot FILE`. */
import { writeFile } from 'node:fs/promises';
import { AppError, messageOf } from '../engine/errors.js';
import { safeText } from '../engine/text/safe-text.js';

/** Rejects with AppError of this code (exit code 3) when it cannot be written. */
export async function savePlot(path: string, svg: string, code: string): Promise<void> {
  try {
    await writeFile(path, svg);
  } catch (cause) {
    throw new AppError({
      code,
      message: `The plot cannot be written to ${safeText(path)}: ${messageOf(cause)}.`,
      remedy: 'Choose another file with --plot.',
      exitCode: 3,
      cause,
    });
  }
}
