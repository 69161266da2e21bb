/** Commands whose input or output is not a terminal. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openStore } from '../../src/store/open-store.js';
import { runProgram } from '../support/run-program.js';
import { madeSession } from '../support/stored-session.js';
import { temporaryFolder } from '../support/temporary-folder.js';

async function homeWith(...sessionIds: readonly string[]): Promise<string> {
  const home = temporaryFolder();
  mkdirSync(join(home, 'data'));
  const store = await openStore(join(home, 'data', 'sessions.sqlite'));
  for (const sessionId of sessionIds) await store.append(sessionId, madeSession({ sessionId, ended: 'completed' }));
  await store.close();
  return home;
}

describe('without a terminal', { timeout: 60_000 }, () => {
  it('a session is deleted with --yes only', async () => {
    const home = await homeWith('20260301-100000-aaaa');
    const asked = await runProgram(['sessions', 'delete', 'last'], { home, input: 'y\n' });
    expect(asked).toMatchObject({ exitCode: 2, stdout: '' });
    expect(asked.stderr).toMatch(/^error \[input\.nobodyToAsk\]: .+\n→ Add --yes .+\n$/);
    const deleted = await runProgram(['sessions', 'delete', 'last', '--yes'], { home });
    expect(deleted).toMatchObject({ exitCode: 0, stdout: 'Deleted session 20260301-100000-aaaa.\n' });
  });
});
