/** The whole program at a real keyboard: tmux types, and reads what the terminal shows. */
import { execFileSync, spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import Database from 'better-sqlite3';
import { afterAll, describe, expect, it, vi } from 'vitest';
import { runProgram } from '../support/run-program.js';
import { temporaryFolder } from '../support/temporary-folder.js';

const hasTmux = spawnSync('tmux', ['-V']).status === 0;
if (!hasTmux) console.warn('Skipped: the tests on a real terminal need tmux (apt-get install tmux).');

const PROGRAM = resolve(import.meta.dirname, '..', '..', 'bin', 'ielts-examiner.js');
const sockets: string[] = [];

interface Terminal {
  readonly home: string;
  press(...keys: readonly string[]): void;
  type(line: string): void;
  shown(): string;
  sees(text: string | RegExp): Promise<void>;
}

/** A test by typing, without a voice. `variables` are set for it. */
function practise(options: string, variables = ''): Terminal {
  const home = temporaryFolder();
  const socket = `ielts-examiner-e2e-${String(process.pid)}-${String(sockets.length)}`;
  sockets.push(socket);
  const tmux = (...words: readonly string[]): string =>
    execFileSync('tmux', ['-L', socket, '-f', '/dev/null', ...words], { encoding: 'utf8' });
  const settings = `NODE_ENV=production LANG=C.UTF-8 IELTS_EXAMINER_GRAMMAR=none IELTS_EXAMINER_HOME=${home}`;
  const command = `env -u CI -u NO_COLOR ${settings} ${variables} node ${PROGRAM} practice --input text --voice none --parts 1 ${options}`;
  tmux('new-session', '-d', '-x', '100', '-y', '40', `trap : INT; ${command}; echo "exit code $?"; sleep 60`);
  const shown = (): string => tmux('capture-pane', '-p', '-J', '-S', '-');
  return {
    home,
    press: (...keys) => void tmux('send-keys', ...keys),
    type: (line) => void (tmux('send-keys', '-l', line), tmux('send-keys', 'Enter')),
    shown,
    async sees(text) {
      const look = () => {
        expect(shown()).toMatch(text);
      };
      await vi.waitFor(look, { timeout: 30_000, interval: 100 });
    },
  };
}

describe.skipIf(!hasTmux)('practice at a terminal', { timeout: 60_000, concurrent: true }, () => {
  afterAll(() => {
    for (const socket of sockets) spawnSync('tmux', ['-L', socket, 'kill-server']);
  });

  it('without a screen, takes what is typed line by line, and waits for it', async () => {
    const terminal = practise('--plain');
    await terminal.sees('Type each answer in one line');
    await terminal.sees('your full name');
    terminal.type('My name is Ann Lee');
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

  it('on a screen, tells while the test runs and again at its end that it cannot be saved', async () => {
    // The setting is for files and pipes: a person has the time that typing takes.
    const terminal = practise('', 'IELTS_EXAMINER_SPEED=max');
    await terminal.sees('your full name');
    await terminal.sees('type your answer');
    const lock = locked(terminal.home);
    terminal.type('My name is Ann Lee');
    await terminal.sees('My name is Ann Lee (typed)');
    await terminal.sees(/^warning: .*Another program/m);
    await terminal.sees('q quit');
    terminal.press('C-c');
    await terminal.sees('exit code 0');
    lock.close();
    expect(terminal.shown()).toMatch(/^warning: the last events could not be saved yet; they are kept in a file/m);
  });
});

/** The session's database, held by another program. */
function locked(home: string): Database.Database {
  const database = new Database(join(home, 'data', 'sessions.sqlite'));
  database.exec('BEGIN EXCLUSIVE');
  return database;
}
