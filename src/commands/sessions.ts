/** `sessions list|show|delete`: past sessions. */
import { isAppError } from '../engine/errors.js';
import { doneAfter, NOTHING_DONE, whatIsLeft, type WhatIsLeft } from '../engine/session/log/what-is-left.js';
import { safeLine } from '../engine/text/safe-text.js';
import type { SessionEvent } from '../engine/session/log/events.js';
import type { Store } from '../store/open-store.js';
import type { DeletedSession, SessionFilter, SessionRecord } from '../store/session-repository.js';
import { printJson, table, type Write } from './output.js';
import { requireSession } from './require-session.js';
import { parseSince } from './since.js';
import { withStore } from './with-store.js';

export interface SessionsListOptions extends Omit<SessionFilter, 'since'> {
  readonly json: boolean;
  /** A date or an age; see {@link parseSince}. */
  readonly since?: string;
}

export interface SessionOptions {
  readonly json: boolean;
  /** An id, the beginning of one, or `last`. */
  readonly session: string;
}

export interface SessionsDeleteOptions extends SessionOptions {
  readonly keepRecording?: boolean;
  /** Asks whoever sits at the terminal; left out: nobody is asked. */
  readonly ask?: (question: string) => Promise<boolean>;
}

const NO_SESSIONS = 'No sessions yet. Take a test: ielts-examiner practice\n';

/** Newest first. @returns the exit code */
export async function sessionsList({ json, since, ...filter }: SessionsListOptions, write: Write): Promise<number> {
  const from = since === undefined ? {} : { since: parseSince(since) };
  const { listed, told, next } = await withStore(async (store) => {
    const listed = await store.listSessions({ ...filter, ...from });
    if (!json) return { listed, told: [], next: await nextStep(store, listed) };
    const told = [];
    for (const session of listed) told.push(forPrograms(session, await leftOf(store, session)));
    return { listed, told, next: null };
  }, true);
  if (json) printJson({ sessions: told }, write);
  else if (listed.length === 0) {
    const filtered = since !== undefined || filter.candidate !== undefined;
    write(filtered ? 'No session matches. All of them: ielts-examiner sessions list\n' : NO_SESSIONS);
  } else {
    write(table(COLUMNS, listed.map(rowOf)));
    if (next !== null) write(`\n${next}\n`);
  }
  return 0;
}

/** What can be done with the newest session of which something is left. */
async function nextStep(store: Store, sessions: readonly SessionRecord[]): Promise<string | null> {
  for (const session of sessions) {
    const left = await leftOf(store, session);
    if (left !== 'nothing') return `${left === 'scoring' ? 'Have it scored' : 'Go on'}: ${resumeCommand(session)}`;
  }
  return null;
}

async function leftOf(store: Store, session: SessionRecord): Promise<WhatIsLeft> {
  if (!session.interrupted) return 'nothing';
  // One that cannot be read is listed all the same; who asks for it is told why.
  const events = await store.read(session.id).catch(() => null);
  return events === null ? 'nothing' : leftIn(events);
}

function leftIn(events: readonly SessionEvent[]): WhatIsLeft {
  return whatIsLeft(events.reduce(doneAfter, NOTHING_DONE));
}

function forPrograms({ interrupted: _, ...session }: SessionRecord, left: WhatIsLeft) {
  return { ...session, resumable: left !== 'nothing' };
}

/** Shows the transcript, the result and how to resume. Rejects with `sessions.unknown` (exit code 2). */
export async function sessionsShow({ json, session: wanted }: SessionOptions, write: Write): Promise<number> {
  const { session, events, scores } = await withStore(async (store) => {
    const found = await requireSession(store, wanted);
    return { session: found, events: await store.read(found.id), scores: await store.scores(found.id) };
  }, true);
  const left = session.interrupted ? leftIn(events) : 'nothing';
  const { transcriptOf, showSession } = await import('./show-session.js');
  if (json) {
    const resume = left === 'nothing' ? null : resumeCommand(session);
    const told = { session: forPrograms(session, left), events: events.length, transcript: transcriptOf(events) };
    printJson({ ...told, score: scores[0] ?? null, resume }, write);
    return 0;
  }
  write(`Session ${safeLine(session.id)}, ${statusText(session)}\n`);
  write(
    `${safeLine(session.candidate ?? 'no name')}, ${localTime(session.startedAt)}, ${String(events.length)} events\n`,
  );
  if (session.recordingPath !== null) write(`Recording: ${safeLine(session.recordingPath)}\n`);
  write('\n');
  showSession(events, scores[0] ?? null, write);
  if (left !== 'nothing') {
    write(`\n${left === 'scoring' ? 'Have it scored' : 'Go on with it'}: ${resumeCommand(session)}\n`);
  } else if (!session.active) write(`\nIts report: ielts-examiner export report ${session.id}\n`);
  return 0;
}

/** Deletes a session and its recording. Rejects with `sessions.unknown|running|foreignRecording`. */
export async function sessionsDelete(options: SessionsDeleteOptions, write: Write): Promise<number> {
  const { json, keepRecording = false } = options;
  let { ask, session: wanted } = options;
  /** Null when whoever is asked says no. */
  const agreed = async (store: Store): Promise<string | null> => {
    const session = await requireSession(store, wanted);
    if (ask !== undefined && !(await ask(deletionQuestion(session, keepRecording)))) return null;
    // What was agreed to holds for this session: the last one may be another by the second look.
    [ask, wanted] = [undefined, session.id];
    return session.id;
  };
  const remove = async (): Promise<DeletedSession | null> =>
    await withStore(async (store) => {
      const id = await agreed(store);
      if (id === null) return null;
      return (await store.deleteSession(id, { keepRecording })) ?? { id, recordingPath: null };
    });
  const deleted = await remove().catch(async (error: unknown) => {
    if (keepRecording || !isAppError(error) || error.code !== 'store.full') throw error;
    // What people delete a session for on a full disk. The database has no room for any change, until the recording is gone.
    const freed = await withStore(async (store) => {
      const id = await agreed(store);
      return id === null ? null : { path: await store.deleteRecording(id) };
    }, true);
    if (freed === null) return null;
    if (freed.path === null) throw error;
    return await remove();
  });
  if (deleted === null) write('Nothing was deleted.\n');
  else if (json) printJson({ deleted }, write);
  else {
    const recording = deleted.recordingPath === null ? '' : ` and its recording ${safeLine(deleted.recordingPath)}`;
    write(`Deleted session ${safeLine(deleted.id)}${recording}.\n`);
  }
  return 0;
}

function deletionQuestion(session: SessionRecord, keepRecording: boolean): string {
  const { id, candidate, startedAt, recordingPath } = session;
  const recording = recordingPath === null || keepRecording ? '' : ' with its recording';
  return `Delete session ${safeLine(id)} (${safeLine(candidate ?? 'no name')}, ${localTime(startedAt)})${recording}? This cannot be undone. [y/N] `;
}

const COLUMNS = [
  { title: 'Session' },
  { title: 'Started' },
  { title: 'Candidate' },
  { title: 'Parts' },
  { title: 'Length', align: 'right' },
  { title: 'Band', align: 'right' },
  { title: 'Status' },
] as const;

/** In characters; leaves room for the other columns in a terminal 80 wide. */
const LONGEST_NAME = 10;

function rowOf(session: SessionRecord): readonly string[] {
  const name = safeLine(session.candidate ?? '-');
  const minutes = Math.floor(session.durationMs / 60_000);
  const seconds = Math.floor(session.durationMs / 1000) % 60;
  return [
    session.id,
    localTime(session.startedAt).slice(0, 10),
    name.length > LONGEST_NAME ? `${name.slice(0, LONGEST_NAME - 1)}…` : name,
    session.parts.join(','),
    `${String(minutes)}:${String(seconds).padStart(2, '0')}`,
    session.band === null ? '-' : session.band.toFixed(1),
    statusText(session),
  ];
}

function statusText({ status, active }: SessionRecord): string {
  return status === 'running' && !active ? 'interrupted' : status;
}

function resumeCommand({ id }: SessionRecord): string {
  return `ielts-examiner sessions resume ${id}`;
}

/** Local time, such as `2026-03-01 18:30`. */
function localTime(iso: string): string {
  const date = new Date(iso);
  if (Number.isNaN(date.getTime())) return '-';
  const two = (value: number): string => String(value).padStart(2, '0');
  const day = [date.getFullYear(), two(date.getMonth() + 1), two(date.getDate())].join('-');
  return `${day} ${two(date.getHours())}:${two(date.getMinutes())}`;
}
