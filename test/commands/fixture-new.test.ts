/** Fixtures to begin with, and copies of fixtures in a worse place. */
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { addNoise, type AddNoiseOptions } from '../../src/commands/fixture/add-noise.js';
import { newFixture } from '../../src/commands/fixture/new-fixture.js';
import { redactedDescription } from '../../src/commands/fixture/redact/redacted-description.js';
import { redaction } from '../../src/engine/replay/redact-words.js';
import { environmentWith, fixtureFolder, replayJson } from '../support/replay-fixtures.js';
import { scriptedSpeechToText } from '../support/scripted-speech-to-text.js';
import { tone } from '../support/tones.js';

const LONG =
  'I come from a small town near the sea, about two hours from the capital by train, and I have lived there for years.';
const TALK = `version: 1
title: One # of many
exam: { parts: [1], seed: 3 }
noise: { kind: babble, snr: 10dB, seed: 3 } # a canteen
degrade:
  loss: 0.05
  burst: 3

answers:
  - { text: '${LONG}' } # long
`;

async function noisy(yaml: string, options: Partial<AddNoiseOptions>, others = {}): Promise<string> {
  const folder = await fixtureFolder({ 'talk/fixture.yaml': yaml, ...others });
  const out = join(folder, 'noisy');
  await addNoise({ fixture: join(folder, 'talk'), out, ...options }, () => undefined);
  return await readFile(join(out, 'fixture.yaml'), 'utf8');
}

it('noise is added to what the fixture has, and every other line stays as it was written', async () => {
  expect(await noisy(TALK, { snr: '5dB' })).toBe(TALK.replace('snr: 10dB', 'snr: 5dB'));
  const worse = await noisy(TALK, { jitter: '40ms', buffer: '80ms' });
  expect(worse).toContain('{ loss: 0.05, burst: 3, jitter: 40ms, buffer: 80ms }');
  expect(worse.replace(/degrade:.*\n.*\n/, '')).toBe(TALK.replace(/degrade:\n.*\n.*\n/, ''));
  const quiet = TALK.replace(/noise[^]*\n\n/, '');
  expect(await noisy(quiet, { snr: '5dB' })).toBe(
    quiet.replace('seed: 3 }\n', 'seed: 3 }\nnoise: { kind: pink, snr: 5dB }\n'),
  );
});

it.each([
  [{ snr: '10' }, /^--snr 10: write decibels/],
  [{ gain: '6' }, /^--gain 6: write decibels/],
  [{ jitter: '40' }, /^--jitter 40: write a length of time/],
  [{ sampleRate: 100 }, /^--sample-rate 100: /],
  [{ loss: 0.9 }, /^--burst: .* at least 9/],
  [{ snr: '5dB', seed: 2 ** 32 }, /^--seed 4294967296: must be at most 4294967295/],
  [{ buffer: '20ms' }, /^--buffer: no packet comes late without --jitter/],
])('an option that cannot be used is named: %o', async (options, message) => {
  const refused = noisy(TALK, options);
  await expect(refused).rejects.toMatchObject({ code: 'fixture.badSound', exitCode: 2 });
  await expect(refused).rejects.toThrow(message);
});

it('an option without effect is refused, unless the fixture has what it needs', async () => {
  const clean = TALK.replace(/degrade:\n.*\n.*\n/, '');
  await expect(noisy(clean, { burst: 3 })).rejects.toThrow(/^--burst: no packet is lost without --loss/);
  await expect(noisy(clean, { jitter: '0ms', buffer: '20ms' })).rejects.toThrow(/^--buffer: /);
  expect(await noisy(TALK, { burst: 2 })).toContain('burst: 2');
  const shared = 'degrade: { loss: 0.6, burst: 3, jitter: 30ms }\n';
  expect(await noisy(clean, { loss: 0.5, buffer: '20ms' }, { 'replay.yaml': shared })).toContain('buffer: 20ms');
  expect(await noisy(`${clean}degrade: { jitter: 30ms }\n`, { buffer: '20ms' })).toContain('buffer: 20ms');
});

it('redaction leaves every line of a description as it was written, but for the words', () => {
  const yaml = `title: "Anna's talk" # about Anna\n${TALK.replace('title: One # of many\n', '').replace('a small town', 'Anna’s town')}`;
  const without = redactedDescription(yaml, redaction(['Anna']), new Map());
  expect(without).toBe(yaml.replaceAll('Anna', 'xxxx'));
  // An escaped letter is a letter.
  expect(redactedDescription('title: "\\u0041nna"\n', redaction(['Anna']), new Map())).toBe('title: "xxxx"\n');
});

it('a new fixture of recordings is to be completed and recorded, and says so until it is', async () => {
  const folder = await fixtureFolder({ 'sounds/1.wav': tone(1500), 'sounds/2 b.wav': tone(1500) });
  const path = join(folder, 'my talk');
  const said: string[] = [];
  await newFixture({ path, audio: join(folder, 'sounds') }, (line) => said.push(line));
  expect(said.join('\n')).toContain(`replay --record "${path}"`);
  const file = join(path, 'fixture.yaml');
  const yaml = await readFile(file, 'utf8');
  expect(yaml).toMatch(/^version: 1\n/);
  expect(yaml).toContain('  - audio: audio/2 b.wav\n    # reference: Write here what is said.\n');
  const machine = environmentWith(() => ({
    speechToText: scriptedSpeechToText([{ text: 'yes' }]),
    textToSpeech: { id: 'v', cacheKey: '', synthesize: async function* () {}, close: async () => {} },
    wordAligner: { id: 'aligner', align: async () => null, close: async () => {} },
    grammar: { id: 'grammar', check: async () => [], close: async () => {} },
  }));
  const missing = await replayJson({ paths: [path] }, machine);
  expect(missing.report.fixtures[0]?.failures[0]).toMatchObject({ code: 'cassette.missing' });
  await writeFile(file, yaml.replaceAll('# reference', 'reference').replace('cassette: all', '#'));
  const { report } = await replayJson({ paths: [path] }, machine);
  expect(report.fixtures[0]?.notes.map(({ code, message }) => [code, message])).toEqual([
    ['replay.recognisedAnew', expect.stringContaining('cassette: all')],
    ['fixture.placeholder', 'Nobody has written yet what is said in answers 1, 2.'],
  ]);
});

it.each([
  ['nowhere', 'does not exist'],
  ['a.wav', 'is no folder'],
  ['empty', 'holds no audio files'],
])('recordings in %s: %s', async (name, why) => {
  const folder = await fixtureFolder({ 'a.wav': tone(100) });
  await mkdir(join(folder, 'empty'));
  const made = newFixture({ path: join(folder, 'talk'), audio: join(folder, name) }, () => undefined);
  await expect(made).rejects.toMatchObject({ code: 'fixture.noAudio', exitCode: 2 });
  await expect(made).rejects.toThrow(`${name} ${why}.`);
});

it('a new fixture names the schema of the package that is installed above it, for editors', async () => {
  const schema = 'node_modules/ielts-examiner/schemas/fixture.schema.json';
  const project = await fixtureFolder({ [schema]: '{}' });
  const path = join(project, 'test/talks/first');
  await newFixture({ path }, () => undefined);
  const [, named = ''] =
    /^# yaml-language-server: \$schema=(\S+)\nversion: 1\n/.exec(await readFile(join(path, 'fixture.yaml'), 'utf8')) ??
    [];
  expect(named).toBe(`../../../${schema}`);
  expect(await readFile(join(path, named), 'utf8')).toBe('{}');
  // A copy elsewhere has another way there.
  const out = join(project, 'noisy');
  await addNoise({ fixture: path, out, snr: '10dB' }, () => undefined);
  expect(await readFile(join(out, 'fixture.yaml'), 'utf8')).toContain(`$schema=../${schema}\nversion: 1\n`);
});

it('a title of several lines becomes one, as a fixture has it', async () => {
  const path = join(await fixtureFolder({ 'a.txt': '' }), 'talk');
  await newFixture({ path, title: 'Two lines,\nthe second of which is as long as a sentence' }, () => undefined);
  const { report } = await replayJson(
    { paths: [path], dryRun: true },
    environmentWith(() => ({})),
  );
  expect(report.fixtures).toMatchObject([{ status: 'passed' }]);
});
