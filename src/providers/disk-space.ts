/** How much room a disk has left. */
import { statfs } from 'node:fs/promises';

/**
 * What recordings and caches leave free on a disk: events are small and worth more than sound. A whole test's events take
 * about a megabyte, and SQLite writes them twice.
 */
export const KEPT_FREE_BYTES = 16 * 1024 * 1024;

/** Infinite where the system does not tell. @param folder exists */
export async function freeBytes(folder: string): Promise<number> {
  try {
    const { bavail, bsize } = await statfs(folder);
    return bavail * bsize;
  } catch {
    return Number.POSITIVE_INFINITY;
  }
}
