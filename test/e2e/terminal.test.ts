/** The whole program at a real keyboard: tmux types, and reads what the terminal shows. */
import { execFileSync, spawnSync } from 'node:child_process';
import { join, resolve } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
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
function practise(options: string, { variables = '' } = {}): Terminal {
  const home = temporaryFolder();
  const socket = `ielts-examiner-e2e-${String(process.pid)}-${String(sockets.length)}`;
  sockets.push(socket);
  const tmux = (...words: readonly string[]): string =>
    execFileSync('tmux', ['-L', socket, '-f', '/dev/null', ...words], { encoding: 'utf8' });
  const settings = `NODE_ENV=production LANG=C.UTF-8 IELTS_EXAMINER_GRAMMAR=none IELTS_EXAMINER_HOME=${home}`;
  const command = `env -u CI -u NO_COLOR ${settings} ${variables} node ${PROGRAM} practice --input text --voice none --parts 1 ${options}`;
  tmux('new-session', '-d', '-x', '100', '-y', '40', `${command}; echo "exit code $?"; sleep 60`);
  const shown = (): string => tmux('capture-pane', '-p', '-J', '-S', '-');
  return {
    home,
    press: (...keys) => void tmux('send-keys', ...keys),
    type: (line) => void (tmux('send-keys', '-l', line), tmux('send-keys', 'Enter')),
    shown,
    async sees(text) {
      await expect.poll(shown, { timeout: 30_000 }).toMatch(text);
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
    terminal.press('C-c');
    await terminal.sees('Session: ended');
    await terminal.sees('exit code 0');
  });
});
