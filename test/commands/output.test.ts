import { describe, expect, it } from 'vitest';
import { AppError } from '../../src/engine/errors.js';
import { deviceTable } from '../../src/commands/devices.js';
import { printJson, reportError, table } from '../../src/commands/output.js';

function written(run: (write: (text: string) => void) => unknown): string {
  let text = '';
  run((piece) => (text += piece));
  return text.replace(/\u001b\[\d+m/g, '');
}

describe('table', () => {
  it('aligns columns and leaves no blanks at the end of lines', () => {
    const text = table(
      [{ title: 'Name' }, { title: 'Band', align: 'right' }, { title: 'Note' }],
      [
        ['Ana', '6.5', ''],
        ['Benedikt', '7', 'x'],
      ],
    );
    expect(written((write) => write(text))).toBe(
      ['Name      Band  Note', 'Ana        6.5', 'Benedikt     7  x', ''].join('\n'),
    );
  });

  it('shows foreign text as one harmless line', () => {
    expect(table([{ title: 'a' }], [['x\u001b[2J\ny']])).toContain('x y\n');
  });
});

it('devices keep no terminal codes of their makers in a list', () => {
  const device = {
    id: 1,
    name: 'Loud\u001b]0;owned\u0007\nSpeaker',
    api: 'ALSA',
    inputs: 0,
    outputs: 2,
    defaultSampleRate: 48_000,
    outputLatencyMs: 10,
    isDefaultInput: false,
    isDefaultOutput: true,
  };
  const [row, ...hint] = deviceTable([device]).split('\n');
  expect(row).toBe('1  Loud Speaker (ALSA)  speaker  48000 Hz  default speaker');
  expect(hint.join('\n')).toContain('--speaker NAME');
});

describe('printJson', () => {
  it('escapes what a terminal would act on, and reads back the same', () => {
    const value = { name: 'a\u009b31m\u001b[0m\u202e' };
    const text = written((write) => printJson(value, write));
    expect(text).not.toMatch(/[\u001b\u007f-\u009f\u202e]/);
    expect(JSON.parse(text)).toEqual(value);
  });
});

describe('reportError', () => {
  const error = new AppError({
    code: 'store.full',
    message: 'The disk\u001b[2J is full.',
    remedy: 'Free some.',
    exitCode: 3,
  });

  it('tells code, reason and remedy without a stack, and gives the exit code', () => {
    let code = 0;
    const text = written((write) => (code = reportError(error, { write })));
    expect(text).toBe('error [store.full]: The disk is full.\n→ Free some.\n');
    expect(code).toBe(3);
  });

  it('is calm about errors that nobody foresaw, and about what is no error', () => {
    const text = written((write) => expect(reportError(new TypeError('x is not a function'), { write })).toBe(1));
    expect(text).toContain('error [unexpected]: x is not a function\n→ ');
    expect(text).not.toMatch(/\n\s+at /);
    expect(written((write) => reportError('just text', { write }))).toContain('just text');
  });

  it('shows the stack and the cause when debugging', () => {
    const caused = new AppError({
      ...error,
      message: 'm',
      code: 'a.b',
      remedy: 'r',
      exitCode: 1,
      cause: new Error('deep down'),
    });
    const text = written((write) => reportError(caused, { write, debug: true }));
    expect(text).toMatch(/at .*output\.test/);
    expect(text).toContain('deep down');
  });
});
