import { execFileSync } from 'node:child_process';
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

describe('score of transcripts', () => {
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

  it('takes a transcript in the encoding it was saved in, and says of plain text that it is no JSON', async () => {
    const transcript = JSON.stringify({ turns: ANSWERS.map((text) => ({ text: text.replaceAll("'", '’') })) });
    const utf8 = file('utf8.json', transcript);
    const utf16 = join(folder, 'utf16.json');
    writeFileSync(utf16, `\ufeff${transcript}`, 'utf16le');
    // The beginning that is looked at ends within a letter, and no ending tells what it is.
    const marked = file('marked', `\ufeff{${' '.repeat(51)}"${'’'.repeat(9)}": 1, ${transcript.slice(1)}`);
    let text = '';
    const files = [utf8, utf16, file('plain.txt', ANSWERS.join(' ')), marked];
    await score({ files, json: true, rounding: 'down' }, (piece) => (text += piece));
    const [first, second, plain, third] = (JSON.parse(text) as Printed).files;
    expect(second?.score).toEqual(first?.score);
    expect(third?.score).toEqual(first?.score);
    expect(plain?.error).toMatchObject({ code: 'transcript.invalid', message: expect.stringMatching(/plain text/) });
  });

  it.skipIf(process.platform === 'win32')('waits for no pipe that nobody writes to', async () => {
    const pipe = join(folder, 'pipe.json');
    execFileSync('mkfifo', [pipe]);
    let text = '';
    await score({ files: [pipe], json: true, rounding: 'down' }, (piece) => (text += piece));
    expect((JSON.parse(text) as Printed).files[0]?.error).toMatchObject({
      code: 'audio.notAFile',
      message: `${pipe} is not a file.`,
    });
  });

  it('says by its number which answer a quote is from when the transcript has no times, else by its time', async () => {
    const at = (startMs: number): object => ({
      turns: ANSWERS.map((text, answer) => ({
        question: 'Why?',
        text,
        words: text.split(' ').map((word, index) => {
          const from = startMs + 60_000 * answer + 400 * index;
          return { text: word, startMs: from, endMs: from + 300 };
        }),
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
    expect(clocked).toMatch(/Pronunciation: not rateable. A transcript has no sound/);
    expect(clocked).not.toMatch(/answer \d: "/);
  });

  it('rounds as the configuration says, unless it is told', async () => {
    const files = [join(folder, 'gone.json')];
    process.env['IELTS_EXAMINER_ROUNDING'] = 'sideways';
    try {
      await expect(score({ files, json: true }, () => undefined)).rejects.toMatchObject({ code: 'config.badVariable' });
      await expect(score({ files, json: true, rounding: 'nearest' }, () => undefined)).resolves.toBe(1);
    } finally {
      delete process.env['IELTS_EXAMINER_ROUNDING'];
    }
  });

  it('says of a single answer that it is no test, and rates it without counting its words', async () => {
    const long = ANSWERS.toSorted((one, other) => other.length - one.length)[0] ?? '';
    const one = file('one.json', JSON.stringify({ turns: [{ text: long + ANSWERS.slice(0, 3).join(' ') }] }));
    let text = '';
    expect(await score({ files: [one], json: true, rounding: 'down' }, (piece) => (text += piece))).toBe(0);
    const { overall, criteria } = (JSON.parse(text) as Printed).files[0]?.score ?? {};
    expect(overall).toMatchObject({
      rateable: false,
      reason: expect.stringMatching(/needs a whole test, and this is one answer of \d+ words/) as string,
    });
    expect(criteria?.['lexical']?.rateable).toBe(true);
  });

  it('takes --question for answers that tell none', async () => {
    const book =
      'my favourite book is a detective novel because the author writes long chapters and every page of the story has a secret and the library lends it to students';
    const files = [file('book.json', JSON.stringify({ turns: [{ text: book }] }))];
    const notes = async (question: string): Promise<string> => {
      let text = '';
      await score({ files, json: false, rounding: 'down', question }, (piece) => (text += piece));
      return text;
    };
    expect(await notes('How often do you cook?')).toMatch(/Perhaps not on the question: How often do you cook\?/);
    expect(await notes('What did you like reading as a child?')).not.toMatch(/Perhaps not on the question/);
  });

  it('refuses a reference without words, and files beside sessions', async () => {
    const usage = { files: ['x.wav'], json: false, rounding: 'down' } as const;
    const nowhere = (): void => undefined;
    await expect(score({ ...usage, reference: ' ... ' }, nowhere)).rejects.toMatchObject({ code: 'score.reference' });
    await expect(score({ ...usage, rescore: ['last'] }, nowhere)).rejects.toMatchObject({ code: 'score.both' });
  });

  it('calls a folder a folder', async () => {
    let text = '';
    const code = await score({ files: [folder], json: true, rounding: 'down' }, (piece) => (text += piece));
    expect(code).toBe(1);
    expect((JSON.parse(text) as Printed).files[0]?.error).toMatchObject({ message: `${folder} is a folder.` });
  });

  it('has nothing to do without files', async () => {
    await expect(score({ files: [], json: false, rounding: 'down' }, () => undefined)).rejects.toMatchObject({
      code: 'score.nothing',
    });
  });
});
