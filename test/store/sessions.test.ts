import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import Database from 'better-sqlite3';
import { beforeAll, describe, expect, it } from 'vitest';
import { processName } from '../../src/config/files/process-state.js';
import type { Store } from '../../src/store/open-store.js';
import { testStores } from '../support/open-test-store.js';
import { madeSession, numbered } from '../support/stored-session.js';

const stores = testStores();

describe('listing and finding sessions', () => {
  let store: Store;
  beforeAll(async () => {
    store = await stores.open('listed');
    const made = [
      { sessionId: 'abc-1', candidate: 'Ana', startedAt: '2026-03-01T10:00:00.000Z', ended: 'completed', band: 6.5 },
      { sessionId: 'abc-2', candidate: 'Ben', startedAt: '2026-03-03T10:00:00.000Z', ended: 'ended' },
      { sessionId: 'xyz', candidate: 'Ana', startedAt: '2026-03-02T10:00:00.000Z', ended: 'aborted' },
    ] as const;
    for (const session of made) await store.append(session.sessionId, madeSession(session));
  });

  it('gives the newest first, with what the events say', async () => {
    const listed = await store.listSessions();
    expect(listed.map((session) => session.id)).toEqual(['abc-2', 'xyz', 'abc-1']);
    expect(listed[2]).toEqual({
      id: 'abc-1',
      candidate: 'Ana',
      startedAt: '2026-03-01T10:00:00.000Z',
      endedAt: '2026-03-01T10:00:07.000Z',
      status: 'completed',
      parts: [1, 3],
      band: 6.5,
      durationMs: 7000,
      recordingPath: null,
      lastSequence: 8,
      active: false,
      interrupted: false,
    });
  });

  it('narrows by candidate, date and number', async () => {
    const ids = async (filter: Parameters<Store['listSessions']>[0]): Promise<readonly string[]> =>
      (await store.listSessions(filter)).map((session) => session.id);
    expect(await ids({ candidate: 'Ana' })).toEqual(['xyz', 'abc-1']);
    expect(await ids({ since: '2026-03-02T10:00:00.000Z' })).toEqual(['abc-2', 'xyz']);
    expect(await ids({ limit: 1 })).toEqual(['abc-2']);
  });

  it('finds one by id, by the beginning of its id, and the last', async () => {
    expect((await store.getSession('abc-1'))?.id).toBe('abc-1');
    expect((await store.getSession('x'))?.id).toBe('xyz');
    expect((await store.getSession('last'))?.id).toBe('abc-2');
  });

  it('finds nothing for what is not there, wildcards and an empty text included', async () => {
    for (const wanted of ['nobody', '', '%', '_bc', "' OR 1=1 --"]) expect(await store.getSession(wanted)).toBeNull();
  });

  it('names the candidates when the beginning fits several', async () => {
    await expect(store.getSession('abc')).rejects.toMatchObject({
      code: 'sessions.ambiguous',
      exitCode: 2,
      message: expect.stringContaining('abc-2, abc-1'),
    });
  });

  it('tells a session that can go on from one that is over or still running', async () => {
    expect(await store.getSession('xyz')).toMatchObject({ active: false, interrupted: true });
    await store.append('live', madeSession({ sessionId: 'live' }));
    expect(await store.getSession('live')).toMatchObject({ status: 'running', active: true, interrupted: false });
  });

  it('follows a session that is resumed and ends after all', async () => {
    const first = madeSession({ sessionId: 'again', ended: 'aborted' });
    await store.append('again', first);
    const rest = numbered(
      [
        { type: 'session.resumed', fromSequence: first.length, recordingPath: null },
        { type: 'session.ended', status: 'completed', why: 'done' },
      ],
      undefined,
      first.length + 1,
    );
    await store.append('again', rest.slice(0, 1));
    expect(await store.getSession('again')).toMatchObject({ status: 'running', endedAt: null });
    await store.append('again', rest.slice(1));
    expect(await store.getSession('again')).toMatchObject({ status: 'completed', interrupted: false });
  });
});

describe('deleting a session', () => {
  async function withRecording(name: string, recordingPath: (folder: string) => string): Promise<Store> {
    const folder = dirname(stores.path(name));
    mkdirSync(join(folder, 'recordings'), { recursive: true });
    const path = recordingPath(folder);
    const store = await stores.open(name);
    await store.append('a', madeSession({ sessionId: 'a', ended: 'completed', band: 6, recordingPath: path }));
    return store;
  }

  it('takes its events, scores and recording along', async () => {
    const store = await withRecording('whole', (folder) => join(folder, 'recordings', 'a.wav'));
    const path = join(dirname(store.path), 'recordings', 'a.wav');
    writeFileSync(path, 'sound');
    expect(await store.deleteSession('a')).toEqual({ id: 'a', recordingPath: path });
    expect(existsSync(path)).toBe(false);
    expect([await store.getSession('a'), await store.read('a'), await store.scores('a')]).toEqual([null, [], []]);
  });

  it('does not mind a recording that is gone already, nor a session without one', async () => {
    const store = await withRecording('gone', (folder) => join(folder, 'recordings', 'a.wav'));
    await store.append('b', madeSession({ sessionId: 'b', ended: 'ended' }));
    expect(await store.deleteSession('a')).not.toBeNull();
    expect(await store.deleteSession('b')).toEqual({ id: 'b', recordingPath: null });
    expect(await store.deleteSession('nobody')).toBeNull();
  });

  it.each([
    ['an absolute path elsewhere', (folder: string) => join(folder, 'elsewhere.wav')],
    ['a way out by dots', (folder: string) => join(folder, 'recordings', '..', 'elsewhere.wav')],
    ['a relative way out', () => '../elsewhere.wav'],
    ['the folder itself', (folder: string) => join(folder, 'recordings')],
    ['a folder next to it with a longer name', (folder: string) => join(folder, 'recordings-2', 'a.wav')],
  ])('refuses %s and deletes nothing', async (title, path) => {
    const store = await withRecording(title.replaceAll(' ', '-'), path);
    const other = join(dirname(store.path), 'elsewhere.wav');
    writeFileSync(other, 'not ours');
    await expect(store.deleteSession('a')).rejects.toMatchObject({ code: 'sessions.foreignRecording', exitCode: 3 });
    expect(existsSync(other)).toBe(true);
    expect(await store.getSession('a')).not.toBeNull();
    expect(await store.deleteSession('a', { keepRecording: true })).toEqual({ id: 'a', recordingPath: null });
    expect(existsSync(other)).toBe(true);
  });

  it('refuses a linked folder that leads out', async () => {
    const store = await withRecording('linked', (folder) => join(folder, 'recordings', 'link', 'a.wav'));
    const folder = dirname(store.path);
    mkdirSync(join(folder, 'outside'));
    writeFileSync(join(folder, 'outside', 'a.wav'), 'not ours');
    symlinkSync(join(folder, 'outside'), join(folder, 'recordings', 'link'));
    await expect(store.deleteSession('a')).rejects.toMatchObject({ code: 'sessions.foreignRecording' });
    expect(existsSync(join(folder, 'outside', 'a.wav'))).toBe(true);
  });

  it('refuses a session that is running', async () => {
    const store = await stores.open();
    await store.append('a', madeSession({ sessionId: 'a' }));
    await expect(store.deleteSession('a')).rejects.toMatchObject({ code: 'sessions.running', exitCode: 2 });
  });

  it('keeps the recording when the database does not let the session go', async () => {
    const store = await withRecording('uncommitted', (folder) => join(folder, 'recordings', 'a.wav'));
    const path = join(dirname(store.path), 'recordings', 'a.wav');
    writeFileSync(path, 'sound');
    const other = new Database(store.path);
    // Refused at COMMIT, not before.
    other.exec(`CREATE TABLE kept (id TEXT REFERENCES sessions (id) DEFERRABLE INITIALLY DEFERRED);
      INSERT INTO kept VALUES ('a')`);
    other.close();
    await expect(store.deleteSession('a')).rejects.toMatchObject({ exitCode: 3 });
    expect(await store.getSession('a')).not.toBeNull();
    expect(readFileSync(path, 'utf8')).toBe('sound');
  });

  it('is finished at the next start where a process died in the middle, or is as if it had never begun', async () => {
    const store = await withRecording('half', (folder) => join(folder, 'recordings', 'a.wav'));
    const folder = join(dirname(store.path), 'recordings');
    await store.close();
    // As they lie there before the database has committed, and after that; and what nobody has put there.
    for (const name of ['a.wav.deleted', 'b.wav.deleted', 'notes.deleted']) writeFileSync(join(folder, name), name);
    await (await stores.open('half')).close();
    expect(readdirSync(folder).toSorted()).toEqual(['a.wav', 'notes.deleted']);
    expect(readFileSync(join(folder, 'a.wav'), 'utf8')).toBe('a.wav.deleted');
    // Nothing that has come back is overwritten.
    writeFileSync(join(folder, 'a.wav.deleted'), 'older');
    await (await stores.open('half')).close();
    expect(readFileSync(join(folder, 'a.wav'), 'utf8')).toBe('a.wav.deleted');
  });

  it('keeps the session when its recording cannot be deleted', async () => {
    const store = await withRecording('undeletable', (folder) => join(folder, 'recordings', 'a.wav'));
    mkdirSync(join(dirname(store.path), 'recordings', 'a.wav'));
    await expect(store.deleteSession('a')).rejects.toMatchObject({ exitCode: 3 });
    expect(await store.getSession('a')).not.toBeNull();
  });
});

describe('going on with a session', () => {
  it('is for one process at a time: who comes second, or read an old log, is told so', async () => {
    const store = await stores.open('claimed');
    const events = madeSession({ sessionId: 'abc', ended: 'aborted' });
    await store.append('abc', events);
    await expect(store.claimSession('abc', events.length - 1)).rejects.toMatchObject({ code: 'sessions.running' });
    await store.claimSession('abc', events.length);
    expect(await store.getSession('abc')).toMatchObject({ active: true, interrupted: false });
    const other = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)']);
    const database = new Database(stores.path('claimed'));
    database.prepare('UPDATE sessions SET running_in = ?').run(processName(other.pid ?? 0));
    await expect(store.claimSession('abc', events.length)).rejects.toMatchObject({
      code: 'sessions.running',
      exitCode: 2,
    });
    // A test that is paused writes nothing for as long as it likes, and a clock may be set meanwhile.
    database.prepare('UPDATE sessions SET updated_at = ?').run(new Date(0).toISOString());
    if (process.platform !== 'win32') expect(await store.getSession('abc')).toMatchObject({ active: true });
    database.prepare('UPDATE sessions SET updated_at = ?').run(new Date().toISOString());
    const gone = once(other, 'close');
    other.kill('SIGKILL');
    await gone;
    await store.claimSession('abc', events.length);
    database.close();
  });

  it.skipIf(process.platform !== 'linux')(
    'is refused while it runs in another container, and soon after that was killed',
    async () => {
      const store = await stores.open('contained');
      const events = madeSession({ sessionId: 'abc', ended: 'aborted' });
      await store.append('abc', events);
      await store.claimSession('abc', events.length);
      const database = new Database(stores.path('contained'));
      const elsewhere = processName(process.pid).replace(/-\d+-/, '-4026599999-');
      database.prepare('UPDATE sessions SET running_in = ?').run(elsewhere);
      await expect(store.claimSession('abc', events.length)).rejects.toMatchObject({ code: 'sessions.running' });
      database.prepare('UPDATE sessions SET updated_at = ?').run(new Date(Date.now() - 3 * 60_000).toISOString());
      await store.claimSession('abc', events.length);
      database.close();
    },
  );
});
