import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { evalCommand, type EvalOptions } from '../../../src/commands/eval.js';
import { ANSWERS } from '../../engine/scoring/support/turns.js';
import { temporaryFolder } from '../../support/temporary-folder.js';

const folder = temporaryFolder();
const cacheFolder = join(folder, 'cache');
let written = '';
const write = (text: string): void => {
  written += text;
};
const progress = { write: () => undefined };

async function run(lines: readonly object[], options: Partial<EvalOptions> = {}) {
  const manifest = join(folder, 'manifest.jsonl');
  writeFileSync(manifest, lines.map((line) => `${JSON.stringify(line)}\n`).join(''));
  written = '';
  const exitCode = await evalCommand({ manifest, json: true, jobs: 1, ...options }, write, { progress, cacheFolder });
  return { exitCode, text: written };
}

interface Printed {
  readonly rated: number;
  readonly notRateable: number;
  readonly fromBefore: number;
  readonly failed: readonly { readonly line: number; readonly id: string; readonly message: string }[];
  readonly unknown: readonly string[];
  readonly outputs: readonly {
    readonly output: string;
    readonly n: number;
    readonly unrated: Record<string, readonly string[]>;
    readonly agreement: { readonly mae: number };
  }[];
  readonly items: readonly { readonly predicted: Record<string, number>; readonly unrated: Record<string, string> }[];
}
const printed = (text: string): Printed => JSON.parse(text) as Printed;

const test = (answers: readonly string[]) => answers.map((text) => ({ question: 'Why?', text }));
const whole = test(ANSWERS);
const simple = test(
  Array.from(
    { length: 8 },
    (_, n) => `I like it. It is good because it is good for me and my number ${String(n)}. He have many friend.`,
  ),
);

beforeAll(() => {
  mkdirSync(join(folder, 'audio'), { recursive: true });
});
afterAll(() => {
  written = '';
});

describe('eval of transcripts', () => {
  it('compares bands with human ones, tells each bad line and goes on with the others', async () => {
    writeFileSync(join(folder, 'broken.json'), '{"turns": [');
    const { exitCode, text } = await run([
      { id: 'good', turns: whole, band: 7.5, speaker: 'a', gender: 'f' },
      { id: 'simple', turns: simple, band: 4, speaker: 'b', gender: 'm' },
      { id: 'middle', turns: [...whole.slice(0, 3), ...simple], band: 5.5, speaker: 'c', gender: 'm' },
      { id: 'good', turns: whole, band: 7 },
      { id: 'gone', transcript: 'nowhere.json', band: 6 },
      { id: 'broken', transcript: 'broken.json', band: 6 },
      { id: 'nothing', band: 6 },
      { id: 'impossible', turns: whole, band: 12 },
      { id: 'times', turns: [{ text: 'a', words: [{ text: 'a', startMs: 900, endMs: 1 }] }], band: 5 },
      { id: 'word', turns: test(['good '.repeat(150)]), band: 1 },
      {
        id: 'foreign',
        turns: test(['me gusta mucho porque es una ciudad que no es muy grande pero la gente es amable '.repeat(10)]),
        band: 2,
      },
      { id: 'short', turns: test(['Yes I do.']), band: 3, charm: 4 },
    ]);
    expect(exitCode).toBe(1);
    const found = printed(text);
    expect([found.rated, found.notRateable]).toEqual([3, 3]);
    expect(found.unknown).toEqual(['charm']);
    const messages = found.failed.map(({ line, message }) => `${String(line)} ${message}`);
    expect(messages).toEqual([
      expect.stringMatching(/^4 this id was used before, in line 1/),
      expect.stringMatching(/^5 its transcript nowhere.json is not there/),
      expect.stringMatching(/^6 broken.json is no transcript: it is not JSON: line 1/),
      expect.stringMatching(/^7 it has neither audio nor a transcript/),
      expect.stringMatching(/^8 its score "band" is 12, outside 0 to 9/),
      expect.stringMatching(/^9 times has impossible times: turns\[0\]\.words\[0\] ends/),
    ]);
    const [good, low, middle, word, foreign, short] = found.items;
    expect(good?.predicted['band.overall']).toBeGreaterThan((low?.predicted['band.overall'] ?? 9) + 1);
    expect(middle?.predicted['band.overall']).toBeGreaterThan(low?.predicted['band.overall'] ?? 9);
    expect(word?.unrated['band.overall']).toMatch(/One word was said over and over/);
    expect(foreign?.unrated['band.overall']).toMatch(/Spanish, not in English/);
    expect(short?.unrated['band.overall']).toMatch(/Only 3 words/);
    expect(good?.unrated['band.pronunciation']).toMatch(/no sound/);
    const overall = found.outputs.find(({ output }) => output === 'band.overall');
    expect(overall?.n).toBe(3);
    expect(Object.values(overall?.unrated ?? {})).toEqual([['word'], ['foreign'], ['short']]);
  });

  it('knows what it measured before, and measures what has changed', async () => {
    const lines = [1, 2, 3].map((n) => ({
      id: String(n),
      turns: [...whole, { text: `number ${String(n)}` }],
      band: n,
    }));
    expect(printed((await run(lines)).text).fromBefore).toBe(0);
    expect(printed((await run(lines)).text).fromBefore).toBe(3);
    const [first, ...rest] = lines;
    expect(printed((await run([{ ...first, turns: test(['another']) }, ...rest])).text).fromBefore).toBe(2);
    expect(printed((await run(lines, { fresh: true })).text).fromBefore).toBe(0);
  });

  it('prints tables, a plot of letters and an SVG', async () => {
    const plot = join(folder, 'plot.svg');
    const lines = [1, 2, 3, 4].map((n) => ({
      id: String(n),
      band: n + 3,
      words: 100 * n,
      predicted: { band: n + 3.4 },
      gender: n % 2 === 0 ? 'f' : 'm',
    }));
    const { exitCode, text } = await run(lines, { json: false, plot });
    expect(exitCode).toBe(0);
    expect(text).toMatch(/band\.overall: n = 4/);
    expect(text).toMatch(/Pearson +1\.00/);
    expect(text).toMatch(/mean error +0\.40/);
    expect(text).toMatch(/words alone: Pearson/);
    expect(text).toMatch(/gender +f +2/);
    expect(text).toMatch(/^ +predicted$/m);
    expect(text).toContain(`The plot is in ${plot}`);
    const svg = readFileSync(plot, 'utf8');
    expect(svg.match(/<circle/g)).toHaveLength(4);
    expect(svg).toMatch(/^<svg xmlns=/);
  });

  it('takes the band where a line has a level of the CEFR, too, and says when there is nothing to compare with', async () => {
    const lines = [4, 5, 6, 7].map((band) => ({ id: String(band), band, level: 'C2', predicted: { band } }));
    const { text } = await run(lines);
    expect((JSON.parse(text) as Printed).outputs[0]?.agreement.mae).toBe(0);
    const alone = await run([{ id: 'a', words: 100, predicted: { band: 5 } }], { json: false });
    expect(alone.text).toMatch(/No line has a human score to compare with/);
  });

  it('tells a line with two scores of one kind that differ, and the columns that it does not use', async () => {
    const lines = [
      { id: 'a', band: 5, overall: 6, predicted: { band: 5 } },
      { id: 'b', band: 5, overall: 5, predicted: { band: 5 }, teacher: 'Ann' },
    ];
    const { exitCode, text } = await run(lines, { json: false });
    expect(exitCode).toBe(1);
    expect(text).toMatch(
      /line 1 \(a\): its scores "band" and "overall" are both compared as band\.overall, and differ/,
    );
    expect(text).toMatch(/^Not used: teacher\.$/m);
  });

  it('reads a table that a spreadsheet saved as "Unicode text"', async () => {
    const table = join(folder, 'unicode.txt');
    writeFileSync(table, '\ufeffid\ttext\tband\r\nJosé\tI like it.\t5,5\r\n', 'utf16le');
    const { exitCode, text } = await run([], { manifest: table });
    expect(exitCode).toBe(0);
    expect(printed(text).items).toMatchObject([{ id: 'José', human: { 'band.overall': 5.5 } }]);
  });

  it('takes a name for --map that stands behind the limit only', async () => {
    const lines = [
      { id: 'a', band: 5, predicted: { band: 5 } },
      { id: 'b', bend: 6, predicted: { band: 6 } },
    ];
    const { exitCode } = await run(lines, { limit: 1, json: false, map: ['bend=band.overall'] });
    expect(exitCode).toBe(0);
  });

  it('counts bad lines within --limit, names a nameless line once, and gives no interval from a few speakers', async () => {
    const lines = [{ band: 1 }, ...[4, 5, 6, 7].map((band) => ({ id: String(band), band, predicted: { band } }))];
    const { exitCode, text } = await run(lines, { limit: 4, json: false });
    expect(exitCode).toBe(1);
    expect(text).toMatch(/^4 lines: 3 rated, 0 not rateable, 1 with errors\.\nline 1: it has neither/);
    expect(text).toMatch(/Pearson +1\.00 +-/);
    expect(text).toMatch(/fewer than 10 speakers/);
  });

  it.each([
    [{ map: ['x'] }, /no pair/],
    [{ map: ['x=beauty'] }, /no pair/],
    [{ map: ['bend=band.lexical'] }, /No line has a score named "bend"/],
    [{ plot: '/nowhere/plot.svg' }, /plot cannot be written .*: there is no such folder\.$/],
    [{ manifest: folder }, /The manifest .* is a folder\.$/],
    [{ manifest: '/nowhere/m.jsonl' }, /does not exist/],
  ])('refuses wrong usage: %j', async (options, message) => {
    await expect(run([{ id: 'a', turns: whole, band: 5 }], options)).rejects.toThrow(message);
  });
});
