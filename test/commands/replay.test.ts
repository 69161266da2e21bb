import { mkdirSync, readFileSync } from 'node:fs';
import { mkdir, open, readFile, symlink, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Command } from 'commander';
import { describe, expect, it } from 'vitest';
import { defineReplay } from '../../src/cli/replay.js';
import { providerNames } from '../../src/providers/registry/provider-names.js';
import { environmentWith, fixtureFolder, replay, replayJson } from '../support/replay-fixtures.js';
import { wavBytes } from '../../src/providers/audio-files/wav-bytes.js';
import { rejection } from '../support/rejection.js';
import { tone } from '../support/tones.js';

const TYPED = `version: 1
title: Typed answers
exam: { parts: [1], seed: 3 }
answers:
  - { text: "My name is Anna." }
  - { text: "Anna." }
  - { text: "Here it is." }
  - { text: "Could you repeat that, please?" }
  - { text: "I want to stop the test please." }
`;
const typed = (expected: string): string => `${TYPED}expect: ${expected}\n`;
const spoken = (answer: string): string => `version: 1\ntitle: Spoken\nanswers:\n  - ${answer}\n`;
const PASSES = typed('{ status: ended, events: [{ type: question.repeated, count: 1 }] }');
const FAILS = typed('{ status: completed }');

const SIX_HOURS_S = 6 * 3600;

/** A file with a hole: it takes up no room. */
async function sixHourWave(path: string): Promise<void> {
  await writeFile(path, wavBytes(tone(20)));
  const file = await open(path, 'r+');
  await file.truncate(44 + SIX_HOURS_S * 32_000);
  const size = Buffer.alloc(4);
  size.writeUInt32LE(SIX_HOURS_S * 32_000);
  await file.write(size, 0, 4, 40);
  await file.close();
}

/** Its header promises six hours. */
async function sixHourFlac(path: string): Promise<void> {
  const bytes = await readFile('fixtures/part-1/audio/02.flac');
  bytes[21] = (bytes[21] ?? 0) & 0xf0;
  bytes.writeUInt32BE(SIX_HOURS_S * 16_000, 22);
  await writeFile(path, bytes);
}

describe('replay: exit codes', () => {
  it('0 when everything that is expected happened', async () => {
    const folder = await fixtureFolder({ 'talk/fixture.yaml': PASSES });
    const { code, report } = await replayJson({ paths: [folder] });
    expect(code).toBe(0);
    expect(report.summary).toMatchObject({ total: 1, passed: 1, failed: 0, broken: 0, interrupted: 0 });
    expect(report.fixtures[0]).toMatchObject({ id: 'talk', status: 'passed', failures: [] });
  });

  it('1 when an expectation failed, and the others are checked too', async () => {
    const folder = await fixtureFolder({ 'a/fixture.yaml': FAILS, 'b/fixture.yaml': PASSES });
    const { code, report } = await replayJson({ paths: [folder] });
    expect(code).toBe(1);
    expect(report.fixtures.map(({ status }) => status)).toEqual(['failed', 'passed']);
    expect(report.fixtures[0]?.failures[0]?.expectation).toBe('status');
  });

  it('3 when a fixture is broken, with its code, and the others still run', async () => {
    const folder = await fixtureFolder({
      'a/fixture.yaml': 'version: 1\ntitle: [unclosed\n',
      'b/fixture.yaml': FAILS,
      'c/fixture.yaml': PASSES,
    });
    const { code, report } = await replayJson({ paths: [folder] });
    expect(code).toBe(3);
    expect(report.fixtures.map(({ status }) => status)).toEqual(['broken', 'failed', 'passed']);
    expect(report.fixtures[0]).toMatchObject({ eventLogSha256: null, metrics: null });
    expect(report.fixtures[0]?.failures[0]).toMatchObject({ expectation: 'broken', code: 'fixture.badYaml' });
    expect(report.fixtures[0]?.failures[0]?.message).toMatch(/^a\/fixture\.yaml:\d+:\d+: /);
  });

  it('4 when there is nothing to replay', async () => {
    const empty = await fixtureFolder({ 'notes.txt': 'nothing here' });
    expect(await rejection(replay({ paths: [empty] }))).toMatchObject({ code: 'replay.nothingMatched', exitCode: 4 });
    const folder = await fixtureFolder({ 'talk/fixture.yaml': PASSES });
    expect(await rejection(replay({ paths: [folder], filter: ['walk*'] }))).toMatchObject({ exitCode: 4 });
  });

  it('2 for a path that does not exist or is empty, or a reporter nobody knows', async () => {
    for (const path of ['/nowhere/at all', '']) {
      expect(await rejection(replay({ paths: [path] }))).toMatchObject({ code: 'replay.notFound', exitCode: 2 });
    }
    const error = await rejection(replay({ paths: [], reporter: ['jsno'] }));
    expect(error).toMatchObject({ code: 'replay.unknownReporter', exitCode: 2 });
    expect(error.message).toContain('did you mean "json"?');
    expect(await rejection(replay({ paths: [], reporter: ['json='] }))).toMatchObject({ exitCode: 2 });
  });

  it('2 for reporters that would write over each other', async () => {
    const folder = await fixtureFolder({ 'talk/fixture.yaml': PASSES });
    const [file, same] = [join(folder, 'out'), join(folder, 'x/../out')];
    for (const reporter of [
      ['pretty', 'json'],
      ['json', 'junit'],
      [`json=${file}`, 'pretty', `html=${same}`],
    ]) {
      const error = await rejection(replay({ paths: [folder], reporter }));
      expect(error).toMatchObject({ code: 'replay.conflict', exitCode: 2 });
      expect(error.message).toMatch(/both write to (standard output|.*out)\.$/);
    }
    expect((await replay({ paths: [folder], reporter: ['pretty', 'github', `json=${file}`] })).code).toBe(0);
  });

  it('2 for a recogniser that nobody knows, before any fixture is broken by it', async () => {
    const folder = await fixtureFolder({ 'talk/fixture.yaml': PASSES });
    const environment = { ...environmentWith(), providerNames: providerNames() };
    for (const options of [{ stt: 'pocketsphynx' }, { matrix: 'stt=cassette,pocketsphynx' }]) {
      const error = await rejection(replay({ paths: [folder], ...options }, environment));
      expect(error).toMatchObject({ code: 'replay.recogniser', exitCode: 2 });
      expect(error.message).toContain('did you mean "pocketsphinx"?');
    }
    for (const stt of ['pocketsphinx', 'cassette', 'none'])
      expect((await replay({ paths: [folder], stt }, environment)).code).toBe(0);
  });

  it('130 when it is interrupted, with what is known so far', async () => {
    const folder = await fixtureFolder({ 'a/fixture.yaml': PASSES, 'b/fixture.yaml': PASSES });
    const environment = environmentWith();
    const { code, report } = await replayJson(
      { paths: [folder] },
      {
        ...environment,
        loadQuestionBank: async () => {
          // Ctrl-C, before the first session has begun.
          process.emit('SIGINT');
          return await environment.loadQuestionBank();
        },
      },
    );
    expect(code).toBe(130);
    expect(report.summary).toMatchObject({ total: 2, interrupted: 2 });
    expect(report.fixtures).toMatchObject([{ status: 'interrupted', failures: [] }]);
  });
});

describe('replay: broken fixtures', () => {
  it.each([
    [
      'a missing audio file',
      spoken('{ audio: audio/01.flac }'),
      'fixture.missingFile',
      'talk/fixture.yaml:5:14: talk/audio/01.flac does not exist',
    ],
    ['an unknown key', spoken('{ adio: audio/01.flac }'), 'fixture.invalid', 'did you mean "audio"?'],
    ['another version', 'version: 7\n', 'fixture.version', 'version 7'],
    ['a path that leaves the folder', spoken('{ audio: ../secret.wav }'), 'fixture.invalid', 'stay inside the folder'],
    [
      'an unknown topic',
      TYPED.replace('seed: 3', 'seed: 3, topics: [musik]'),
      'exam.unknownTopic',
      'did you mean "music"?',
    ],
    ['no recogniser for audio', spoken('{ audio: audio/tone.wav }'), 'replay.noRecogniser', 'no speech recognition'],
    ['a text file as audio', spoken('{ audio: audio/text.wav }'), 'audio.unsupported', 'cannot be used as audio'],
    ['a cassette that is not there', `${TYPED}cassette: all\n`, 'cassette.missing', 'has none'],
  ])('%s', async (_what, yaml, code, message) => {
    const folder = await fixtureFolder({
      'talk/fixture.yaml': yaml,
      'talk/audio/tone.wav': tone(400),
      'talk/audio/text.wav': 'hello',
      'secret.wav': tone(400),
    });
    const recogniser = code === 'replay.noRecogniser' ? {} : { speechToText: 'none' };
    const fixture =
      recogniser.speechToText === undefined ? yaml : yaml.replace('answers:', 'providers: { stt: none }\nanswers:');
    await writeFile(join(folder, 'talk/fixture.yaml'), fixture);
    const { code: exit, report } = await replayJson({ paths: [folder] });
    expect(exit).toBe(3);
    expect(report.fixtures[0]?.failures[0]).toMatchObject({ code });
    expect(report.fixtures[0]?.failures[0]?.message).toContain(message);
  });

  it.each([
    ['WAV', sixHourWave],
    ['FLAC', sixHourFlac],
  ])('a %s file of six hours, told by its header, and the others still run', async (_format, write) => {
    const folder = await fixtureFolder({
      'long/fixture.yaml': spoken('{ audio: long }').replace('answers:', 'providers: { stt: none }\nanswers:'),
      'talk/fixture.yaml': PASSES,
    });
    await write(join(folder, 'long/long'));
    const { code, report } = await replayJson({ paths: [folder] });
    expect([code, report.fixtures.map(({ status }) => status)]).toEqual([3, ['broken', 'passed']]);
    expect(report.fixtures[0]?.failures[0]).toMatchObject({
      code: 'audio.tooLong',
      message: 'long/fixture.yaml:5:14: long/long is longer than 120 minutes.',
    });
    const looked = await replayJson({ paths: [folder], dryRun: true });
    expect(looked.report.fixtures.map(({ failures }) => failures)).toEqual(
      report.fixtures.map((each) => each.failures),
    );
  });

  it.each([
    ['is empty', '', 'audio.empty'],
    ['is text', 'hello', 'audio.unsupported'],
    ['is a WAV cut off in its header', 'RIFF....WAVEfmt ', 'audio.unreadable'],
    ['is a WAV without a sample', new Int16Array(0), 'audio.empty'],
  ])('a sound that %s, in a dry run, too', async (_what, content, code) => {
    const yaml = spoken('{ audio: a.wav }').replace('answers:', 'providers: { stt: none }\nanswers:');
    const folder = await fixtureFolder({ 'talk/fixture.yaml': yaml, 'talk/a.wav': content });
    for (const dryRun of [true, false]) {
      const { code: exit, report } = await replayJson({ paths: [folder], dryRun });
      expect([exit, report.fixtures[0]?.failures[0]?.code]).toEqual([3, code]);
      expect(report.fixtures[0]?.failures[0]?.message).toMatch(/^talk\/fixture\.yaml:5:14: talk\/a\.wav /);
    }
  });

  it('notes a sound that was cut off, in a dry run, too, and an answer with a reference in which nobody speaks', async () => {
    const yaml = spoken('{ audio: a.wav, reference: "By bus." }').replace(
      'answers:',
      'providers: { stt: none }\nanswers:',
    );
    const folder = await fixtureFolder({ 'talk/fixture.yaml': yaml, 'talk/a.wav': new Int16Array(32_000) });
    const notes = async (dryRun: boolean): Promise<readonly (string | undefined)[]> => {
      const { report } = await replayJson({ paths: [folder], dryRun });
      return report.fixtures.flatMap((each) => (each.notes ?? []).map(({ code }) => code));
    };
    expect(await notes(false)).toContain('fixture.silentAnswer');
    expect(await notes(true)).toEqual(['fixture.silentAnswer']);
    await truncate(join(folder, 'talk/a.wav'), 20_000);
    expect(await notes(false)).toContain('audio.truncated');
    expect(await notes(true)).toEqual(['audio.truncated', 'fixture.silentAnswer']);
  });

  it.each([
    ['stt', 'whispr', /no provider "whispr" for "stt"/],
    ['stt', 'pocketsphynx', /did you mean "pocketsphinx"\?/],
    ['aligner', 'espeak', /no provider "espeak" for "aligner"/],
    ['vad', 'cassete', /did you mean "cassette"\?/],
  ])('a provider that there is nowhere, in a dry run, too: %s: %s', async (port, name, message) => {
    const yaml = `${PASSES}providers: { ${port}: ${name} }\n`;
    const folder = await fixtureFolder({ 'own/fixture.yaml': yaml, 'shared/talk/fixture.yaml': PASSES });
    await writeFile(join(folder, 'shared/replay.yaml'), `providers: { ${port}: ${name} }\n`);
    const environment = { ...environmentWith(), providerNames: providerNames() };
    for (const dryRun of [true, false]) {
      const { code, report } = await replayJson({ paths: [folder], dryRun }, environment);
      expect([code, report.fixtures.map(({ failures }) => failures[0]?.code)]).toEqual([
        3,
        ['fixture.unknownProvider', 'fixture.unknownProvider'],
      ]);
      const [own, shared] = report.fixtures.map(({ failures }) => failures[0]?.message);
      expect(own).toMatch(message);
      expect(own).toMatch(/^own\/fixture\.yaml:\d+:\d+: /);
      expect(shared).toMatch(/^shared\/replay\.yaml:1:\d+: there is/);
    }
  });

  it('but not a recogniser that another one is asked for instead of', async () => {
    const folder = await fixtureFolder({ 'talk/fixture.yaml': `${PASSES}providers: { stt: whispr }\n` });
    const environment = { ...environmentWith(), providerNames: providerNames() };
    expect((await replayJson({ paths: [folder], dryRun: true, stt: 'none' }, environment)).code).toBe(0);
  });

  it('a link that leads out of the folder', async () => {
    const folder = await fixtureFolder({
      'talk/fixture.yaml': spoken('{ audio: audio/01.wav }').replace('answers:', 'providers: { stt: none }\nanswers:'),
      'secret.wav': tone(400),
    });
    await mkdir(join(folder, 'talk/audio'));
    await symlink(join(folder, 'secret.wav'), join(folder, 'talk/audio/01.wav'));
    const { report } = await replayJson({ paths: [folder] });
    expect(report.fixtures[0]?.failures[0]).toMatchObject({ code: 'fixture.outside' });
  });

  it('two of one name, in their places', async () => {
    const first = await fixtureFolder({
      'ride/fixture.yaml': PASSES,
      'talk/fixture.yaml': PASSES,
      'walk/fixture.yaml': PASSES,
    });
    const second = await fixtureFolder({ 'talk/fixture.yaml': PASSES });
    const { code, report } = await replayJson({ paths: [first, second] });
    expect(code).toBe(3);
    expect(report.fixtures.map(({ id, status }) => `${id} ${status}`)).toEqual([
      'ride passed',
      'talk broken',
      'walk passed',
      'talk broken',
    ]);
    const [failure] = report.fixtures[1]?.failures ?? [];
    expect(failure?.code).toBe('fixture.duplicateId');
    expect(failure?.message).toContain(`${first}/talk and ${second}/talk`);
    // Also in parts of which each has one of them.
    const codes = await Promise.all(
      ['2/4', '4/4'].map(async (shard) => (await replayJson({ paths: [first, second], shard })).code),
    );
    expect(codes).toEqual([3, 3]);
  });
});

describe('replay: what it finds', () => {
  it('a fixture, its file, folders of fixtures in natural order; each once', async () => {
    const folder = await fixtureFolder({
      'talk-10/fixture.yaml': PASSES,
      'talk-2/fixture.yaml': PASSES,
      'group/deep/fixture.yaml': PASSES,
      'node_modules/x/fixture.yaml': PASSES,
    });
    const ids = async (...paths: string[]): Promise<readonly string[]> =>
      (await replayJson({ paths: paths.map((path) => join(folder, path)) })).report.fixtures.map(({ id }) => id);
    expect(await ids('')).toEqual(['group/deep', 'talk-2', 'talk-10']);
    expect(await ids('talk-2', 'talk-2/fixture.yaml')).toEqual(['talk-2']);
  });

  it('only what the filter matches', async () => {
    const folder = await fixtureFolder({
      'group/one/fixture.yaml': PASSES,
      'one/fixture.yaml': PASSES,
      'two/fixture.yaml': PASSES,
    });
    const ids = async (...filter: string[]): Promise<readonly string[]> =>
      (await replayJson({ paths: [folder], filter })).report.fixtures.map(({ id }) => id);
    expect(await ids('*')).toEqual(['one', 'two']);
    expect(await ids('**')).toEqual(['group/one', 'one', 'two']);
    expect(await ids('**/one')).toEqual(['group/one', 'one']);
    expect(await ids('{one,group/*}')).toEqual(['group/one', 'one']);
    expect(await ids('t?o')).toEqual(['two']);
    expect(await ids('two', 'group/*')).toEqual(['group/one', 'two']);
    expect(await rejection(ids('two', 'three'))).toMatchObject({
      exitCode: 4,
      message: expect.stringContaining('three') as string,
    });
  });
});

describe('replay: the same result every time', () => {
  it('two runs give the same report, byte for byte', async () => {
    const folder = await fixtureFolder({ 'a/fixture.yaml': PASSES, 'b/fixture.yaml': FAILS });
    const [first, second] = [await replayJson({ paths: [folder] }), await replayJson({ paths: [folder] })];
    expect(first.text).toBe(second.text);
    expect(first.report.fixtures[0]?.eventLogSha256).toMatch(/^[0-9a-f]{64}$/);
  });

  it('another seed asks other questions', async () => {
    const folder = await fixtureFolder({ 'a/fixture.yaml': PASSES });
    const hash = async (seed: number): Promise<unknown> =>
      (await replayJson({ paths: [folder], seed })).report.fixtures[0]?.eventLogSha256;
    expect(await hash(3)).toBe((await replayJson({ paths: [folder] })).report.fixtures[0]?.eventLogSha256);
    expect(await hash(4)).not.toBe(await hash(3));
  });
});

describe('replay: reporters', () => {
  it('pretty says per fixture what happened, and what to do about a broken one', async () => {
    const folder = await fixtureFolder({
      'a/fixture.yaml': PASSES,
      'b/fixture.yaml': FAILS,
      'c/fixture.yaml': spoken('{ audio: audio/01.flac }').replace('answers:', 'providers: { stt: none }\nanswers:'),
    });
    const { lines } = await replay({ paths: [folder] });
    const text = lines.join('\n');
    expect(text).toContain('1/3 ✓ a  Typed answers');
    expect(text).toContain('2/3 ✗ b  Typed answers');
    expect(text).toContain('status: the session was expected to be completed, and is ended');
    expect(text).toContain('broken [fixture.missingFile]: c/fixture.yaml:5:14: c/audio/01.flac does not exist.');
    expect(text).toContain('→ Put it there, or correct fixture.yaml.');
    expect(lines.at(-1)).toMatch(/^1 passed, 1 failed, 1 broken; \d+:\d\d min of conversation in/);
  });

  it('several at once, each where it was sent', async () => {
    const folder = await fixtureFolder({ 'a/fixture.yaml': PASSES });
    const [json, pretty] = [join(folder, 'out.json'), join(folder, 'out.txt')];
    const { lines } = await replay({ paths: [folder], reporter: ['pretty', `json=${json}`, `pretty=${pretty}`] });
    expect(JSON.parse(await readFile(json, 'utf8'))).toMatchObject({ summary: { passed: 1 } });
    expect(await readFile(pretty, 'utf8')).toContain('✓ a');
    expect(lines.join('\n')).toContain('✓ a');
  });

  it('the option takes one, so that folders may follow it, and may be given again', async () => {
    const folder = await fixtureFolder({ 'a/fixture.yaml': PASSES });
    const [json, lines]: [string, string[]] = [join(folder, 'out.json'), []];
    const program = new Command();
    let run: () => Promise<number> = async () => -1;
    defineReplay(
      program,
      (chosen) => (run = chosen),
      (line) => lines.push(line),
    );
    program.parse(['replay', '--dry-run', '--reporter', `json=${json}`, '--reporter', 'pretty', folder], {
      from: 'user',
    });
    expect(await run()).toBe(0);
    expect(JSON.parse(await readFile(json, 'utf8'))).toMatchObject({ summary: { passed: 1 } });
    expect(lines.join('\n')).toContain('✓ a');
  });

  it.each(['', '/a/fixture.yaml/report.json'])(
    'a report at "%s" is an error before anything is replayed',
    async (path) => {
      const folder = await fixtureFolder({ 'a/fixture.yaml': PASSES });
      const opened: string[] = [];
      const environment = environmentWith(() => {
        opened.push('providers');
        return {};
      });
      const reporter = ['html', 'json', 'junit', 'jsonl', 'pretty', 'github'].map((name) => `${name}=${folder}${path}`);
      for (const each of reporter) {
        const error = await rejection(replay({ paths: [folder], reporter: [each] }, environment));
        expect(error).toMatchObject({ code: 'replay.cannotWriteReport', exitCode: 3 });
      }
      expect(opened).toEqual([]);
    },
  );

  it('makes the folder of a report, keeps the old one until there is a new one, and writes the others when one fails', async () => {
    const folder = await fixtureFolder({ 'a/fixture.yaml': PASSES, 'old.json': 'old' });
    const [fails, json] = [join(folder, 'fails.xml'), join(folder, 'new/folder/out.json')];
    let old = '';
    const environment = environmentWith(() => {
      old = readFileSync(join(folder, 'old.json'), 'utf8');
      mkdirSync(fails, { recursive: true });
      return {};
    });
    const reporter = [`junit=${fails}`, `json=${json}`, `json=${join(folder, 'old.json')}`];
    const error = await rejection(replay({ paths: [folder], reporter }, environment));
    expect(error).toMatchObject({ code: 'replay.cannotWriteReport' });
    expect(old).toBe('old');
    for (const file of [json, join(folder, 'old.json')])
      expect(JSON.parse(await readFile(file, 'utf8'))).toMatchObject({ summary: { passed: 1 } });
  });
});
