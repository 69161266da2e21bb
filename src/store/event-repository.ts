/** The session log in the database: appending and reading events. */
import type { Kysely, Transaction } from 'kysely';
import { ownProcess } from '../config/files/process-state.js';
import type { SessionLog } from './session-log.js';
import type { SessionEvent } from '../engine/session/log/events.js';
import { DatabaseError } from './database-thread.js';
import type { StoreSchema } from './schema.js';
import { scoreRow } from './score-row.js';
import { foldSession, outOfOrder } from './session-fold.js';

/** SQLite takes 32,766 parameters per statement; smaller pieces keep a statement's text small. */
const ROWS_PER_INSERT = 100;

/**
 * Rejects with the database's own errors, which the store turns into AppErrors.
 * @param runningIn the process that goes on with the sessions; null when nobody does
 */
export function createEventRepository(
  database: Kysely<StoreSchema>,
  path: string,
  runningIn: string | null = ownProcess(),
): SessionLog {
  return {
    append: (sessionId, events) =>
      events.length === 0
        ? Promise.resolve()
        : database.transaction().execute((transaction) => append(transaction, sessionId, events, runningIn)),
    read: (sessionId) => read(database, path, sessionId),
  };
}

async function append(
  transaction: Transaction<StoreSchema>,
  sessionId: string,
  given: readonly SessionEvent[],
  runningIn: string | null,
): Promise<void> {
  const row = await transaction.selectFrom('sessions').selectAll().where('id', '=', sessionId).executeTakeFirst();
  const events = await withoutKept(transaction, sessionId, given, row?.last_sequence ?? 0);
  if (events.length === 0) return;
  const { id, ...values } = foldSession(row ?? null, sessionId, events);
  const updatedAt = new Date().toISOString();
  const kept = { ...values, updated_at: updatedAt, running_in: values.status === 'running' ? runningIn : null };
  if (row === undefined)
    await transaction
      .insertInto('sessions')
      .values({ id, ...kept })
      .execute();
  else await transaction.updateTable('sessions').set(kept).where('id', '=', id).execute();
  for (let start = 0; start < events.length; start += ROWS_PER_INSERT) {
    await transaction
      .insertInto('session_events')
      .values(
        events.slice(start, start + ROWS_PER_INSERT).map((event) => ({
          session_id: sessionId,
          sequence: event.sequence,
          type: event.type,
          at_ms: event.atMs,
          wall_time: event.wallTime,
          event: JSON.stringify(event),
        })),
      )
      .execute();
  }
  for (const event of events) {
    if (event.type !== 'session.scored') continue;
    await saveScore(transaction, sessionId, event.score, event.wallTime);
  }
}

/**
 * Leaves out events that are stored already: a writer that got no answer sends its events again. A different event with the
 * same sequence number comes from a second writer and is refused.
 */
async function withoutKept(
  transaction: Transaction<StoreSchema>,
  sessionId: string,
  events: readonly SessionEvent[],
  lastSequence: number,
): Promise<readonly SessionEvent[]> {
  const again = events.filter((event) => event.sequence <= lastSequence);
  if (again.length === 0) return events;
  const rows = await transaction
    .selectFrom('session_events')
    .select(['sequence', 'event'])
    .where('session_id', '=', sessionId)
    .where('sequence', '>=', Math.min(...again.map((event) => event.sequence)))
    .execute();
  const kept = new Map(rows.map((row) => [row.sequence, row.event]));
  for (const event of again) {
    if (kept.get(event.sequence) !== JSON.stringify(event)) {
      throw outOfOrder(sessionId, `event ${String(event.sequence)} is already there and differs`);
    }
  }
  return events.filter((event) => event.sequence > lastSequence);
}

/** Saves a score; it replaces an older one by the same rater and mapping. */
export async function saveScore(
  database: Kysely<StoreSchema>,
  sessionId: string,
  score: unknown,
  savedAt: string,
): Promise<void> {
  const row = scoreRow(sessionId, score, savedAt);
  await database
    .insertInto('scores')
    .values(row)
    .onConflict((conflict) =>
      conflict
        .columns(['session_id', 'mapping', 'rater'])
        .doUpdateSet({ band: row.band ?? null, score: row.score, saved_at: row.saved_at }),
    )
    .execute();
}

/** The events of a session; empty for an unknown session. */
async function read(database: Kysely<StoreSchema>, path: string, sessionId: string): Promise<readonly SessionEvent[]> {
  const rows = await database
    .selectFrom('session_events')
    .select(['sequence', 'event'])
    .where('session_id', '=', sessionId)
    .orderBy('sequence')
    .execute();
  if (rows.length === 0) return [];
  const { parseEvent } = await import('../engine/session/log/events.js');
  return rows.map((row) => {
    try {
      const event: unknown = JSON.parse(row.event);
      parseEvent(event);
      // The event as it was written: the schema would reorder its keys.
      return event as SessionEvent;
    } catch (error) {
      throw new DatabaseError(
        'SQLITE_CORRUPT',
        `event ${String(row.sequence)} of session ${sessionId} in ${path} is unreadable (${firstLine(error)})`,
      );
    }
  });
}

function firstLine(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).split('\n')[0] ?? '';
}
