/** Opens the session database: sessions, events and scores in one SQLite file, which is used on its own thread. */
import { chmod } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import type { Kysely } from 'kysely';
import { makeFolder } from '../config/files/make-folder.js';
import { AppError, messageOf } from '../engine/errors.js';
import type { SessionLog } from './session-log.js';
import type { TestScore } from '../engine/scoring/types.js';
import { DatabaseThread, type OpenedDatabase } from './database-thread.js';
import { createEventRepository, saveScore } from './event-repository.js';
import { finishDeletions } from './half-deleted.js';
import { APPLICATION_ID, MIGRATIONS, migrate, type Migration } from './migrations.js';
import type { StoreSchema } from './schema.js';
import {
  claimSession,
  deleteRecording,
  deleteSession,
  findSession,
  listSessions,
  type DeletedSession,
  type SessionFilter,
  type SessionRecord,
} from './session-repository.js';
import { damaged, storeError } from './store-errors.js';
import { restoreUnsaved, type LeftFile } from './unsaved-events.js';

/** Milliseconds to wait for a lock: long enough for another process's write, short enough for a person who waits. */
const BUSY_TIMEOUT_MS = 5_000;

export interface StoreOptions {
  /** The folder of recordings; only files inside it are ever deleted. Default: `recordings` beside the database. */
  readonly recordings?: string;
  readonly busyTimeoutMs?: number;
  /** Nothing will be written, so that a disk without any room left is no hindrance. Default false. */
  readonly onlyRead?: boolean;
  /** For tests of the migrations. */
  readonly migrations?: readonly Migration[];
}

/** Every method rejects with an AppError `store.damaged|readonly|full|locked|newer|unavailable|failed` (exit code 3). */
export interface Store extends SessionLog {
  readonly path: string;
  /** Files with events of earlier processes that could not be restored when the store was opened. */
  readonly leftFiles: readonly LeftFile[];
  /** Newest first. */
  listSessions(filter?: SessionFilter): Promise<readonly SessionRecord[]>;
  /** Finds a session by id, by the beginning of its id, or `last`. Null when there is none; rejects with `sessions.ambiguous` for several. */
  getSession(idOrPrefix: string): Promise<SessionRecord | null>;
  /** Makes this process the owner of a session that it read up to `lastSequence`. Rejects with `sessions.running` when another owns it. */
  claimSession(id: string, lastSequence: number): Promise<void>;
  /** Deletes a session and its recording. Null when there is none; rejects with `sessions.foreignRecording` or `sessions.running`. */
  deleteSession(id: string, options?: { readonly keepRecording?: boolean }): Promise<DeletedSession | null>;
  /** Deletes a session's recording, where the database itself cannot be written. Null when there is none; rejects as `deleteSession`. */
  deleteRecording(id: string): Promise<string | null>;
  /** Saves another score of a session. The score made at its end is saved with its event. */
  saveScore(sessionId: string, score: TestScore): Promise<void>;
  /** Newest first. */
  scores(sessionId: string): Promise<readonly TestScore[]>;
  /** Reads the whole database; for `doctor`. Rejects with `store.damaged`. */
  verify(): Promise<void>;
  close(): Promise<void>;
}

/** Creates the database and its folder when missing, and migrates an older one. */
export async function openStore(path: string, options: StoreOptions = {}): Promise<Store> {
  const file = resolve(path);
  const recordings = options.recordings ?? join(dirname(file), 'recordings');
  let thread: DatabaseThread | null = null;
  try {
    await makeFolder(dirname(file));
    thread = new DatabaseThread(file, options.busyTimeoutMs ?? BUSY_TIMEOUT_MS);
    const opening = thread.open();
    // The thread opens the file while this one loads the query builder.
    const [{ createQueryBuilder }] = await Promise.all([import('./query-builder.js'), opening.catch(() => undefined)]);
    try {
      refuseForeign(file, await opening);
      await hide(file, recordings);
      await prepare(thread, file, options.migrations ?? MIGRATIONS);
    } catch (error) {
      const told = await storeError(file, error);
      if (options.onlyRead !== true || told.code !== 'store.full') throw told;
      await openForReading(thread, file, told);
    }
    return await createStore(thread, createQueryBuilder(thread), file, recordings);
  } catch (error) {
    await thread?.close();
    throw await storeError(file, error);
  }
}

/** On a disk without any room. @param full what is thrown when the database cannot be read as it is either */
async function openForReading(thread: DatabaseThread, path: string, full: AppError): Promise<void> {
  const unreadable = (why: string) =>
    new AppError({
      code: full.code,
      message: `${full.message} It cannot be read as it is either: ${why}.`,
      remedy: 'Free some space, then try again.',
      exitCode: 3,
      cause: full,
    });
  const opened = await thread.open(true).catch((error: unknown) => {
    throw unreadable(messageOf(error));
  });
  refuseForeign(path, opened);
  // Tables of an older version would have to be changed first.
  if (opened.version !== MIGRATIONS.at(-1)?.version) throw unreadable('its tables are of another version');
}

/** Refuses to write to the database of another program. */
function refuseForeign(path: string, { applicationId, tables }: OpenedDatabase): void {
  if (applicationId === APPLICATION_ID || (applicationId === 0 && tables === 0)) return;
  throw damaged(path, 'it belongs to another program');
}

/** It holds what people said, so only the owner may read it, also in a folder of others. SQLite's later files take the mode of the first. */
async function hide(path: string, recordings: string): Promise<void> {
  const modes = [
    [path, 0o600],
    [`${path}-wal`, 0o600],
    [`${path}-shm`, 0o600],
    [recordings, 0o700],
  ] as const;
  // Not there, or somebody else's.
  await Promise.all(modes.map(([place, mode]) => chmod(place, mode).catch(() => undefined)));
}

async function prepare(thread: DatabaseThread, path: string, migrations: readonly Migration[]): Promise<void> {
  await migrate(thread, path, migrations);
  // Readers and the writer do not block each other, and written events survive a power cut.
  await thread.execute('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON');
  // SQLite opens a write-protected file silently and fails at the first write, so this is checked now.
  await thread.execute('DELETE FROM metadata WHERE 0');
}

async function createStore(
  thread: DatabaseThread,
  database: Kysely<StoreSchema>,
  path: string,
  recordings: string,
): Promise<Store> {
  const events = createEventRepository(database, path);
  const named = async <T>(work: Promise<T>): Promise<T> => {
    try {
      return await work;
    } catch (error) {
      throw await storeError(path, error);
    }
  };
  const log: SessionLog = {
    append: (sessionId, list) => named(events.append(sessionId, list)),
    read: (sessionId) => named(events.read(sessionId)),
  };
  await finishDeletions(database, recordings);
  return {
    ...log,
    path,
    // Their process is gone: this one only keeps what it could not.
    leftFiles: await restoreUnsaved(path, createEventRepository(database, path, null)),
    listSessions: (filter = {}) => named(listSessions(database, filter)),
    getSession: (idOrPrefix) => named(findSession(database, idOrPrefix)),
    claimSession: (id, lastSequence) => named(claimSession(database, id, lastSequence)),
    deleteSession: (id, { keepRecording = false } = {}) =>
      named(deleteSession(database, id, recordings, keepRecording)),
    deleteRecording: (id) => named(deleteRecording(database, id, recordings)),
    saveScore: (sessionId, score) => named(saveRating(database, sessionId, score)),
    scores: (sessionId) => named(scoresOf(database, sessionId)),
    verify: () => named(verify(thread, path)),
    close: () => thread.close(),
  };
}

async function saveRating(database: Kysely<StoreSchema>, sessionId: string, score: TestScore): Promise<void> {
  const band = score.overall.rateable ? score.overall.band : null;
  await database.transaction().execute(async (transaction) => {
    await saveScore(transaction, sessionId, score, new Date().toISOString());
    await transaction.updateTable('sessions').set({ band }).where('id', '=', sessionId).execute();
  });
}

async function scoresOf(database: Kysely<StoreSchema>, sessionId: string): Promise<readonly TestScore[]> {
  const rows = await database
    .selectFrom('scores')
    .select('score')
    .where('session_id', '=', sessionId)
    .orderBy('saved_at', 'desc')
    .execute();
  return rows.map((row) => JSON.parse(row.score) as TestScore);
}

async function verify(thread: DatabaseThread, path: string): Promise<void> {
  const { rows } = await thread.query('PRAGMA integrity_check(1)', []);
  const [found] = rows as readonly { readonly integrity_check: string }[];
  if (found?.integrity_check !== 'ok') throw damaged(path, found?.integrity_check ?? 'it cannot be checked');
}
