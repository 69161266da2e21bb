import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { testStores } from '../support/open-test-store.js';
import { madeSession } from '../support/stored-session.js';

const stores = testStores();
const WRITING_PROCESS = fileURLToPath(new URL('../support/session-writing-process.ts', import.meta.url));

/** Runs the writing process until it has told of `flushes` safe points, kills it, and gives back the last safe sequence. */
async function killWhileWriting(path: string, sessionId: string, flushes: number): Promise<number> {
  const child = spawn(
    process.execPath,
    ['--import', './test/support/typescript-hooks.mjs', WRITING_PROCESS, path, sessionId],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  let told = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    told += text;
    if (told.split('\n').length > flushes) child.kill('SIGKILL');
  });
  await once(child, 'close');
  expect(child.signalCode).toBe('SIGKILL');
  return Number(told.trim().split('\n').at(-1));
}

describe('a process that is killed while it writes', () => {
  it.each([1, 4, 20])('loses nothing up to the last flush (killed after %i)', async (flushes) => {
    const name = `killed-${String(flushes)}`;
    const path = stores.path(name);
    const safe = await killWhileWriting(path, 'victim', flushes);
    const store = await stores.open(name);
    await store.verify();
    const events = await store.read('victim');
    expect(events.length).toBeGreaterThanOrEqual(safe);
    expect(events).toEqual(madeSession({ sessionId: 'victim', turns: 5000 }).slice(0, events.length));
    expect(await store.getSession('last')).toMatchObject({
      id: 'victim',
      status: 'running',
      active: false,
      interrupted: true,
      lastSequence: events.length,
    });
  });
});
