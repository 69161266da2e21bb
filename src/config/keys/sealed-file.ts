/** The file with the encrypted keys, on disk: several processes may write it. */
import { readFile, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { AppError, messageOf } from '../../engine/errors.js';
import { lockWithin } from '../files/lock-file.js';
import { makeFolder } from '../files/make-folder.js';
import { replaceFile } from '../files/replace-file.js';
import { parseSealedKeys, type SealedKeys } from './sealed-keys.js';

/** A file is replaced in a moment: the lock is held no longer. */
const LOCKED_FOR_MS = 5_000;

/** Null when there is no file. */
export async function readSealedFile(path: string): Promise<SealedKeys | null> {
  try {
    return parseSealedKeys(await readFile(path, 'utf8'), path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    if (error instanceof AppError) throw error;
    throw new AppError({
      code: 'keys.unreadable',
      message: `The key file ${path} cannot be read: ${messageOf(error)}.`,
      remedy: `Make it and its folder readable for yourself alone: chmod 600 ${path}; chmod 700 ${dirname(path)}`,
      exitCode: 3,
    });
  }
}

/**
 * @param known what was read of the file
 * @param text null to remove the file
 * @returns false when somebody else has written since it was read; nothing is written then
 */
export async function replaceSealedFile(path: string, known: SealedKeys | null, text: string | null): Promise<boolean> {
  const release = await lock(path);
  try {
    if ((await readSealedFile(path))?.checksum !== known?.checksum) return false;
    if (text === null) await rm(path, { force: true });
    else await replaceFile(path, text, { mode: 0o600 });
    return true;
  } finally {
    await release();
  }
}

async function lock(path: string): Promise<() => Promise<void>> {
  await makeFolder(dirname(path));
  const attempt = await lockWithin(`${path}.lock`, LOCKED_FOR_MS);
  if (attempt.taken) return attempt.release;
  const { holder } = attempt;
  throw new AppError({
    code: 'keys.busy',
    message: `The key file ${path} is being written by ${holder === 0 ? 'another process' : `process ${String(holder)}`}, which does not finish.`,
    remedy: 'Try again when that process has ended.',
    exitCode: 3,
  });
}
