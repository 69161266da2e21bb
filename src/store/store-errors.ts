/** Turns SQLite's errors into errors for people. Never changes the database file. */
import { access, constants, stat, statfs } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { isDiskFull } from '../config/files/disk-full.js';
import { AppError, isAppError, messageOf } from '../engine/errors.js';

/** With less free space than this, a failed write is reported as a full disk. */
const FULL_BELOW_BYTES = 1_000_000;

/** Makes an AppError of anything thrown while the database at `path` was used. Never rejects. */
export async function storeError(path: string, error: unknown): Promise<AppError> {
  if (isAppError(error)) return error;
  const code = codeOf(error);
  const reason = messageOf(error);
  if (code === 'SQLITE_NOTADB' || code.startsWith('SQLITE_CORRUPT')) return damaged(path, reason, error);
  if (code.startsWith('SQLITE_BUSY') || code.startsWith('SQLITE_LOCKED')) return locked(path, error);
  if (code === 'SQLITE_FULL' || isDiskFull(error)) return full(path, error);
  if (code.startsWith('SQLITE_READONLY') || code === 'EROFS' || code === 'EACCES' || code === 'EPERM') {
    return readOnly(path, error);
  }
  if (code.startsWith('SQLITE_CANTOPEN') || code.startsWith('SQLITE_IOERR'))
    return await fileError(path, reason, error);
  if (code === 'ERR_DLOPEN_FAILED' || code === 'MODULE_NOT_FOUND' || code === 'ERR_MODULE_NOT_FOUND') {
    return unavailable(reason, error);
  }
  return failed(path, reason, error);
}

export function damaged(path: string, reason: string, cause?: unknown): AppError {
  return new AppError({
    code: 'store.damaged',
    message: `The session database ${path} is damaged or not a database: ${reason}. It was left as it is.`,
    remedy: `Move it away, then start again with a new one: mv "${path}" "${path}.damaged" (with "${path}-wal", if it is there). Sessions can often be rescued with: sqlite3 "${path}.damaged" .recover`,
    exitCode: 3,
    cause,
  });
}

export function full(path: string, cause?: unknown): AppError {
  return new AppError({
    code: 'store.full',
    message: `The disk that holds the session database ${path} is full.`,
    remedy: `Free some space: the largest files are recordings, in ${join(dirname(path), 'recordings')}. Sessions can be looked at and exported even so: ielts-examiner sessions list`,
    exitCode: 3,
    cause,
  });
}

function readOnly(path: string, cause: unknown): AppError {
  return new AppError({
    code: 'store.readonly',
    message: `The session database ${path}, or the folder it lies in, cannot be written.`,
    remedy: `Give yourself the right to write to ${dirname(path)}, or name another folder in IELTS_EXAMINER_HOME.`,
    exitCode: 3,
    cause,
  });
}

function locked(path: string, cause: unknown): AppError {
  return new AppError({
    code: 'store.locked',
    message: `Another program holds the session database ${path} and did not let go of it in time.`,
    remedy: 'Close other programs that use it (another ielts-examiner, a database viewer, a backup), then try again.',
    exitCode: 3,
    cause,
  });
}

function unavailable(reason: string, cause: unknown): AppError {
  return new AppError({
    code: 'store.unavailable',
    message: `The database library cannot be loaded: ${reason.split('\n')[0] ?? ''}`,
    remedy: 'Build it for this Node: npm rebuild better-sqlite3',
    exitCode: 3,
    cause,
  });
}

function failed(path: string, reason: string, cause: unknown): AppError {
  return new AppError({
    code: 'store.failed',
    message: `The session database ${path} could not be used: ${reason}.`,
    remedy: 'Run ielts-examiner doctor.',
    exitCode: 3,
    cause,
  });
}

/** Asks the file system for the reason of "cannot open" and "input/output error", which can have many. */
async function fileError(path: string, reason: string, cause: unknown): Promise<AppError> {
  if (await isFull(dirname(path))) return full(path, cause);
  if (!(await isWritable(path))) return readOnly(path, cause);
  return failed(path, reason, cause);
}

async function isWritable(path: string): Promise<boolean> {
  try {
    await access(dirname(path), constants.W_OK);
    const exists = await stat(path)
      .then(() => true)
      .catch(() => false);
    if (exists) await access(path, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}

async function isFull(folder: string): Promise<boolean> {
  try {
    const { bavail, bsize } = await statfs(folder);
    return bavail * bsize < FULL_BELOW_BYTES;
  } catch {
    return false;
  }
}

function codeOf(error: unknown): string {
  return typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '';
}
