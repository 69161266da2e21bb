/** The whole program at a real keyboard: tmux types, and reads what the terminal shows. */
import { readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import Database from 'better-sqlite3';
import { afterAll, describe, expect, it } from 'vitest';
import { runProgram } from '../support/run-program.js';
import { temporaryFolder } from '../support/temporary-folder.js';
import { hasTmux, openTerminal, type TmuxTerminal } from '../support/tmux.js';

const PROGRAM = resolve(import.meta.dirname, '..', '..', 'bin', 'ielts-examiner.js');
const terminals: TmuxTerminal[] = [];

/** A test by typing, without a voice. `before` may set variables for it. */
function practise(options: string, before = ''): TmuxTerminal & { readonly home: string } {
  const home = temporaryFolder();
  const settings = `NODE_ENV=production LANG=C.UTF-8 IELTS_EXAMINER_GRAMMAR=none IELTS_EXAMINER_HOME=${home}`;
  const practice = `node ${PROGRAM} practice --input text --voice none --parts 1 ${options}`;
  // The shell outlives a program that Ctrl-C ends.
  const command = `trap : INT; ${before} env -u CI -u NO_COLOR ${settings} ${practice}; echo "exit code $?"`;
  const terminal = openTerminal(command, { columns: 200, rows: 40 });
  terminals.push(terminal);
  return { ...terminal, home };
}

describe.skipIf(!hasTmux)('practice at a terminal', { concurrent: true }, () => {
  afterAll(() => {
    for (const terminal of terminals) terminal.close();
  });

  it('without a screen, takes what is typed line by line, and waits for it', async () => {
    const terminal = practise('--plain');
    await terminal.sees('Type each answer in one line');
    await terminal.sees('your full name');
    terminal.type('My name is Ann Lee');
    terminal.press('Enter');
    await terminal.sees(/^\[\d:\d\d\] You \(typed\): My name is Ann Lee/m);
    const lock = locked(terminal.home);
    terminal.press('C-c');
    await terminal.sees('Session: ended');
    // The report is there, and the log of it is not saved yet: nothing is lost even so.
    terminal.press('C-c');
    await terminal.sees('exit code 130');
    lock.close();
    expect(readdirSync(join(terminal.home, 'data')).filter((name) => name.endsWith('.unsaved.jsonl'))).toHaveLength(1);
    const { stdout } = await runProgram(['sessions', 'list'], { home: terminal.home });
    expect(stdout).toContain('ended');
  });

  it('is not at full speed when a person types', async () => {
    const terminal = practise('--speed max');
    await terminal.sees('practice.speed');
    await terminal.sees('exit code 2');
  });

  it('removes what it was starting with before the first line, also where it shows no screen', async () => {
    const terminal = practise('', 'echo Ann |');
    await terminal.sees(/^input typed answers from a pipe/m);
    await terminal.sees('exit code 0');
    expect(terminal.withHistory()).not.toContain('Starting:');
  });

  it('leaves the lines that it was starting with to a screen reader, which has read them', async () => {
    const terminal = practise('', 'INK_SCREEN_READER=true');
    await terminal.sees('your full name');
    expect(terminal.withHistory()).toContain('Starting: looking for a loudspeaker');
    terminal.press('C-c');
    terminal.press('C-c');
    await terminal.sees('exit code');
  });

  it('on a screen, tells while the test runs and again at its end that it cannot be saved', async () => {
    // The setting is for files and pipes: a person has the time that typing takes.
    const terminal = practise('', 'IELTS_EXAMINER_SPEED=max');
    await terminal.sees('your full name');
    await terminal.sees('type your answer');
    const lock = locked(terminal.home);
    terminal.type('My name is Ann Lee');
    terminal.press('Enter');
    await terminal.sees('My name is Ann Lee (typed)');
    await terminal.sees(/^warning: Another program/m);
    await terminal.sees('q quit');
    terminal.press('C-c');
    await terminal.sees('exit code 0');
    lock.close();
    expect(terminal.withHistory()).toMatch(
      /^warning: the last events could not be saved yet; they are kept in a file/m,
    );
  });
});

/** The session's database, held by another program. */
function locked(home: string): Database.Database {
  const database = new Database(join(home, 'data', 'sessions.sqlite'));
  database.exec('BEGIN EXCLUSIVE');
  return database;
}
