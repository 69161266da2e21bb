/** What people give the program by mistake: broken audio, hostile text, options that make no sense. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { eventsOf } from '../support/program-events.js';
import { runProgram } from '../support/run-program.js';
import { sox, speak, speechToolsMissing } from '../support/speech-files.js';
import { temporaryFolder } from '../support/temporary-folder.js';

const missing = speechToolsMissing();
const STACK_TRACE = /^\s+at /m;

describe.skipIf(missing !== null)(
  `audio as the candidate${missing === null ? '' : ` (skipped: ${missing})`}`,
  { concurrent: true },
  () => {
    const folder = temporaryFolder();
    const at = (name: string): string => join(folder, name);

    beforeAll(() => {
      speak('I come from a small town near the sea in the north of the country.', at('speech.wav'), 'rms');
      const bytes = readFileSync(at('speech.wav'));
      writeFileSync(at('empty.wav'), '');
      writeFileSync(at('stub.wav'), bytes.subarray(0, 20));
      writeFileSync(at('text.wav'), 'this is not audio');
      writeFileSync(at('\u001B[31mred\n.wav'), 'this is not audio');
      writeFileSync(at('noise.mp3'), Buffer.alloc(40_000, 'z7'));
      execFileSync('mkfifo', [at('pipe.wav')]);
      sox('-n', '-r', '16000', '-c', '1', at('silent.wav'), 'trim', '0', '3');
      mkdirSync(at('answers'));
      sox(at('speech.wav'), '-r', '48000', '-b', '24', '-c', '2', at('answers/1.wav'));
      sox(at('speech.wav'), '-r', '44100', at('answers/2.mp3'));
      sox(at('speech.wav'), '-r', '8000', at('answers/3.wav'));
      sox(at('speech.wav'), at('answers/4.wav'), 'gain', '30');
      writeFileSync(at('answers/5.wav'), bytes.subarray(0, bytes.length / 2));
      sox(at('speech.wav'), at('whole.flac'));
      writeFileSync(at('answers/6.flac'), readFileSync(at('whole.flac')).subarray(0, 30_000));
      writeFileSync(at('answers/notes.txt'), 'my notes');
    });

    it.each([
      ['empty.wav', 2, 'audio.empty'],
      ['stub.wav', 2, 'audio.unreadable'],
      ['pipe.wav', 2, 'audio.notAFile'],
      ['text.wav', 2, 'audio.unsupported'],
      ['\u001B[31mred\n.wav', 2, 'audio.unsupported'],
      ['noise.mp3', 2, 'audio.unsupported'],
      ['silent.wav', 2, 'audio.silent'],
    ])('%j is refused', async (name, exitCode, code) => {
      const result = await runProgram(['practice', '--input', at(name), '--speed', 'max'], { home: temporaryFolder() });
      expect(result).toMatchObject({ exitCode, stdout: '' });
      expect(result.stderr).toMatch(new RegExp(`^error \\[${code}\\]: .+\\n→ .+\\n$`));
    });

    it('any rate, depth, coding and number of channels is listened to; what is wrong with it is said', async () => {
      const home = temporaryFolder();
      const test = [
        'practice',
        '--input',
        at('answers'),
        '--speed',
        'max',
        '--parts',
        '1',
        '--untimed',
        '--voice',
        'none',
        '--json',
      ];
      const { exitCode, stdout, stderr } = await runProgram(test, { home });
      expect(exitCode).toBe(0);
      expect(stderr).not.toMatch(STACK_TRACE);
      expect(stderr).toMatch(/4\.wav is overdriven/);
      expect(stderr).toMatch(/5\.wav is not whole/);
      expect(stderr).toMatch(/6\.flac is not whole/);
      expect(stderr).toMatch(/notes\.txt is left out/);
      const events = eventsOf(stdout);
      expect(events.some(({ type }) => type === 'audio.clipped')).toBe(true);
      expect(events.filter(({ type }) => type === 'candidate.startedSpeaking').length).toBeGreaterThanOrEqual(6);
      expect(events.at(-1)).toMatchObject({ type: 'session.ended', status: 'completed' });
      expect((await runProgram(['export', 'report', 'last'], { home })).stdout).toMatch(/clipped/i);
    });
  },
);

describe('typed answers and a name full of traps', { concurrent: true }, () => {
  const NAME = 'Ann \u001B[31m<script>\n\u202Eevil';
  const ANSWERS = [
    'Ann <script>alert(1)</script> \u001B]0;title\u0007 \u009B31m',
    'x'.repeat(100_000),
    '😀 👩‍👩‍👧 مرحبا \u202Eevil\u202C a\u2028b\u0000c',
    '# heading | pipe | **bold** [link](javascript:alert(1)) ![image](http://example.invalid/i)',
    'word '.repeat(2000),
  ];

  it('are safe in lines, JSON and reports', async () => {
    const home = temporaryFolder();
    const input = Array.from({ length: 40 }, (_, index) => ANSWERS[index % ANSWERS.length]).join('\n');
    const test = ['practice', '--input', 'text', '--parts', '1', '--voice', 'none', '--candidate', NAME];
    const [plain, json] = await Promise.all(
      ['--plain', '--json'].map((look) => runProgram([...test, look], { home, input })),
    );
    if (plain === undefined || json === undefined) throw new Error('neither ran');
    expect([plain.exitCode, json.exitCode]).toEqual([0, 0]);
    expect(eventsOf(json.stdout).at(-1)).toMatchObject({ type: 'session.ended', status: 'completed' });
    const [list, show, report, reportJson] = await Promise.all(
      [
        ['sessions', 'list'],
        ['sessions', 'show', 'last'],
        ['export', 'report', 'last'],
        ['export', 'report', 'last', '--json'],
      ].map(async (commandLine) => (await runProgram(commandLine, { home })).stdout),
    );
    JSON.parse(reportJson ?? '');
    for (const text of [plain.stdout, plain.stderr, json.stdout, list, show, report, reportJson]) {
      expect(/[\u0000-\u0008\u000B-\u001F\u007F-\u009F\u202A-\u202E]/.exec(text ?? '')).toBeNull();
    }
    expect(report).not.toMatch(/<script|[^\\]\]\(javascript/);
  });
});

describe('options that make no sense', { concurrent: true }, () => {
  const home = temporaryFolder();

  it.each([
    ['practice', '--seed', '-1'],
    ['practice', '--seed', 'abc'],
    ['practice', '--seed', '99999999999999999'],
    ['practice', '--parts', ''],
    ['practice', '--parts', ','],
    ['practice', '--input', ''],
    ['practice', '--input', 'text', '--topic', ''],
    ['practice', '--input', 'text', '--card', ''],
    ['practice', '--speed', '2'],
    ['practice', '--plain', '--json'],
    ['practice', 'now'],
    ['replay', '--jobs', '0'],
    ['replay', '--jobs', 'two'],
    ['sessions', 'list', '--limit', '0'],
    ['sessions', 'list', '--limit', '-1'],
    ['sessions', 'list', '--since', 'yesterday'],
    ['sessions', 'list', '--since', '2026-02-31'],
    ['sessions', 'show', ''],
    ['sessions', 'resume', '../../etc'],
    ['export', 'metrics', '--since', ''],
  ])('%s %s %s %s', async (...commandLine) => {
    const { exitCode, stdout, stderr } = await runProgram(
      commandLine.filter((word): word is string => typeof word === 'string'),
      { home },
    );
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
    expect(stderr).toMatch(/^error.*\n.+/);
    expect(stderr).not.toMatch(STACK_TRACE);
  });
});

describe('the name of a command, misspelt', () => {
  it.each([
    [['prctice'], 'practice'],
    [['help', 'prctice'], 'practice'],
    [['help', 'sessions', 'lst'], 'list'],
    [['sessions', 'help', 'resme'], 'resume'],
  ])('%j: the one that was meant is named, and no help of everything is shown', async (words, meant) => {
    const { exitCode, stdout, stderr } = await runProgram(words, { home: temporaryFolder() });
    expect([exitCode, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(/^error: unknown command '/);
    expect(stderr).toContain(`(Did you mean ${meant}?)`);
    expect(stderr.split('\n').length).toBeLessThan(6);
  });

  it('spelt right, has its help', async () => {
    const { exitCode, stdout } = await runProgram(['help', 'sessions', 'resume'], { home: temporaryFolder() });
    expect([exitCode, stdout.split('\n')[0]]).toEqual([0, 'Usage: ielts-examiner sessions resume [options] <session>']);
  });
});
