/** Finishes what a process began that died while it deleted a session. */
import { access, readdir, realpath, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Kysely } from 'kysely';
import { recordingToDelete } from './recording-path.js';
import type { StoreSchema } from './schema.js';

/** A recording with this behind its name is deleted as soon as the database has let its session go. */
export const ASIDE = '.deleted';

/** Recordings whose session is gone go, too; those whose session was kept after all get their name back. Never rejects. */
export async function finishDeletions(database: Kysely<StoreSchema>, recordings: string): Promise<void> {
  try {
    if ((await asideIn(recordings)).length === 0) return;
    await database.transaction().execute(async (transaction) => {
      // Waits for whoever is deleting a session at this moment.
      await transaction.deleteFrom('metadata').where('key', '=', '').execute();
      const rows = await transaction.selectFrom('sessions').select('recording_path').execute();
      const named = rows.flatMap(({ recording_path: path }) => (path === null ? [] : [path]));
      const kept = new Set(
        await Promise.all(named.map((path) => recordingToDelete(path, recordings).catch(() => null))),
      );
      const folder = await realpath(recordings);
      for (const name of await asideIn(folder)) await finish(join(folder, name), kept);
    });
  } catch {
    // The next start tries again.
  }
}

async function finish(aside: string, kept: ReadonlySet<string | null>): Promise<void> {
  const path = aside.slice(0, -ASIDE.length);
  if (!kept.has(path)) {
    await rm(aside, { force: true });
    return;
  }
  const taken = await access(path).then(
    () => true,
    () => false,
  );
  if (!taken) await rename(aside, path);
}

async function asideIn(folder: string): Promise<readonly string[]> {
  const found = await readdir(folder, { withFileTypes: true }).catch(() => []);
  return found.filter((entry) => entry.isFile() && entry.name.endsWith(`.wav${ASIDE}`)).map(({ name }) => name);
}
