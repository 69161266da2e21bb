/**
 * The migrations of the database, in order. A released migration is never changed or reverted; a later one corrects it. The
 * number of migrations applied is kept in SQLite's `user_version`.
 */
import { AppError } from '../engine/errors.js';

export interface Migration {
  readonly version: number;
  readonly title: string;
  readonly sql: string;
}

/** "IELT" in ASCII, SQLite's `application_id`: distinguishes our databases from those of other programs. */
export const APPLICATION_ID = 0x49454c54;

export const MIGRATIONS: readonly Migration[] = [
  {
    version: 1,
    title: 'sessions, their events and their scores',
    sql: `
      CREATE TABLE sessions (
        id TEXT PRIMARY KEY CHECK (id <> ''),
        candidate TEXT,
        started_at TEXT NOT NULL,
        ended_at TEXT,
        status TEXT NOT NULL CHECK (status IN ('running', 'completed', 'ended', 'failed', 'aborted')),
        parts TEXT NOT NULL CHECK (json_valid(parts)),
        band REAL,
        duration_ms REAL NOT NULL DEFAULT 0,
        recording_path TEXT,
        last_sequence INTEGER NOT NULL DEFAULT 0,
        running_in INTEGER,
        updated_at TEXT NOT NULL
      ) STRICT;
      CREATE INDEX sessions_by_start ON sessions (started_at DESC);
      CREATE TRIGGER sessions_keep_their_id BEFORE UPDATE OF id ON sessions
      BEGIN SELECT RAISE(ABORT, 'a session keeps its id'); END;

      CREATE TABLE session_events (
        session_id TEXT NOT NULL REFERENCES sessions (id) ON DELETE CASCADE,
        sequence INTEGER NOT NULL CHECK (sequence >= 1),
        type TEXT NOT NULL,
        at_ms REAL NOT NULL,
        wall_time TEXT NOT NULL,
        event TEXT NOT NULL CHECK (json_valid(event)),
        PRIMARY KEY (session_id, sequence)
      ) STRICT, WITHOUT ROWID;
      -- Also refuses INSERT OR REPLACE, which would take the old row away without asking the delete trigger.
      CREATE TRIGGER session_events_have_no_gaps BEFORE INSERT ON session_events
      WHEN NEW.sequence IS NOT 1 + (SELECT coalesce(max(sequence), 0) FROM session_events WHERE session_id = NEW.session_id)
      BEGIN SELECT RAISE(ABORT, 'events are numbered without gaps'); END;
      CREATE TRIGGER session_events_are_never_changed BEFORE UPDATE ON session_events
      BEGIN SELECT RAISE(ABORT, 'events are never changed'); END;
      -- When a whole session is deleted, its row is gone before its events are.
      CREATE TRIGGER session_events_go_with_their_session BEFORE DELETE ON session_events
      WHEN EXISTS (SELECT 1 FROM sessions WHERE id = OLD.session_id)
      BEGIN SELECT RAISE(ABORT, 'events are deleted with their whole session only'); END;

      CREATE TABLE scores (
        id INTEGER PRIMARY KEY,
        session_id TEXT NOT NULL REFERENCES sessions (id) ON DELETE CASCADE,
        mapping TEXT NOT NULL,
        rater TEXT NOT NULL,
        band REAL,
        score TEXT NOT NULL CHECK (json_valid(score)),
        saved_at TEXT NOT NULL,
        UNIQUE (session_id, mapping, rater)
      ) STRICT;

      CREATE TABLE metadata (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
      INSERT INTO metadata VALUES ('createdAt', strftime('%Y-%m-%dT%H:%M:%fZ', 'now'));
    `,
  },
  {
    version: 2,
    title: 'whoever runs a session is known by more than a process number',
    sql: `
      ALTER TABLE sessions DROP COLUMN running_in;
      ALTER TABLE sessions ADD COLUMN running_in TEXT;
    `,
  },
];

/** What a migration needs of a connection. */
export interface MigrationConnection {
  execute(sql: string): Promise<void>;
  pragma(name: 'user_version' | 'application_id'): Promise<number>;
}

/**
 * Applies the missing migrations in one transaction, so that a killed process leaves none half done, and a slow disk is waited for
 * once. Two processes may do this at once. Rejects with `store.newer` when the database was written by a newer program.
 */
export async function migrate(
  connection: MigrationConnection,
  path: string,
  migrations: readonly Migration[] = MIGRATIONS,
): Promise<void> {
  const latest = migrations.at(-1)?.version ?? 0;
  const found = await connection.pragma('user_version');
  if (found > latest) throw newerSchema(path, found, latest);
  if (found === latest) return;
  await connection.execute('BEGIN IMMEDIATE');
  try {
    // Another process may have applied some while we waited for the lock.
    const reached = await connection.pragma('user_version');
    for (const { version, sql } of migrations) if (version > reached) await connection.execute(sql);
    await connection.execute(
      `PRAGMA application_id = ${String(APPLICATION_ID)}; PRAGMA user_version = ${String(Math.max(reached, latest))}`,
    );
    await connection.execute('COMMIT');
  } catch (error) {
    await connection.execute('ROLLBACK').catch(() => undefined);
    throw error;
  }
}

function newerSchema(path: string, found: number, latest: number): AppError {
  return new AppError({
    code: 'store.newer',
    message: `The database ${path} was written by a newer version of ielts-examiner (schema ${String(found)}, this one knows ${String(latest)}).`,
    remedy: 'Update ielts-examiner: npm install -g ielts-examiner@latest. Nothing was changed.',
    exitCode: 3,
  });
}
