/** Computes a session's row in the list of sessions from its events. Pure. */
import { AppError } from '../engine/errors.js';
import type { SessionEvent } from '../engine/session/log/events.js';
import type { SessionsTable } from './schema.js';
import { bandOf } from './score-row.js';

type SessionRow = Omit<SessionsTable, 'running_in' | 'updated_at'>;

const PART_NUMBERS = { part1: 1, part2: 2, part3: 3 } as const;

/** The row after more events. `row` is null before the first event, which must be `session.started`. */
export function foldSession(row: SessionRow | null, sessionId: string, events: readonly SessionEvent[]): SessionRow {
  let folded = row;
  for (const event of events) folded = step(folded, sessionId, event);
  if (folded === null) throw outOfOrder(sessionId, 'there are no events');
  return folded;
}

function step(row: SessionRow | null, sessionId: string, event: SessionEvent): SessionRow {
  const expected = (row?.last_sequence ?? 0) + 1;
  if (event.sequence !== expected) {
    throw outOfOrder(sessionId, `event ${String(expected)} was expected and ${String(event.sequence)} came`);
  }
  if (row === null) return begin(sessionId, event);
  const next = {
    ...row,
    last_sequence: event.sequence,
    duration_ms: Math.max(row.duration_ms, event.atMs),
  };
  switch (event.type) {
    case 'session.started':
      throw outOfOrder(sessionId, 'it was started twice');
    case 'session.resumed':
      return { ...next, status: 'running', ended_at: null, recording_path: event.recordingPath ?? row.recording_path };
    case 'session.scored':
      return { ...next, band: bandOf(event.score) };
    case 'session.ended':
      return { ...next, status: event.status, ended_at: event.wallTime };
    default:
      return next;
  }
}

function begin(sessionId: string, event: SessionEvent): SessionRow {
  if (event.type !== 'session.started') throw outOfOrder(sessionId, `its first event is ${event.type}`);
  return {
    id: sessionId,
    candidate: event.candidate,
    started_at: event.wallTime,
    ended_at: null,
    status: 'running',
    parts: JSON.stringify(event.parts.map((part) => PART_NUMBERS[part])),
    band: null,
    duration_ms: event.atMs,
    recording_path: event.recordingPath,
    last_sequence: event.sequence,
  };
}

export function outOfOrder(sessionId: string, why: string): AppError {
  return new AppError({
    code: 'store.sequence',
    message: `Events of session ${sessionId} do not continue its log: ${why}.`,
    remedy: 'Another process may be writing to the same session; run ielts-examiner sessions list.',
    exitCode: 3,
  });
}
