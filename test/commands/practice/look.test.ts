import { describe, expect, it } from 'vitest';
import { lookOf } from '../../../src/commands/practice/look.js';

const look = (env: NodeJS.ProcessEnv, options = {}, { stdin = true, stdout = true, unattended = false } = {}) =>
  lookOf(options, unattended, { stdin: { isTTY: stdin }, stdout: { isTTY: stdout }, env });

describe('how a session is shown', () => {
  it('is a screen at a terminal, unless lines or JSON are asked for or nobody could follow', () => {
    expect(look({})).toBe('screen');
    expect(look({}, { plain: true })).toBe('plain');
    expect(look({}, { json: true })).toBe('json');
    expect(look({}, {}, { unattended: true })).toBe('plain');
    expect(look({}, {}, { stdin: false })).toBe('plain');
    expect(look({}, {}, { stdout: false })).toBe('plain');
  });

  it('is lines where no screen could be drawn: in a dumb terminal, and where Ink takes CI for a reason not to', () => {
    expect(look({ TERM: 'dumb' })).toBe('plain');
    expect(look({ TERM: 'xterm', CI: 'true' })).toBe('plain');
    expect(look({ CONTINUOUS_INTEGRATION: '' })).toBe('plain');
    expect(look({ TERM: 'xterm', CI: 'false' })).toBe('screen');
    expect(look({ CI: '0' })).toBe('screen');
  });
});
