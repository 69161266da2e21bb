/** Everything that can go wrong with model files, as codes `models.*`. */
import { isDiskFull } from '../../config/files/disk-full.js';
import { AppError, isAppError, messageOf } from '../../engine/errors.js';
import { safeText } from '../../engine/text/safe-text.js';

export type ModelErrorCode =
  | 'unknown' // no such id
  | 'catalogue' // our own list is damaged
  | 'notInstalled'
  | 'checksum'
  | 'size'
  | 'network'
  | 'archive' // unsafe, damaged, or without the files it should have
  | 'disk'
  | 'busy' // another process pulls it
  | 'interrupted';

/** @param what a sentence without its stop; `why` of a cause is added to it */
export function modelError(code: ModelErrorCode, what: string, remedy: string, cause?: unknown): AppError {
  const why = cause === undefined ? '' : `: ${messageOf(cause).replace(/\.$/, '')}`;
  return new AppError({
    code: `models.${code}`,
    message: `${safeText(what + why)}.`,
    remedy: safeText(remedy),
    exitCode: EXIT_CODES[code] ?? 3,
    cause,
  });
}

const EXIT_CODES: Partial<Record<ModelErrorCode, 2 | 130>> = { unknown: 2, interrupted: 130 };

const LOCKED = new Set(['EACCES', 'EPERM', 'EROFS']);

/** Runs file work; what the file system refuses becomes `models.disk`, other errors pass. */
export async function onDisk<T>(folder: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw asDiskError(folder, error);
  }
}

export function asDiskError(folder: string, error: unknown): unknown {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (isAppError(error) || !/^E[A-Z]+$/.test(code)) return error;
  const remedy = isDiskFull(error)
    ? 'Free some space and run the command again: the download goes on where it stopped.'
    : LOCKED.has(code)
      ? `Make ${folder} writable, or choose another place with IELTS_EXAMINER_HOME.`
      : `Check ${folder}, or choose another place with IELTS_EXAMINER_HOME.`;
  const what = isDiskFull(error) ? `The disk of ${folder} is full` : `${folder} cannot be used`;
  return modelError('disk', what, remedy, error);
}
