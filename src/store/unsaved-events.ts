/**
 * Keeps events that the database cannot take in a file beside it, one JSON line per event. The file is read back when the
 * store is next opened. Each session and process has its own file.
 */
import { appendFileSync, statSync } from 'node:fs';
import { appendFile, readFile, readdir, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { makeFolder } from '../config/files/make-folder.js';
import { mayBeAnothers, ownProcess } from '../config/files/process-state.js';
import { messageOf } from '../engine/errors.js';
import type { SessionLog } from './session-log.js';
import type { SessionEvent } from '../engine/session/log/events.js';
import { storeError } from './store-errors.js';

/** Errors of the database that pass by themselves or with some room, unlike those of the file. */
const WAITING: ReadonlySet<string> = new Set(['store.full', 'store.locked', 'store.readonly']);
const ENDING = '.unsaved.jsonl';

export function unsavedPath(databasePath: string, sessionId: string): string {
  // The id becomes part of a file name.
  const name = sessionId.replace(/[^\w-]/g, '_');
  return `${databasePath}.${name}.${ownProcess()}${ENDING}`;
}

export async function keepUnsaved(path: string, sessionId: string, events: readonly SessionEvent[]): Promise<void> {
  await makeFolder(dirname(path));
  await appendFile(path, linesOf(sessionId, events), { mode: 0o600, flush: true });
}

/** Writes synchronously, for a process that is about to end. */
export function keepUnsavedNow(path: string, sessionId: string, events: readonly SessionEvent[]): void {
  appendFileSync(path, linesOf(sessionId, events), { mode: 0o600 });
}

export interface LeftFile {
  readonly path: string;
  readonly why: string;
  /** The file is in order, but the database cannot be written now, as on a full disk. */
  readonly isWaiting: boolean;
}

/** Puts the events of earlier processes into the log. Never rejects. @returns files that were left in place: what is refused stays in them */
export async function restoreUnsaved(databasePath: string, log: SessionLog): Promise<readonly LeftFile[]> {
  const left: LeftFile[] = [];
  for (const path of await unsavedFiles(databasePath)) {
    try {
      const sessions = await readUnsaved(path);
      for (const [sessionId, events] of sessions) await log.append(sessionId, events);
      await rm(path);
    } catch (error) {
      // Its own process has saved it meanwhile.
      if (error instanceof Error && 'code' in error && error.code === 'ENOENT') continue;
      left.push({ path, why: messageOf(error), isWaiting: WAITING.has((await storeError(databasePath, error)).code) });
    }
  }
  return left;
}

/** The files of processes that no longer run. */
async function unsavedFiles(databasePath: string): Promise<readonly string[]> {
  const folder = dirname(databasePath);
  const beginning = `${basename(databasePath)}.`;
  const names = await readdir(folder).catch((): string[] => []);
  const paths = names
    .filter((name) => name.startsWith(beginning) && name.endsWith(ENDING))
    .sort()
    .map((name) => join(folder, name));
  return paths.filter((path) => !belongsToOther(path));
}

/** A file in use would be read, and removed, under its writer's hands. */
function belongsToOther(path: string): boolean {
  const writer = path.slice(0, -ENDING.length).split('.').at(-1) ?? '';
  return mayBeAnothers(writer, statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0);
}

async function readUnsaved(path: string): Promise<ReadonlyMap<string, readonly SessionEvent[]>> {
  const { parseEvent } = await import('../engine/session/log/events.js');
  const sessions = new Map<string, SessionEvent[]>();
  for (const line of (await readFile(path, 'utf8')).split('\n')) {
    const value = parsed(line);
    if (value === null) continue;
    parseEvent(value.event);
    const events = sessions.get(value.sessionId) ?? [];
    sessions.set(value.sessionId, events);
    // The event as it was written, since the log compares it with the stored one: the schema would reorder its keys.
    const event = value.event as SessionEvent;
    // A write that failed half-way was repeated.
    if (event.sequence > (events.at(-1)?.sequence ?? 0)) events.push(event);
  }
  return sessions;
}

interface UnsavedLine {
  readonly sessionId: string;
  readonly event: unknown;
}

/** Null for a line cut off by a kill or a full disk. The missing event shows as a gap in the sequence. */
function parsed(line: string): UnsavedLine | null {
  try {
    const value = JSON.parse(line) as Partial<UnsavedLine> | null;
    return typeof value?.sessionId === 'string' ? { sessionId: value.sessionId, event: value.event } : null;
  } catch {
    return null;
  }
}

/** Begins with a line feed, which separates these lines from one that was cut off. */
function linesOf(sessionId: string, events: readonly SessionEvent[]): string {
  return `\n${events.map((event) => `${JSON.stringify({ sessionId, event })}\n`).join('')}`;
}
