import { existsSync, readdirSync, utimesSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import Database from 'better-sqlite3';
import { describe, expect, it, vi } from 'vitest';
import type { AppError } from '../../src/engine/errors.js';
import type { SessionLog } from '../../src/store/session-log.js';
import { createEventWriter } from '../../src/store/event-writer.js';
import { ownProcess, processName } from '../../src/config/files/process-state.js';
import { restoreUnsaved, unsavedPath } from '../../src/store/unsaved-events.js';
import { eventually } from '../support/eventually.js';
import { testStores } from '../support/open-test-store.js';
import { madeSession, numbered } from '../support/stored-session.js';

const stores = testStores();
const events = madeSession({ sessionId: 'a', turns: 3, ended: 'completed' });

function unsavedFiles(databasePath: string): readonly string[] {
  return readdirSync(dirname(databasePath)).filter((name) => name.endsWith('.unsaved.jsonl'));
}

/** A database that another connection holds until it is let go. */
async function heldStore(name: string): Promise<{ log: SessionLog & { path: string }; letGo: () => void }> {
  const store = await stores.open(name, { busyTimeoutMs: 20 });
  const other = new Database(store.path);
  other.exec('BEGIN IMMEDIATE');
  return {
    log: store,
    letGo: () => {
      other.close();
    },
  };
}

describe('createEventWriter', () => {
  it('brings events to the log by itself, without being asked', async () => {
    const store = await stores.open();
    const writer = createEventWriter(store, 'a', { flushMs: 20 });
    for (const event of events) writer.onEvent(event);
    await eventually(async () => {
      expect(await store.read('a')).toEqual(events);
    });
    await writer.close();
  });

  it('brings them on demand, in batches, and on closing', async () => {
    const store = await stores.open();
    const appended: number[] = [];
    const writer = createEventWriter(
      {
        ...store,
        append: async (sessionId, list) => {
          appended.push(list.length);
          await store.append(sessionId, list);
        },
      },
      'a',
    );
    for (const event of events.slice(0, 6)) writer.onEvent(event);
    expect(await writer.flush()).toBe(true);
    for (const event of events.slice(6)) writer.onEvent(event);
    expect(await writer.close()).toBe(true);
    expect(appended).toEqual([6, events.length - 6]);
    expect(await store.read('a')).toEqual(events);
  });

  it('takes events while it writes', async () => {
    const store = await stores.open();
    const writer = createEventWriter(store, 'a');
    writer.onEvent(events[0]!);
    const first = writer.flush();
    for (const event of events.slice(1)) writer.onEvent(event);
    await first;
    expect(await writer.flush()).toBe(true);
    expect(await store.read('a')).toEqual(events);
    await writer.close();
  });

  it('does not store partial transcripts', async () => {
    const store = await stores.open();
    const writer = createEventWriter(store, 'a');
    writer.onEvent(events[0]!);
    writer.onEvent({ ...numbered([{ type: 'transcript.partial', turnId: 't', text: 'I thi' }])[0]! });
    expect(await writer.close()).toBe(true);
    expect(await store.read('a')).toEqual(events.slice(0, 1));
  });

  it('reports trouble once, keeps trying, and leaves no file when all is saved', async () => {
    const { log, letGo } = await heldStore('held');
    const failures: AppError[] = [];
    const recovered = vi.fn();
    const writer = createEventWriter(log, 'a', {
      databasePath: log.path,
      flushMs: 10,
      retryMs: 10,
      onFailure: (error) => failures.push(error),
      onRecovered: recovered,
    });
    for (const event of events.slice(0, 5)) writer.onEvent(event);
    expect(await writer.flush()).toBe(false);
    expect(await writer.flush()).toBe(false);
    for (const event of events.slice(5)) writer.onEvent(event);
    await wait(100);
    expect(failures.map((error) => error.code)).toEqual(['store.locked']);
    expect(unsavedFiles(log.path)).toHaveLength(1);
    expect(recovered).not.toHaveBeenCalled();
    letGo();
    await eventually(async () => {
      expect(await log.read('a')).toEqual(events);
    });
    await writer.close();
    expect(recovered).toHaveBeenCalledOnce();
    expect(unsavedFiles(log.path)).toEqual([]);
  });

  it('keeps in a file what the database does not take; the next opening reads it back', async () => {
    const { log, letGo } = await heldStore('spilled');
    const writer = createEventWriter(log, 'a', { databasePath: log.path });
    for (const event of events) writer.onEvent(event);
    expect(writer.kept).toBe(false);
    expect(await writer.close()).toBe(false);
    expect(writer.kept).toBe(true);
    letGo();
    expect(await log.read('a')).toEqual([]);
    const store = await stores.open('spilled');
    expect(store.leftFiles).toEqual([]);
    expect(await store.read('a')).toEqual(events);
    expect(unsavedFiles(store.path)).toEqual([]);
    // Its process is gone, and this one has not taken it over.
    expect(await store.getSession('a')).toMatchObject({ active: false });
  });

  it('keeps what waits when the process ends at once', async () => {
    const store = await stores.open('at-once');
    const writer = createEventWriter(store, 'a', { databasePath: store.path });
    writer.onEvent(events[0]!);
    await writer.flush();
    for (const event of events.slice(1)) writer.onEvent(event);
    writer.keepNow();
    const again = await stores.open('at-once');
    expect(await again.read('a')).toEqual(events);
  });

  it('keeps events in memory when there is no place for a file', async () => {
    const failures: string[] = [];
    let broken = true;
    const store = await stores.open();
    const writer = createEventWriter(
      {
        ...store,
        append: (sessionId, list) => (broken ? Promise.reject(new Error('no')) : store.append(sessionId, list)),
      },
      'a',
      { databasePath: '/dev/null/sessions.sqlite', onFailure: (error) => failures.push(error.code) },
    );
    for (const event of events) writer.onEvent(event);
    expect(await writer.flush()).toBe(false);
    broken = false;
    expect(await writer.close()).toBe(true);
    expect(failures).toEqual(['store.failed']);
    expect(await store.read('a')).toEqual(events);
  });
});

describe('reading unsaved events back', () => {
  const line = (index: number): string => `${JSON.stringify({ sessionId: 'a', event: events[index] })}\n`;

  it('passes over a line that was cut off and written again, and what the log has already', async () => {
    const store = await stores.open('cut-off');
    await store.append('a', events.slice(0, 2));
    writeFileSync(
      unsavedPath(store.path, 'a'),
      `\n${line(1)}${line(2)}${line(3).slice(0, 20)}\n${line(3)}${line(4).slice(0, 30)}`,
    );
    const again = await stores.open('cut-off');
    expect(await again.read('a')).toEqual(events.slice(0, 4));
    expect(unsavedFiles(store.path)).toEqual([]);
  });

  it('leaves a file that does not continue the log where it is, and says so', async () => {
    const store = await stores.open('gap');
    const path = unsavedPath(store.path, 'a');
    writeFileSync(path, `${line(3)}${line(4)}`);
    const again = await stores.open('gap');
    expect(again.leftFiles).toEqual([{ path, why: expect.stringContaining('session a'), isWaiting: false }]);
    expect(existsSync(path)).toBe(true);
  });

  it('says of a file that the disk has no room for that it waits', async () => {
    const path = unsavedPath((await stores.open('no-room')).path, 'a');
    writeFileSync(path, line(0));
    const append = () => Promise.reject(Object.assign(new Error('database or disk is full'), { code: 'SQLITE_FULL' }));
    const left = await restoreUnsaved(path.slice(0, path.indexOf('.a.')), { append, read: async () => [] });
    expect(left).toEqual([{ path, why: 'database or disk is full', isWaiting: true }]);
  });

  it('does not touch the file of another process that is alive', async () => {
    const store = await stores.open('alive');
    const path = unsavedPath(store.path, 'a').replace(ownProcess(), processName(process.ppid));
    writeFileSync(path, line(0));
    // Written before it started, by a clock that was set since.
    utimesSync(path, 0, 0);
    const again = await stores.open('alive');
    expect(await again.read('a')).toEqual([]);
    expect(existsSync(path)).toBe(true);
  });
});

describe('a database that is held', () => {
  it('does not stop the program: other work goes on while the write waits', async () => {
    const store = await stores.open('not-blocking', { busyTimeoutMs: 120_000 });
    const other = new Database(store.path);
    other.exec('BEGIN IMMEDIATE');
    const order: string[] = [];
    const append = store.append('a', events).then(() => order.push('written'));
    for (let tick = 0; tick < 5; tick++) await wait(1);
    order.push('five ticks');
    other.close();
    await append;
    expect(order).toEqual(['five ticks', 'written']);
  });
});
