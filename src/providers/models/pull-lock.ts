/** One pull of a model at a time, across processes. The lock of a process that has died is taken over. */
import { open, readFile, rm } from 'node:fs/promises';
import { modelError } from './model-error.js';

/** @returns the way to let go. Rejects with `models.busy` when another living process holds the lock. */
export async function takeLock(path: string, id: string): Promise<() => Promise<void>> {
  for (let attempt = 0; attempt < 2; attempt++) {
    try {
      const file = await open(path, 'wx');
      await file.writeFile(String(process.pid));
      await file.close();
      return () => rm(path, { force: true });
    } catch (error) {
      if (!isExisting(error)) throw error;
      const holder = Number(await readFile(path, 'utf8').catch(() => ''));
      if (isRunning(holder)) {
        throw modelError('busy', `${id} is being pulled by process ${String(holder)}`, 'Wait until it has finished.');
      }
      await rm(path, { force: true });
    }
  }
  throw modelError('busy', `${id} is being pulled by another process`, 'Wait until it has finished.');
}

function isExisting(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'EEXIST';
}

function isRunning(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // It runs, and is somebody else's.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
