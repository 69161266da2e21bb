/** A real terminal for tests: tmux draws what a program shows, types its keys and reads the screen back. */
import { execFileSync, spawnSync } from 'node:child_process';
import { expect } from 'vitest';
import { eventually } from './eventually.js';

export const hasTmux = spawnSync('tmux', ['-V']).status === 0;
if (!hasTmux) console.warn('Skipped: the tests on a real terminal need tmux (apt-get install tmux).');

let servers = 0;

export interface TmuxTerminal {
  tmux(...words: readonly string[]): string;
  shown(): string;
  withHistory(): string;
  press(...keys: readonly string[]): void;
  type(text: string): void;
  sees(text: string | RegExp, read?: () => string): Promise<void>;
  close(): void;
}

/** A server of its own for each: nobody's sessions are touched, and none is met while it shuts down. */
export function openTerminal(command: string, { columns, rows } = { columns: 80, rows: 24 }): TmuxTerminal {
  const socket = `ielts-examiner-${String(process.pid)}-${String(++servers)}`;
  const tmux = (...words: readonly string[]): string =>
    execFileSync('tmux', ['-L', socket, '-f', '/dev/null', ...words], { encoding: 'utf8' });
  tmux('new-session', '-d', '-x', String(columns), '-y', String(rows), `${command}; sleep 900`);
  tmux('set-option', 'status', 'off');
  tmux('resize-window', '-x', String(columns), '-y', String(rows));
  const shown = (): string => tmux('capture-pane', '-p');
  return {
    tmux,
    shown,
    withHistory: () => tmux('capture-pane', '-p', '-S', '-'),
    press: (...keys) => {
      tmux('send-keys', ...keys);
    },
    type: (text) => {
      tmux('send-keys', '-l', text);
    },
    sees: async (text, read = shown) => {
      await eventually(() => {
        expect(read()).toMatch(text);
      }, 100);
    },
    close: () => {
      spawnSync('tmux', ['-L', socket, 'kill-server']);
    },
  };
}
