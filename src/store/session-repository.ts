/** Listing, finding and deleting sessions. */
import { lstat, rename, rm, unlink } from 'node:fs/promises';
import type { Kysely, Selectable } from 'kysely';
import { ELSEWHERE_FOR_MS, ownProcess, processState } from '../config/files/process-state.js';
import { AppError } from '../engine/errors.js';
import { DEMO_INPUT } from '../engine/session/log/demo-input.js';
import { ASIDE } from './half-deleted.js';
import { recordingToDelete } from './recording-path.js';
import type { SessionsTable, StoreSchema } from './schema.js';

export interface SessionRecord {
  readonly id: string;
  readonly candidate: string | null;
  readonly startedAt: string;
  readonly endedAt: string | null;
  /** A session whose process died is `running` as well; it can be resumed. */
  readonly status: SessionsTable['status'];
  readonly parts: readonly number[];
  /** Speaking band, or null when not rated. */
  readonly band: number | null;
  readonly durationMs: number;
  readonly recordingPath: string | null;
  /** Sequence number of the last stored event, which is also the number of events. */
  readonly lastSequence: number;
  /** Whether a process on this machine is running it right now. */
  readonly active: boolean;
  /** Whether it was interrupted (killed, aborted, input failed), so that something may be left of it; nobody goes on with a demo. */
  readonly interrupted: boolean;
}

export interface SessionFilter {
  /** Null finds sessions without a candidate's name. */
  readonly candidate?: string | null;
  /** Only sessions that started at this time or later; ISO 8601, UTC. */
  readonly since?: string;
  /** Only sessions that started before this time; ISO 8601, UTC. */
  readonly before?: string;
  readonly limit?: number;
}

/** Where nobody tells since when a process runs: one that has written nothing for so long counts as gone, though it may be paused. */
const ACTIVE_WITHIN_MS = 15 * 60_000;
/** At most this many matches are named in an error. */
const NAMED_MATCHES = 5;

/** Newest first. */
export async function listSessions(
  database: Kysely<StoreSchema>,
  { candidate, since, before, limit }: SessionFilter,
): Promise<readonly SessionRecord[]> {
  let query = sessionsOf(database).orderBy('started_at', 'desc').orderBy('id', 'desc');
  if (candidate === null) query = query.where('candidate', 'is', null);
  else if (candidate !== undefined) query = query.where('candidate', '=', candidate);
  if (since !== undefined) query = query.where('started_at', '>=', since);
  if (before !== undefined) query = query.where('started_at', '<', before);
  if (limit !== undefined) query = query.limit(limit);
  return (await query.execute()).map(recordOf);
}

/**
 * @param wanted an id, the beginning of one, or `last`
 * @returns null when there is none. Rejects with `sessions.ambiguous` when several begin so.
 */
export async function findSession(database: Kysely<StoreSchema>, wanted: string): Promise<SessionRecord | null> {
  if (wanted === '') return null;
  const exact = await sessionsOf(database).where('id', '=', wanted).executeTakeFirst();
  if (exact !== undefined) return recordOf(exact);
  if (wanted === 'last') return (await listSessions(database, { limit: 1 }))[0] ?? null;
  const found = await sessionsOf(database)
    .where((is) => is(is.fn<string>('substr', ['id', is.lit(1), is.val(wanted.length)]), '=', wanted))
    .orderBy('started_at', 'desc')
    .limit(NAMED_MATCHES)
    .execute();
  if (found.length > 1) throw ambiguous(wanted, found);
  return found[0] === undefined ? null : recordOf(found[0]);
}

/**
 * Makes this process the owner of the session, so that no other resumes it at the same time.
 * @param lastSequence the last event that the caller has read
 * Rejects with `sessions.running` when another process owns it.
 */
export async function claimSession(database: Kysely<StoreSchema>, id: string, lastSequence: number): Promise<void> {
  const row = await database.selectFrom('sessions').selectAll().where('id', '=', id).executeTakeFirst();
  // Not our own name: this process has not run the session yet, and numbers repeat in containers.
  if (row === undefined || (row.running_in !== ownProcess() && isActive(row))) throw runningElsewhere(id);
  const claimed = await database
    .updateTable('sessions')
    .set({ status: 'running', running_in: ownProcess(), updated_at: new Date().toISOString() })
    .where('id', '=', id)
    .where('last_sequence', '=', lastSequence)
    .where('updated_at', '=', row.updated_at)
    .where('running_in', row.running_in === null ? 'is' : '=', row.running_in)
    .executeTakeFirst();
  if (claimed.numUpdatedRows === 0n) throw runningElsewhere(id);
}

export interface DeletedSession {
  readonly id: string;
  /** The deleted recording; null when there was none. */
  readonly recordingPath: string | null;
}

/**
 * Deletes a session with its events, scores and recording: all of it or nothing. The path of the recording comes from the
 * log, so only a file inside the recordings folder is deleted.
 */
export async function deleteSession(
  database: Kysely<StoreSchema>,
  id: string,
  recordings: string,
  keepRecording: boolean,
): Promise<DeletedSession | null> {
  const moved: MovedRecording[] = [];
  let deleted: DeletedSession | null;
  try {
    deleted = await database.transaction().execute(async (transaction) => {
      const row = await transaction.selectFrom('sessions').selectAll().where('id', '=', id).executeTakeFirst();
      if (row === undefined) return null;
      if (isActive(row)) throw stillRunning(id);
      const recordingPath =
        keepRecording || row.recording_path === null ? null : await recordingToDelete(row.recording_path, recordings);
      await transaction.deleteFrom('sessions').where('id', '=', id).execute();
      if (recordingPath !== null) moved.push(...(await moveAside(recordingPath)));
      return { id, recordingPath };
    });
  } catch (error) {
    for (const { from, to } of moved) await rename(to, from).catch(() => undefined);
    throw error;
  }
  for (const { to } of moved) await rm(to, { force: true });
  return deleted;
}

/**
 * Deletes the recording alone, before the session: on a full disk the database has no room to let the session go until it is gone.
 * @returns its path; null when there is none
 */
export async function deleteRecording(
  database: Kysely<StoreSchema>,
  id: string,
  recordings: string,
): Promise<string | null> {
  const row = await database.selectFrom('sessions').selectAll().where('id', '=', id).executeTakeFirst();
  if (row === undefined || row.recording_path === null) return null;
  if (isActive(row)) throw stillRunning(id);
  const path = await recordingToDelete(row.recording_path, recordings);
  if (path === null) return null;
  return await unlink(path).then(
    () => path,
    (error: unknown) => {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
      throw error;
    },
  );
}

interface MovedRecording {
  readonly from: string;
  readonly to: string;
}

/** The recording is deleted when the database has let the session go, and not before. Empty when there is none. */
async function moveAside(from: string): Promise<readonly MovedRecording[]> {
  try {
    if ((await lstat(from)).isDirectory()) throw new Error(`${from} is a folder`);
    const to = `${from}${ASIDE}`;
    await rename(from, to);
    return [{ from, to }];
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}

/** With how each one's input described itself, as its first event tells. */
function sessionsOf(database: Kysely<StoreSchema>) {
  return database
    .selectFrom('sessions')
    .selectAll()
    .select((is) =>
      is
        .selectFrom('session_events')
        .whereRef('session_id', '=', 'id')
        .where('sequence', '=', 1)
        .select((first) => first.fn<string | null>('json_extract', ['event', first.val('$.input')]).as('input'))
        .as('input'),
    );
}

function recordOf(row: Selectable<SessionsTable> & { readonly input: string | null }): SessionRecord {
  const active = isActive(row);
  return {
    id: row.id,
    candidate: row.candidate,
    startedAt: row.started_at,
    endedAt: row.ended_at,
    status: row.status,
    parts: JSON.parse(row.parts) as readonly number[],
    band: row.band,
    durationMs: row.duration_ms,
    recordingPath: row.recording_path,
    lastSequence: row.last_sequence,
    active,
    interrupted: !active && row.status !== 'completed' && row.status !== 'ended' && row.input !== DEMO_INPUT,
  };
}

/** A paused test writes nothing, and is its owner's all the same. */
function isActive({ status, running_in: process, updated_at }: Selectable<SessionsTable>): boolean {
  if (status !== 'running' || process === null) return false;
  const state = processState(process);
  const silentMs = Date.now() - Date.parse(updated_at);
  if (state === 'elsewhere') return silentMs <= ELSEWHERE_FOR_MS;
  return state === 'running' || (state === 'unknown' && silentMs <= ACTIVE_WITHIN_MS);
}

function stillRunning(id: string): AppError {
  return new AppError({
    code: 'sessions.running',
    message: `Session ${id} is running right now.`,
    remedy: 'End the test first (q in its window), then delete it.',
    exitCode: 2,
  });
}

function runningElsewhere(id: string): AppError {
  return new AppError({
    code: 'sessions.running',
    message: `Session ${id} is running right now in another window or process.`,
    remedy: 'Go on there, or end the test there first (q in its window).',
    exitCode: 2,
  });
}

function ambiguous(wanted: string, found: readonly Selectable<SessionsTable>[]): AppError {
  return new AppError({
    code: 'sessions.ambiguous',
    message: `More than one session begins with ${wanted}: ${found.map((row) => row.id).join(', ')}.`,
    remedy: 'Give more of the id.',
    exitCode: 2,
  });
}
