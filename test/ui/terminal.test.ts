/** The real screen in a real terminal: tmux draws it, types the keys and reads it back. */
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { playPracticeScreen } from '../support/play-practice-screen.js';
import { terminalProgram, type TerminalProgram } from '../support/terminal-program.js';
import { hasTmux, openTerminal, type TmuxTerminal } from '../support/tmux.js';

const PLAY: keyof { playPracticeScreen: typeof playPracticeScreen } = 'playPracticeScreen';
describe.skipIf(!hasTmux)('the practice screen in a terminal', () => {
  let program: TerminalProgram;
  let terminal: TmuxTerminal | undefined;

  beforeAll(() => {
    program = terminalProgram('test/support/play-practice-screen.ts');
    writeFileSync(
      join(program.folder, 'main.js'),
      `const { ${PLAY} } = await import('./test/support/play-practice-screen.js');
       await ${PLAY}(process.argv[2], Number(process.argv[3]), process.argv[4]);
       console.log('program ended');
       process.exit(0);`,
    );
  });
  afterEach(() => {
    terminal?.close();
    rmSync(rated(), { force: true });
  });
  afterAll(() => {
    program.remove();
  });

  function open(size: { columns: number; rows: number }, scene: string, untilMs: number, variables = ''): void {
    const command = `env -u CI -u NO_COLOR NODE_ENV=production LANG=C.UTF-8 ${variables} node ${join(program.folder, 'main.js')} ${scene} ${String(untilMs)} ${rated()}`;
    terminal = openTerminal(command, size);
  }

  /** Beside the program: once it is there, the session that was quit is rated. */
  const rated = (): string => join(program.folder, 'rated');
  const tmux = (...words: readonly string[]): string => terminal!.tmux(...words);
  const shown = (): string => terminal!.shown();
  const withHistory = (): string => terminal!.withHistory();
  const coloured = (): string => tmux('capture-pane', '-p', '-e');
  const press = (...keys: readonly string[]): void => {
    terminal!.press(...keys);
  };
  const type = (text: string): void => {
    terminal!.type(text);
  };
  const sees = (text: string | RegExp): Promise<void> => terminal!.sees(text);

  it('types an answer, asks before quitting, and leaves the report and a working terminal', async () => {
    open({ columns: 80, rows: 24 }, 'answered', 4700);
    await sees('You are speaking');
    press('t');
    await sees('You are typing');
    type('I live in a quiet street');
    await sees(/typing\) I live in a quiet street/);
    press('Enter');
    await sees(/You {6}I live in a quiet street \(typed\)/);
    press('q');
    await sees('End the test now?');
    press('n');
    await sees('q quit');
    press('C-c');
    await sees('Ctrl-C again stops at once');
    writeFileSync(rated(), '');
    await sees('program ended');
    await sees('Speaking: 6.0');
    expect(shown()).toContain('not an official IELTS score');
    expect(withHistory()).toContain('I live in a quiet street (typed)');
    expect(withHistory()).not.toContain('mic ');
    expect(tmux('display-message', '-p', '#{cursor_flag}').trim()).toBe('1');
  });

  it('stops at once on the second Ctrl-C', async () => {
    open({ columns: 80, rows: 24 }, 'answered', 4700);
    await sees('You are speaking');
    press('C-c', 'C-c');
    await sees('program ended');
    expect(withHistory()).toContain('This session was not scored');
  });

  it('keeps notes through the preparation and redraws cleanly when the window changes', async () => {
    open({ columns: 120, rows: 60 }, 'preparation', 11_100);
    await sees('Notes');
    type('quiet harbour');
    await sees('quiet harbour');
    tmux('resize-window', '-x', '90', '-y', '60');
    await sees(/^Notes quiet harbour/m);
    expect(shown().match(/Here is your card/g)).toHaveLength(1);
    tmux('resize-window', '-x', '70', '-y', '24');
    await sees(/^Notes quiet harbour/m);
    await expect.poll(() => shown().match(/You should say/g)?.length).toBe(1);
    await expect.poll(() => shown().match(/Part 2: long turn ·/g)?.length).toBe(1);
  });

  it('fits a small terminal without scrolling its own rows away', async () => {
    open({ columns: 60, rows: 20 }, 'longTurn', 27_200);
    await sees('You are speaking');
    await sees('have a good view over');
    expect(withHistory().match(/You are speaking/g)).toHaveLength(1);
    expect(shown()).toContain('and explain how you felt');
    expect(shown()).toContain('q quit');
  });

  it('uses no colour with NO_COLOR', async () => {
    open({ columns: 80, rows: 24 }, 'longTurn', 27_200, 'NO_COLOR=1');
    await sees('You are speaking');
    expect(coloured()).not.toContain('\u001b[');
  });

  it('gives a screen reader sentences, without clocks, bars or the words still changing', async () => {
    open({ columns: 80, rows: 24 }, 'longTurn', 25_100, 'INK_SCREEN_READER=true');
    await sees(/Listening: speak about your card, \d+ seconds left\./);
    expect(shown()).toContain('Keys: space for finished');
    expect(shown()).not.toMatch(/mic |┃|0:0\d/);
  });
});
