/** Free disk space. */
import { statfs } from 'node:fs/promises';

/**
 * Bytes that recordings and caches leave free for events, which are small and matter more than audio. The events of a whole
 * test take about a megabyte, and SQLite writes them twice.
 */
export const KEPT_FREE_BYTES = 16 * 1024 * 1024;

/** Free bytes on the disk of `folder`, which must exist; infinite when the system does not tell. */
export async function freeBytes(folder: string): Promise<number> {
  try {
    const { bavail, bsize } = await statfs(folder);
    return bavail * bsize;
  } catch {
    return Number.POSITIVE_INFINITY;
  }
}
