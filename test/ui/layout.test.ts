import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { keyRows } from '../../src/ui/activity.js';
import { runningBandsText } from '../../src/ui/band-text.js';
import { noteLines, screenLayout, cardRows } from '../../src/ui/screen-layout.js';
import { EMPTY_VIEW } from '../../src/ui/session-view.js';
import { clockText, countdownText, wrapFor, wrapLine } from '../../src/ui/text-format.js';
import { terminalLook } from '../../src/ui/terminal-look.js';
import type { SessionView } from '../../src/ui/view-types.js';

const CARD = {
  topic: 'Describe a journey that took longer than you had planned.',
  points: ['where you were going', 'how you travelled', 'what made the journey long'],
  closing: 'and explain how you felt when you arrived.',
};

/** What the key row says while the candidate prepares, answers, hears a question, or has paused the test. */
const LISTENING: SessionView = {
  ...EMPTY_VIEW,
  muted: true,
  turn: { turnId: 't', questionId: 'q1', moment: 'interview', goesOnAtMs: null, words: [], partial: '' },
};
const KEYS = [{ ...EMPTY_VIEW, preparing: true, muted: true }, LISTENING, EMPTY_VIEW, { ...EMPTY_VIEW, paused: true }];

describe('the layout', () => {
  it('leaves a row of the terminal free at any usable size, with or without a card', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 24, max: 200 }),
        fc.integer({ min: 12, max: 60 }),
        fc.boolean(),
        fc.integer({ min: 0, max: 12 }),
        (columns, rows, hasCard, notes) => {
          const layout = screenLayout({ columns, rows }, { card: hasCard ? CARD : null, notes, liveBands: true });
          const { liveRows, cardRows, noteRows, notesBeside, showBands } = layout;
          const rowsOfKeys = Math.max(...KEYS.map((view) => keyRows(view, columns)));
          const used = liveRows + cardRows + (notesBeside ? 0 : noteRows) + 3 + (showBands ? 1 : 0) + rowsOfKeys;
          expect(used).toBeLessThan(rows);
          expect(used).toBeLessThanOrEqual(columns < 40 ? 23 : 20);
          expect(Math.min(liveRows, noteRows + 1)).toBeGreaterThan(0);
        },
      ),
      { seed: 1 },
    );
  });

  it('gives the card no rows where there are none', () => {
    for (const rows of [1, 4, 6, 8]) {
      const { cardRows, noteRows } = screenLayout({ columns: 30, rows }, { card: CARD, notes: 2, liveBands: true });
      expect(Math.min(cardRows, noteRows)).toBeGreaterThanOrEqual(0);
    }
  });

  it('breaks long notes into rows, and cuts nothing off', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 20, max: 200 }),
        fc.array(fc.array(fc.stringMatching(/^[a-z]{1,60}$/), { minLength: 1, maxLength: 20 }), { maxLength: 5 }),
        (columns, notes) => {
          const lines = noteLines(
            notes.map((words) => words.join(' ')),
            columns,
          );
          expect(lines.join('').replaceAll(' ', '')).toBe(notes.flat().join(''));
          const width = columns >= 100 ? columns - Math.floor(columns * 0.55) : columns;
          for (const line of lines) expect(line.length).toBeLessThan(width - 6);
        },
      ),
    );
  });

  it('breaks the card at words, a point under its text', () => {
    const card = {
      topic: 'Describe a walk in the hills.',
      points: ['where you went on it'],
      closing: 'and explain why',
    };
    expect(cardRows(card, 20).map(({ text }) => text)).toEqual([
      'Describe a walk in',
      'the hills.',
      'You should say:',
      '  - where you went',
      '    on it',
      'and explain why',
    ]);
  });

  it('shows the whole card, a note and the bands at 80x24, and notes beside it at 120x40', () => {
    const wish = { card: CARD, notes: 1, liveBands: true };
    expect(screenLayout({ columns: 80, rows: 24 }, wish)).toMatchObject({ cardRows: 6, noteRows: 1, showBands: true });
    expect(screenLayout({ columns: 120, rows: 40 }, wish)).toMatchObject({ notesBeside: true, noteRows: 6 });
  });
});

describe('texts', () => {
  it('count up by whole seconds passed and down to zero only at the end', () => {
    expect([0, 999, 61_000, -5].map(clockText)).toEqual(['0:00', '0:00', '1:01', '0:00']);
    expect([0, 1, 60_000, 59_001].map(countdownText)).toEqual(['0:00', '0:01', '1:00', '1:00']);
  });

  it('wrap at spaces without losing a word', () => {
    fc.assert(
      fc.property(
        fc.array(fc.stringMatching(/^[a-z]{1,9}$/), { minLength: 1 }),
        fc.integer({ min: 10, max: 40 }),
        (words, width) => {
          const rows = wrapLine(words.join(' '), width);
          expect(rows.join(' ')).toBe(words.join(' '));
          for (const row of rows) expect(row.length).toBeLessThanOrEqual(width);
        },
      ),
      { seed: 2 },
    );
  });

  it('keep their margin when a terminal is too narrow for them, and stay as they are in a pipe', () => {
    const text = '    \u001b[31mred\u001b[39m: a longer remark\nnext';
    expect(wrapFor({ isTTY: true, columns: 20 }, text)).toBe(
      '    \u001b[31mred\u001b[39m: a longer\n      remark\nnext',
    );
    expect(wrapFor({ isTTY: false, columns: 20 }, text)).toBe(text);
    expect(wrapFor({ isTTY: true, columns: 80 }, '\n  a\n')).toBe('\n  a\n');
  });

  it('shorten the running estimate until it fits', () => {
    const bands = Object.fromEntries(
      ['fluency', 'lexical', 'grammar', 'pronunciation'].map((name) => [name, { band: 6, low: 5.5, high: 6.5 }]),
    );
    for (const columns of [120, 95, 79, 59, 50]) {
      expect(runningBandsText(bands, '-', columns).length).toBeLessThanOrEqual(columns);
    }
    expect(runningBandsText(bands, '-', 60)).toContain('F 6 (5.5-6.5)');
  });
});

describe('the look', () => {
  it('keeps to ASCII on a console or locale without UTF-8, and to no colour when asked', () => {
    expect(terminalLook({ LANG: 'en_GB.UTF-8' }, 'linux')).toMatchObject({ unicode: true, colour: true });
    expect(terminalLook({ LANG: 'en_GB.UTF-8', LC_ALL: 'C' }, 'linux').unicode).toBe(false);
    expect(terminalLook({ LANG: 'en_GB.UTF-8', TERM: 'linux' }, 'linux').unicode).toBe(false);
    expect(terminalLook({ NO_COLOR: '1' }, 'linux').colour).toBe(false);
    expect(terminalLook({ INK_SCREEN_READER: 'true' }, 'linux').screenReader).toBe(true);
  });
});
