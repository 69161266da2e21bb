/** Decides whether a recording named in a session's log may be deleted: only a file inside the recordings folder. */
import { realpath } from 'node:fs/promises';
import { basename, dirname, isAbsolute, join, relative, resolve, sep } from 'node:path';
import { AppError } from '../engine/errors.js';

/**
 * @returns the path to delete, or null when its folder does not exist. Rejects with `sessions.foreignRecording` when the path
 * leads out of the recordings folder, by `..` or through a linked folder.
 */
export async function recordingToDelete(path: string, recordings: string): Promise<string | null> {
  const named = resolve(recordings, path);
  const folder = await realpath(dirname(named)).catch(() => null);
  const home = await realpath(recordings).catch(() => resolve(recordings));
  if (folder === null) {
    if (!isInside(named, resolve(recordings))) throw foreign(path, recordings);
    return null;
  }
  const real = join(folder, basename(named));
  if (!isInside(real, home)) throw foreign(path, recordings);
  return real;
}

function isInside(path: string, folder: string): boolean {
  const way = relative(folder, path);
  return way !== '' && way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way);
}

function foreign(path: string, recordings: string): AppError {
  return new AppError({
    code: 'sessions.foreignRecording',
    message: `The recording ${path} lies outside the recordings folder ${recordings}, so it is not deleted, and neither is the session.`,
    remedy: 'Delete the session alone with --keep-recording, and the file yourself if it is yours.',
    exitCode: 3,
  });
}
