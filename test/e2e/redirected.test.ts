/** Commands whose input or output is not a terminal. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openStore } from '../../src/store/open-store.js';
import { ANSWERS } from '../engine/scoring/support/turns.js';
import { runProgram, startProgram } from '../support/run-program.js';
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

describe('without a terminal', () => {
  it('a session is deleted with --yes only', async () => {
    const home = await homeWith('20260301-100000-aaaa');
    const asked = await runProgram(['sessions', 'delete', 'last'], { home, input: 'y\n' });
    expect(asked).toMatchObject({ exitCode: 2, stdout: '' });
    expect(asked.stderr).toMatch(/^error \[input\.nobodyToAsk\]: .+\n→ Add --yes .+\n$/);
    const deleted = await runProgram(['sessions', 'delete', 'last', '--yes'], { home });
    expect(deleted).toMatchObject({ exitCode: 0, stdout: 'Deleted session 20260301-100000-aaaa.\n' });
  });

  it('whoever starts again is told of events of an earlier test that do not fit the database', async () => {
    const home = await homeWith('20260301-100000-aaaa');
    const left = join(home, 'data', 'sessions.sqlite.20260301-100000-aaaa.1@another-start.unsaved.jsonl');
    const event = { type: 'session.paused', version: 1, sequence: 99, atMs: 0, wallTime: '' };
    writeFileSync(left, `${JSON.stringify({ sessionId: '20260301-100000-aaaa', event })}\n`);
    const { exitCode, stdout, stderr } = await runProgram(['sessions', 'list', '--json'], { home });
    expect(exitCode).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ sessions: [{}] });
    expect(stderr).toContain(`warning: events of an earlier test could not be read back from ${left}: `);
    expect(stderr).toMatch(/\n→ Keep that file .+\n$/);
  });

  it('a transcript that another program writes is rated like a file, and what is no transcript is told', async () => {
    const scored = ['score', '-', '--json'];
    const home = temporaryFolder();
    const transcript = JSON.stringify({ turns: ANSWERS.map((text) => ({ question: 'Why?', text })) });
    const path = join(home, 'transcript.json');
    writeFileSync(path, transcript);
    const ratingOf = (stdout: string) =>
      (JSON.parse(stdout) as { files: readonly { score: unknown }[] }).files[0]?.score;
    const written = await runProgram(scored, { home, input: transcript });
    const read = await runProgram(['score', path, '--json'], { home });
    expect(written.exitCode).toBe(read.exitCode);
    expect(ratingOf(read.stdout)).toMatchObject({ fromWords: { band: expect.any(Number) as number } });
    expect(ratingOf(written.stdout)).toEqual(ratingOf(read.stdout));
    const nothing = await runProgram(['score', '-'], { home, input: '' });
    expect(nothing.exitCode).toBe(1);
    expect(nothing.stdout + nothing.stderr).toContain('the standard input');
  });

  it('an input that is too big for a transcript is not read to its end', async () => {
    const { stderr } = await runProgram(['score', '-'], { home: temporaryFolder(), input: '['.repeat(20_100_000) });
    expect(stderr).toMatch(/^error \[transcript\.tooBig\]: the standard input has /);
  });
});

describe('an output that nobody reads any more', () => {
  const endOf = async (...commandLine: readonly string[]) => {
    const env = { IELTS_EXAMINER_GRAMMAR: 'none' };
    const { process: child, result } = startProgram(commandLine, { home: temporaryFolder(), env });
    child.stdout?.destroy();
    const { exitCode, stderr } = await result;
    return { exitCode, stderr };
  };

  it('makes no success of a command that had more to do, and no failure of one that was done', async () => {
    const folder = temporaryFolder();
    const answers = join(folder, 'answers.json');
    const turn = { part: 'part1', question: 'Where do you live?', text: 'I live in a small town near the sea.' };
    writeFileSync(answers, JSON.stringify({ turns: [turn] }));
    // It may be through with the file that is not there before it learns that nobody reads.
    expect([141, 1]).toContain((await endOf('score', answers, join(folder, 'gone.json'))).exitCode);
    expect(await endOf('sessions', 'list')).toEqual({ exitCode: 0, stderr: '' });
  });
});
