/** `replay --matrix`, `replay --endpointing` and `replay compare`: what another setting does to the same conversation. */
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { compareReports } from '../../src/commands/replay/compare/compare-reports.js';
import { parseMatrix } from '../../src/commands/replay/matrix/parse-matrix.js';
import { environmentWith, fixtureFolder, replay } from '../support/replay-fixtures.js';
import { runProgram } from '../support/run-program.js';
import { tone } from '../support/tones.js';

/** Sound, a pause of more than two seconds, and more sound. */
const HESITANT = Int16Array.from([...tone(1500), ...new Int16Array(36_000), ...tone(1500)]);

const FIXTURE = `version: 1
title: Somebody who thinks
exam: { parts: [1], seed: 3 }
providers: { stt: none }
answers:
  - { audio: audio/name.wav }
  - { audio: audio/name.wav }
  - { audio: audio/name.wav }
  - { audio: audio/slow.wav }
  - { audio: audio/slow.wav }
  - { audio: audio/slow.wav }
`;
const folder = await fixtureFolder({
  'thinker/fixture.yaml': FIXTURE,
  // Long enough to be no cough, of which nobody hears a word.
  'thinker/audio/name.wav': tone(1200),
  'thinker/audio/slow.wav': HESITANT,
});

describe('a matrix', () => {
  it('replays the fixtures under every setting and says which is better at what', async () => {
    const [json, plot] = [join(folder, 'matrix.json'), join(folder, 'plot.svg')];
    const { code, lines } = await replay({
      paths: [folder],
      matrix: 'endpointing=0.5x,1.5x',
      reporter: ['pretty', `json=${json}`],
      plot,
    });
    expect(code).toBe(0);
    const { runs, best } = JSON.parse(await readFile(json, 'utf8')) as {
      readonly runs: readonly { readonly name: string; readonly figures: Record<string, { readonly value: number }> }[];
      readonly best: Readonly<Record<string, readonly string[]>>;
    };
    expect(runs.map(({ name }) => name)).toEqual(['endpointing=0.5x', 'endpointing=1.5x']);
    expect(runs[0]?.figures['cutIns']?.value).toBeGreaterThan(0);
    expect(runs[1]?.figures['cutIns']?.value).toBe(0);
    expect(runs[0]?.figures['waitMedian']?.value).toBeLessThan(runs[1]?.figures['waitMedian']?.value ?? 0);
    expect(best).toMatchObject({ cutIns: ['endpointing=1.5x'], waitMedian: ['endpointing=0.5x'] });
    expect(lines.join('\n')).toMatch(/A {2}endpointing=0\.5x\n {2}B {2}endpointing=1\.5x/);
    expect(await readFile(plot, 'utf8')).toMatch(/^<svg/);
  });

  it('does not take the place of a description', async () => {
    const description = join(folder, 'thinker/fixture.yaml');
    await expect(
      replay({ paths: [folder], matrix: 'endpointing=0.5x,1.5x', reporter: [`json=${description}`] }),
    ).rejects.toMatchObject({ code: 'replay.conflict' });
    expect(await readFile(description, 'utf8')).toBe(FIXTURE);
  });

  it('of more settings than can be told apart is refused before anything is replayed', async () => {
    const settings = Array.from({ length: 53 }, (_, index) => `${String((index + 1) / 4)}x`).join(',');
    let replayed = 0;
    const environment = environmentWith(() => {
      replayed++;
      return {};
    });
    const matrix = replay({ paths: [folder], matrix: `endpointing=${settings}` }, environment);
    await expect(matrix).rejects.toMatchObject({ code: 'compare.tooMany', exitCode: 2 });
    expect(replayed).toBe(0);
  });

  it('holds every combination, in the order written', () => {
    expect(parseMatrix('endpointing=700ms, 900ms,stt=cassette|pocketsphinx').map(({ name }) => name)).toEqual([
      'endpointing=700ms stt=cassette',
      'endpointing=700ms stt=pocketsphinx',
      'endpointing=900ms stt=cassette',
      'endpointing=900ms stt=pocketsphinx',
    ]);
    expect(parseMatrix('latency=none,stt+300ms').map(({ options }) => options)).toEqual([
      {},
      { latency: 'stt=+300ms' },
    ]);
  });

  it.each([
    ['endpoint=700ms,900ms', 'replay.matrix', /did you mean "endpointing"/],
    ['700ms,900ms', 'replay.matrix', /without a name/],
    ['endpointing=700ms', 'replay.matrix', /nothing to compare/],
    ['endpointing=700ms,700ms', 'replay.matrix', /twice/],
    ['endpointing=900ms,0.9s', 'replay.matrix', /"900ms" twice, once as "0.9s"/],
    ['endpointing=usual,1.0x', 'replay.matrix', /twice/],
    ['latency=none,stt+0s', 'replay.matrix', /twice/],
    ['endpointing=700ms,,900ms', 'replay.matrix', /empty/],
    ['endpointing=700,900', 'replay.endpointing', /no setting of endpointing/],
    ['stt=cassette,stt=none', 'replay.matrix', /twice/],
    ['latency=none,sst+1s', 'replay.latency', /did you mean "stt"\?/],
  ])('%s is refused by name', (written, code, message) => {
    expect(() => parseMatrix(written)).toThrow(
      expect.objectContaining({ code, exitCode: 2, message: expect.stringMatching(message) }),
    );
  });

  it.each([
    [{ update: true }, /baseline/],
    [{ record: true }, /recorded/],
    [{ endpointing: '900ms' }, /the matrix says/],
  ])('does not go together with %j', async (more, message) => {
    await expect(replay({ paths: [folder], matrix: 'endpointing=1x,2x', force: true, ...more })).rejects.toMatchObject({
      code: 'replay.conflict',
      message: expect.stringMatching(message),
    });
  });
});

describe('two reports', () => {
  it('are compared by the patience that they were made with', async () => {
    const reports = ['0.5x', '1.5x'].map((endpointing) => ({ endpointing, file: join(folder, `${endpointing}.json`) }));
    for (const { endpointing, file } of reports)
      await replay({ paths: [folder], endpointing, reporter: [`json=${file}`] });
    const lines: string[] = [];
    await compareReports({ reports: reports.map(({ file }) => file) }, (line) => lines.push(line));
    expect(lines.join('\n')).toMatch(/1 fixture that both runs have/);
    expect(lines.join('\n')).toMatch(/answers cut into\n {2}A +\d+\.\d %\n {2}B +0\.0 %/);
  });

  it('are compared by the program, with its own options and none of replay’s', async () => {
    const [report, plot] = [join(folder, 'same.json'), join(folder, 'compared.svg')];
    await replay({ paths: [folder], reporter: [`json=${report}`] });
    const home = await fixtureFolder({});
    const { exitCode, stdout, stderr } = await runProgram(['replay', 'compare', report, report, '--plot', plot], {
      home,
    });
    expect(stdout).toContain('B against A: nothing is said of fewer than 6 fixtures');
    expect(stderr).toContain('is given twice, and compared with itself');
    expect([exitCode, await readFile(plot, 'utf8')]).toEqual([0, expect.stringMatching(/^<svg/)]);
    const into = join(folder, 'made', 'comparison.json');
    const both = await runProgram(['replay', 'compare', report, report, '--json', into], { home });
    expect([both.exitCode, both.stdout]).toEqual([0, stdout]);
    expect(JSON.parse(await readFile(into, 'utf8'))).toHaveProperty('runs');
    const misplaced = await runProgram(['replay', '--bail', '2', 'compare', report, report], { home });
    expect([misplaced.exitCode, misplaced.stderr]).toEqual([
      2,
      expect.stringMatching(/\[replay\.conflict\]: --bail is about replaying/),
    ]);
  });

  it('are not overwritten by their comparison, nor is what fixtures are made of', async () => {
    const report = join(folder, 'kept.json');
    await replay({ paths: [folder], reporter: [`json=${report}`] });
    const before = await readFile(report, 'utf8');
    for (const target of [report, join(folder, 'thinker/baseline.json'), join(folder, 'thinker/fixture.yaml')])
      for (const asked of [{ json: target }, { plot: target }])
        await expect(compareReports({ reports: [report], ...asked }, () => undefined)).rejects.toMatchObject({
          code: 'replay.conflict',
          exitCode: 2,
        });
    expect(await readFile(report, 'utf8')).toBe(before);
  });

  it('must be two, and reports', async () => {
    const nothing = (): void => undefined;
    await expect(compareReports({ reports: ['one.json'] }, nothing)).rejects.toMatchObject({ code: 'compare.one' });
    await expect(compareReports({ reports: ['gone.json', 'gone.json'] }, nothing)).rejects.toMatchObject({
      code: 'compare.unreadable',
      message: 'The report gone.json cannot be read: it does not exist.',
      exitCode: 2,
    });
    await expect(compareReports({ reports: [folder, folder] }, nothing)).rejects.toMatchObject({
      code: 'compare.unreadable',
      message: `The report ${folder} cannot be read: it is a folder.`,
    });
    const other = join(folder, 'other.json');
    await writeFile(other, '[]');
    await expect(compareReports({ reports: [other, other] }, nothing)).rejects.toMatchObject({
      code: 'compare.notAReport',
    });
  });
});
