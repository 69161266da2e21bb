/** A lock across processes: a file that names its holder. The lock of a process that has died is taken over. */
import { randomBytes } from 'node:crypto';
import { open, readFile, rename, rm, stat } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { mayBeAnothers, ownProcess, processNumber } from './process-state.js';

/** Locks of this process: its number may be that of a dead one, which is common in containers. */
const held = new Set<string>();
/** From making the file to writing the number into it, at most. */
const NAMELESS_MS = 10_000;
const POLL_MS = 20;

export type LockAttempt =
  | { readonly taken: true; readonly release: () => Promise<void> }
  /** The process id, 0 while it is not written yet. */
  | { readonly taken: false; readonly holder: number };

/** The lock's folder must be there. Rejects with errors of the file system. */
export async function tryLock(path: string): Promise<LockAttempt> {
  if (held.has(path)) return { taken: false, holder: process.pid };
  held.add(path);
  const attempt = await makeLock(path).catch((error: unknown) => {
    held.delete(path);
    throw error;
  });
  if (attempt.taken) return attempt;
  held.delete(path);
  return attempt;
}

/** As tryLock, but waits for a holder who is soon done. */
export async function lockWithin(path: string, patienceMs: number): Promise<LockAttempt> {
  // By the clock: asking for the holder may take long itself.
  const giveUpAt = performance.now() + patienceMs;
  for (;;) {
    const attempt = await tryLock(path);
    if (attempt.taken || performance.now() >= giveUpAt) return attempt;
    await sleep(POLL_MS);
  }
}

async function makeLock(path: string): Promise<LockAttempt> {
  for (;;) {
    try {
      const file = await open(path, 'wx', 0o600);
      try {
        await file.writeFile(ownProcess());
      } catch (error) {
        // On a full disk an empty lock would stay, of nobody.
        await rm(path, { force: true });
        throw error;
      } finally {
        await file.close();
      }
      return {
        taken: true,
        release: async () => {
          try {
            await rm(path, { force: true });
          } finally {
            held.delete(path);
          }
        },
      };
    } catch (error) {
      if (codeOf(error) !== 'EEXIST') throw error;
    }
    const holder = await livingHolder(path);
    if (holder !== null) return { taken: false, holder };
    await removeDead(path);
  }
}

/** Null when nobody holds it any more. */
async function livingHolder(path: string): Promise<number | null> {
  try {
    const text = await readFile(path, 'utf8');
    const { mtimeMs } = await stat(path);
    if (text === '') return Math.abs(Date.now() - mtimeMs) < NAMELESS_MS ? 0 : null;
    // Where it cannot be told, two holders would be worse than a lock that has to be removed by hand.
    return mayBeAnothers(text, mtimeMs) ? processNumber(text) : null;
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return null;
    throw error;
  }
}

/** Moved away first: another process may have taken the lock over meanwhile, and gets its own back. */
async function removeDead(path: string): Promise<void> {
  const aside = `${path}.${randomBytes(6).toString('hex')}`;
  try {
    await rename(path, aside);
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return;
    throw error;
  }
  if ((await livingHolder(aside)) === null) await rm(aside, { force: true });
  else await rename(aside, path);
}

function codeOf(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : null;
}
