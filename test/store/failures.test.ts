import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import Database from 'better-sqlite3';
import { afterAll, describe, expect, it } from 'vitest';
import { openStore, type Store } from '../../src/store/open-store.js';
import { MIGRATIONS } from '../../src/store/migrations.js';
import { testStores } from '../support/open-test-store.js';
import { madeSession, numbered } from '../support/stored-session.js';
import type { SessionEvent } from '../../src/engine/session/log/events.js';

const stores = testStores();

function asSuperuser(program: string, options: readonly string[]): void {
  execFileSync(program, options, { stdio: 'ignore' });
}

function fileWith(name: string, content: string | Buffer): string {
  const path = stores.path(name);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, content);
  return path;
}

describe('a damaged database', () => {
  it.each([
    ['a text file', 'this is not a database, it only has its name, and it is long enough to be looked at as one'],
    ['random bytes', Buffer.from(Array.from({ length: 8192 }, (_, index) => (index * 7919) % 251))],
    ['a database cut off in its header', 'SQLite format 3\0'],
  ])('is refused when it is %s, and left as it is', async (title, content) => {
    const path = fileWith(title.replaceAll(' ', '-'), content);
    const before = readFileSync(path);
    await expect(openStore(path)).rejects.toMatchObject({
      code: 'store.damaged',
      exitCode: 3,
      message: expect.stringContaining(path),
      remedy: expect.stringContaining(`mv "${path}" "${path}.damaged"`),
    });
    expect(readFileSync(path).equals(before)).toBe(true);
  });

  it('is refused when it belongs to another program', async () => {
    const path = fileWith('foreign', '');
    const database = new Database(path);
    database.exec('CREATE TABLE bookmarks (url TEXT)');
    database.close();
    await expect(openStore(path)).rejects.toMatchObject({
      code: 'store.damaged',
      message: expect.stringContaining('another program'),
    });
  });

  it('is told when pages inside it are damaged, by reading and by verifying', async () => {
    const store = await stores.open('torn');
    await store.append('a', madeSession({ sessionId: 'a', turns: 300, ended: 'ended' }));
    await store.verify();
    await store.close();
    const bytes = readFileSync(store.path);
    // Page 1 holds the schema; everything behind the first pages becomes noise.
    bytes.fill(0xa5, 4096 * 12);
    writeFileSync(store.path, bytes);
    const again = await stores.open('torn');
    await expect(again.verify()).rejects.toMatchObject({ code: 'store.damaged' });
    await expect(again.read('a')).rejects.toMatchObject({ code: 'store.damaged' });
  });

  it('is told when an event in it is none of ours', async () => {
    const store = await stores.open('odd-event');
    const [first] = madeSession({ sessionId: 'a' });
    await store.append('a', [
      first!,
      { ...numbered([{ type: 'session.paused' }], undefined, 2)[0]!, type: 'nonsense' } as unknown as SessionEvent,
    ]);
    await expect(store.read('a')).rejects.toMatchObject({
      code: 'store.damaged',
      message: expect.stringContaining('event 2'),
    });
  });
});

describe('a database that cannot be written', () => {
  // The superuser may write anywhere, so these run as an ordinary user.
  async function asOrdinaryUser<T>(run: () => Promise<T>): Promise<T> {
    if (process.geteuid?.() !== 0) return await run();
    process.seteuid?.(65_534);
    try {
      return await run();
    } finally {
      process.seteuid?.(0);
    }
  }
  const folder = mkdtempSync(join(tmpdir(), 'ielts-examiner-readonly-'));
  chmodSync(folder, 0o777);
  afterAll(() => {
    execFileSync('chmod', ['-R', 'u+w', folder]);
    execFileSync('rm', ['-rf', folder]);
  });

  it.skipIf(process.platform === 'win32').each([
    ['file', (path: string) => chmodSync(path, 0o444)],
    ['folder', (path: string) => chmodSync(dirname(path), 0o555)],
  ])('is refused with the %s to blame', async (title, protect) => {
    await asOrdinaryUser(async () => {
      const path = join(folder, title, 'sessions.sqlite');
      const store = await openStore(path);
      await store.close();
      protect(path);
      await expect(openStore(path)).rejects.toMatchObject({
        code: 'store.readonly',
        exitCode: 3,
        remedy: expect.stringContaining(dirname(path)),
      });
    });
  });

  it.skipIf(process.platform === 'win32')('is refused when its folder cannot be made', async () => {
    await asOrdinaryUser(async () => {
      const locked = join(folder, 'locked');
      mkdirSync(locked, { mode: 0o555 });
      await expect(openStore(join(locked, 'new', 'sessions.sqlite'))).rejects.toMatchObject({ code: 'store.readonly' });
    });
  });

  it('is refused when a file stands where its folder should be', async () => {
    const path = fileWith('file-as-folder', '');
    await expect(openStore(join(path, 'sessions.sqlite'))).rejects.toMatchObject({ code: 'store.failed', exitCode: 3 });
  });
});

describe('a full disk', () => {
  const many = madeSession({ sessionId: 'a', turns: 3000 });

  async function fill(store: Store): Promise<void> {
    await store.append('a', many.slice(0, 5));
    await expect(store.append('a', many.slice(5))).rejects.toMatchObject({ code: 'store.full', exitCode: 3 });
    expect(await store.read('a')).toEqual(many.slice(0, 5));
  }

  it('keeps what was there and writes none of what does not fit', async (context) => {
    const folder = mkdtempSync(join(tmpdir(), 'ielts-examiner-small-disk-'));
    try {
      asSuperuser('mount', ['-t', 'tmpfs', '-o', 'size=512k', 'tmpfs', folder]);
    } catch {
      context.skip('mounting a small disk needs the superuser');
    }
    try {
      const path = join(folder, 'sessions.sqlite');
      const store = await openStore(path);
      await fill(store);
      await store.close();
      // Not a byte is left: nothing can be written, and what is there can be looked at all the same.
      expect(() => {
        writeFileSync(join(folder, 'rest'), Buffer.alloc(1_000_000));
      }).toThrow();
      await expect(openStore(path)).rejects.toMatchObject({
        code: 'store.full',
        remedy: expect.stringContaining(join(folder, 'recordings')),
      });
      const reading = await openStore(path, { onlyRead: true });
      expect(await reading.listSessions()).toMatchObject([{ id: 'a' }]);
      expect(await reading.read('a')).toEqual(many.slice(0, 5));
      await expect(reading.append('a', many.slice(5, 2000))).rejects.toMatchObject({ code: 'store.full' });
      await reading.close();
    } finally {
      asSuperuser('umount', ['-l', folder]);
      rmSync(folder, { recursive: true });
    }
  });

  it('is told by SQLite as well where no small disk can be made', async () => {
    const limit = { version: MIGRATIONS.length + 1, title: 'a limit', sql: 'CREATE TABLE filler (id INTEGER)' };
    // The number of pages is limited per connection, by the connection itself.
    const store = await stores.open('limited', {
      migrations: [...MIGRATIONS, { ...limit, sql: `${limit.sql}; PRAGMA max_page_count = 60` }],
    });
    await fill(store);
  });
});

describe('a database that another program holds', () => {
  it('is told after the time given, and nothing is lost', async () => {
    const store = await stores.open('held', { busyTimeoutMs: 50 });
    const events = madeSession({ sessionId: 'a', turns: 2 });
    await store.append('a', events.slice(0, 3));
    const other = new Database(store.path);
    other.exec('BEGIN IMMEDIATE');
    await expect(store.append('a', events.slice(3))).rejects.toMatchObject({ code: 'store.locked', exitCode: 3 });
    await expect(openStore(store.path, { busyTimeoutMs: 50 })).rejects.toMatchObject({ code: 'store.locked' });
    expect(await store.read('a')).toEqual(events.slice(0, 3));
    other.exec('ROLLBACK');
    other.close();
    await store.append('a', events.slice(3));
    expect(await store.read('a')).toEqual(events);
  });
});

describe('whatever goes wrong', () => {
  it('never makes a database where none could be opened', async () => {
    const path = stores.path('never');
    mkdirSync(path, { recursive: true });
    await expect(openStore(path)).rejects.toMatchObject({ exitCode: 3 });
    expect(existsSync(`${path}-wal`)).toBe(false);
  });
});
