import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { score } from '../../../src/commands/score.js';
import { ANSWERS } from '../../engine/scoring/support/turns.js';
import { temporaryFolder } from '../../support/temporary-folder.js';

const folder = temporaryFolder();
const file = (name: string, text: string): string => {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
};

interface Printed {
  readonly notice: string;
  readonly files: readonly {
    readonly file: string;
    readonly error?: { readonly code: string; readonly message: string };
    readonly score?: {
      readonly mapping: string;
      readonly overall: { readonly rateable: boolean };
      readonly fromWords: { readonly band: number; readonly low: number; readonly high: number } | null;
      readonly criteria: Readonly<
        Record<string, { readonly rateable: boolean; readonly reason?: string; readonly caveat?: string }>
      >;
    };
  }[];
}

describe('score of transcripts', { timeout: 120_000 }, () => {
  it('gives bands of the words with their caveats, and the error of each file that is broken', async () => {
    const good = file('good.json', JSON.stringify({ turns: ANSWERS.map((text) => ({ question: 'Why?', text })) }));
    const broken = file('broken.json', '{"turns": [{"text": 5}]}');
    let text = '';
    const files = [good, broken, join(folder, 'gone.json')];
    const exitCode = await score({ files, json: true, rounding: 'down' }, (piece) => (text += piece));
    expect(exitCode).toBe(1);
    const printed = JSON.parse(text) as Printed;
    expect(printed.notice).toMatch(/practice estimate/);
    const [first, second, third] = printed.files;
    expect(first?.score?.mapping).toMatch(/^2\./);
    expect(first?.score?.overall.rateable).toBe(false);
    expect(first?.score?.fromWords?.band).toBeGreaterThan(4);
    expect((first?.score?.fromWords?.high ?? 0) - (first?.score?.fromWords?.low ?? 0)).toBeGreaterThan(2);
    expect(first?.score?.criteria['fluency']?.caveat).toMatch(/text alone/);
    expect(first?.score?.criteria['pronunciation']?.reason).toMatch(/no sound/);
    expect(second?.error).toMatchObject({ code: 'transcript.invalid' });
    expect(second?.error?.message).toMatch(/turns\[0\]\.text/);
    expect(third?.error).toMatchObject({
      code: 'transcript.unreadable',
      message: `There is no file ${join(folder, 'gone.json')}.`,
    });
  });

  it('says by its number which answer a quote is from when the transcript has no times, else by its time', async () => {
    const at = (startMs: number): object => ({
      turns: ANSWERS.map((text) => ({
        question: 'Why?',
        text,
        words: text
          .split(' ')
          .map((word, index) => ({ text: word, startMs: startMs + 400 * index, endMs: startMs + 400 * index + 300 })),
      })),
    });
    const untimed = file(
      'untimed.json',
      JSON.stringify({ turns: ANSWERS.map((text) => ({ question: 'Why?', text })) }),
    );
    const timed = file('timed.json', JSON.stringify(at(3_600_000)));
    let text = '';
    await score({ files: [untimed, timed], json: false, rounding: 'down' }, (piece) => (text += piece));
    const [numbered = '', clocked = ''] = text.split('timed.json').slice(1);
    expect(numbered).toMatch(/answer [1-9]: "/);
    expect(numbered).not.toMatch(/\d:\d\d "/);
    expect(clocked).toMatch(/6\d:\d\d "/);
    expect(clocked).not.toMatch(/answer \d: "/);
  });

  it('rounds as the configuration says, unless it is told', async () => {
    const files = [join(folder, 'gone.json')];
    process.env['IELTS_EXAMINER_ROUNDING'] = 'sideways';
    try {
      await expect(score({ files, json: true }, () => undefined)).rejects.toMatchObject({ code: 'config.badVariable' });
      await expect(score({ files, json: true, rounding: 'nearest' }, () => undefined)).resolves.toBe(2);
    } finally {
      delete process.env['IELTS_EXAMINER_ROUNDING'];
    }
  });

  it('has nothing to do without files', async () => {
    await expect(score({ files: [], json: false, rounding: 'down' }, () => undefined)).rejects.toMatchObject({
      code: 'score.nothing',
    });
  });
});
