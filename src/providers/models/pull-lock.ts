/** One pull of a model at a time, across processes. */
import { tryLock } from '../../config/files/lock-file.js';
import { modelError } from './model-error.js';

/** @returns the way to let go. Rejects with `models.busy` when another living process holds the lock. */
export async function takeLock(path: string, id: string): Promise<() => Promise<void>> {
  const attempt = await tryLock(path);
  if (attempt.taken) return attempt.release;
  const who = attempt.holder === 0 ? 'another process' : `process ${String(attempt.holder)}`;
  throw modelError('busy', `${id} is being pulled by ${who}`, 'Wait until it has finished.');
}
