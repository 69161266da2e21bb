/** Writes an export to the file that `--out` names. A file that is there already is kept unless it may be replaced. */
import { safeLine } from '../engine/text/safe-text.js';
import { stat } from 'node:fs/promises';
import { AppError } from '../engine/errors.js';
import { replaceFile } from '../config/files/replace-file.js';
import { writingTrouble } from '../engine/file-trouble.js';

export interface ExportFile {
  /** Replaces a file that is there already. */
  readonly force?: boolean;
  /** Asks whoever sits at the terminal; left out: nobody is asked. */
  readonly ask?: (question: string) => Promise<boolean>;
}

/** Rejects with `export.exists` (exit code 2) or `export.unwritable` (exit code 3). */
export async function saveExport(path: string, text: string, { force = false, ask }: ExportFile): Promise<void> {
  // A pipe or a device, such as /dev/stdout, loses nothing.
  const isThere = await stat(path).then(
    (found) => found.isFile(),
    () => false,
  );
  if (
    isThere &&
    !force &&
    !(ask !== undefined && (await ask(`${safeLine(path)} is there already. Replace it? [y/N] `)))
  ) {
    throw new AppError({
      code: 'export.exists',
      message: `${safeLine(path)} is there already and was left as it is.`,
      remedy: 'Name another file with --out, or add --force to replace it.',
      exitCode: 2,
    });
  }
  try {
    await replaceFile(path, text);
  } catch (cause) {
    throw new AppError({
      code: 'export.unwritable',
      message: `The export could not be written to ${safeLine(path)}: ${writingTrouble(cause)}.`,
      remedy: 'Name another file with --out, or leave it out to write to standard output.',
      exitCode: 3,
      cause,
    });
  }
}
