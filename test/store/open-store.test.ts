import { existsSync, mkdirSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { openStore } from '../../src/store/open-store.js';
import { MIGRATIONS, migrate, type Migration } from '../../src/store/migrations.js';
import { testStores } from '../support/open-test-store.js';
import { madeScore, madeSession } from '../support/stored-session.js';

const stores = testStores();
const latest = MIGRATIONS.at(-1)!.version;

/** Reads the file behind the store's back. */
function inspect<T>(path: string, look: (database: Database.Database) => T): T {
  const database = new Database(path);
  try {
    return look(database);
  } finally {
    database.close();
  }
}

describe('openStore', () => {
  it('creates the folder for its owner alone, and the database at the newest version', async () => {
    const store = await stores.open('new');
    expect(await store.listSessions()).toEqual([]);
    await store.close();
    const found = inspect(store.path, (database) => [
      database.pragma('user_version', { simple: true }),
      database.pragma('journal_mode', { simple: true }),
      database.prepare("SELECT value FROM metadata WHERE key = 'createdAt'").pluck().get(),
    ]);
    expect(found).toEqual([latest, 'wal', expect.stringMatching(/^\d{4}-.*Z$/)]);
    expect(statSync(store.path.replace(/\/[^/]*$/, '')).mode & 0o077).toBe(0);
  });

  it('hides what people said in a folder that others may read, too', async () => {
    const path = stores.path('shared-folder');
    mkdirSync(join(dirname(path), 'recordings'), { recursive: true, mode: 0o755 });
    writeFileSync(path, '', { mode: 0o644 });
    const store = await stores.open('shared-folder');
    await store.append('a', madeSession({ sessionId: 'a' }));
    const modes = [path, `${path}-wal`, join(dirname(path), 'recordings')].map((place) => statSync(place).mode & 0o777);
    expect(modes).toEqual([0o600, 0o600, 0o700]);
  });

  it('leaves one file behind when it is closed', async () => {
    const store = await stores.open('one-file');
    await store.append('a', madeSession({ sessionId: 'a' }));
    await store.close();
    await store.close();
    expect(existsSync(store.path)).toBe(true);
    expect(existsSync(`${store.path}-wal`)).toBe(false);
  });

  it('says so when it is used after it was closed', async () => {
    const store = await stores.open('closed');
    await store.close();
    await expect(store.listSessions()).rejects.toMatchObject({ code: 'store.failed', exitCode: 3 });
  });

  it('may be opened by several at once, from the first moment on', async () => {
    const opened = await Promise.all(Array.from({ length: 6 }, () => stores.open('together')));
    await Promise.all(
      opened.map((store, index) => store.append(`s${String(index)}`, madeSession({ sessionId: `s${String(index)}` }))),
    );
    expect(await opened[0]!.listSessions()).toHaveLength(6);
  });
});

describe('migrations', () => {
  const next: Migration = {
    version: latest + 1,
    title: 'a later release',
    sql: 'ALTER TABLE sessions ADD COLUMN mood TEXT; CREATE TABLE later (id INTEGER)',
  };

  it('are numbered from 1 without gaps', () => {
    expect(MIGRATIONS.map((step) => step.version)).toEqual(MIGRATIONS.map((_, index) => index + 1));
  });

  it.each(MIGRATIONS.map((step) => step.version))(
    'bring a database of version %i to the newest with its sessions',
    async (version) => {
      const name = `from-${String(version)}`;
      const events = madeSession({ sessionId: 'old', turns: 2, ended: 'completed', band: 6 });
      const old = await stores.open(name, { migrations: MIGRATIONS.slice(0, version) });
      await old.append('old', events);
      await old.close();
      const store = await stores.open(name, { migrations: [...MIGRATIONS, next] });
      expect(await store.read('old')).toEqual(events);
      expect(await store.getSession('last')).toMatchObject({ id: 'old', band: 6, status: 'completed' });
      await store.close();
      expect(inspect(store.path, (database) => database.pragma('user_version', { simple: true }))).toBe(next.version);
    },
  );

  it('are written in one go, for which a slow disk is waited once, and not at all where there are none', async () => {
    const written = async (found: number) => {
      const statements: string[] = [];
      const execute = async (sql: string) => void statements.push(sql);
      await migrate({ execute, pragma: async () => found }, 'some.sqlite', [...MIGRATIONS, next]);
      return statements;
    };
    const first = await written(0);
    expect(first).toEqual(expect.arrayContaining([...MIGRATIONS, next].map(({ sql }) => sql)));
    expect(first.filter((sql) => sql === 'COMMIT')).toHaveLength(1);
    expect(await written(next.version)).toEqual([]);
  });

  it('leave the database at its whole version when a step fails', async () => {
    const store = await stores.open('broken-step');
    await store.append('a', madeSession({ sessionId: 'a' }));
    await store.close();
    const broken = { ...next, sql: 'CREATE TABLE half (id INTEGER); NOT SQL' };
    await expect(openStore(store.path, { migrations: [...MIGRATIONS, broken] })).rejects.toMatchObject({
      code: 'store.failed',
    });
    const again = await stores.open('broken-step');
    expect(await again.listSessions()).toHaveLength(1);
    await again.close();
    expect(
      inspect(store.path, (database) => database.prepare("SELECT name FROM sqlite_schema WHERE name = 'half'").all()),
    ).toEqual([]);
  });

  it('refuse a database of a newer program and change nothing', async () => {
    const store = await stores.open('newer', { migrations: [...MIGRATIONS, next] });
    await store.close();
    await expect(openStore(store.path)).rejects.toMatchObject({ code: 'store.newer', exitCode: 3 });
    expect(inspect(store.path, (database) => database.pragma('user_version', { simple: true }))).toBe(next.version);
  });
});

describe('the tables', () => {
  it('refuse to change or delete an event, whoever asks', async () => {
    const store = await stores.open('append-only');
    await store.append('a', madeSession({ sessionId: 'a', turns: 2 }));
    await store.close();
    inspect(store.path, (database) => {
      const run = (sql: string) => () => database.prepare(sql).run();
      database.pragma('foreign_keys = ON');
      expect(run("UPDATE session_events SET event = '{}' WHERE sequence = 2")).toThrow('events are never changed');
      expect(run('DELETE FROM session_events WHERE sequence = 9')).toThrow('with their whole session only');
      expect(run("INSERT OR REPLACE INTO session_events VALUES ('a', 2, 'x', 0, '', '{}')")).toThrow('without gaps');
      expect(run("INSERT INTO session_events VALUES ('a', 99, 'x', 0, '', '{}')")).toThrow('without gaps');
      expect(run("INSERT INTO session_events VALUES ('nobody', 1, 'x', 0, '', '{}')")).toThrow('FOREIGN KEY');
      expect(run("UPDATE sessions SET id = 'b'")).toThrow('keeps its id');
      expect(database.prepare('SELECT count(*) FROM session_events').pluck().get()).toBe(11);
      run("DELETE FROM sessions WHERE id = 'a'")();
      expect(database.prepare('SELECT count(*) FROM session_events').pluck().get()).toBe(0);
    });
  });
});

describe('scores', () => {
  it('are kept with the event, and a further rating beside them', async () => {
    const store = await stores.open();
    await store.append('a', madeSession({ sessionId: 'a', ended: 'completed', band: 6 }));
    await store.saveScore('a', madeScore(6.5, 'another'));
    await store.saveScore('a', madeScore(7, 'another'));
    expect(await store.getSession('a')).toMatchObject({ band: 7 });
    expect((await store.scores('a')).map((score) => [score.rater, score.overall])).toEqual([
      ['another', expect.objectContaining({ band: 7 })],
      ['measured', expect.objectContaining({ band: 6 })],
    ]);
  });

  it('of a session that does not exist are refused', async () => {
    await expect((await stores.open()).saveScore('nobody', madeScore(6))).rejects.toMatchObject({
      code: 'store.failed',
    });
  });
});
