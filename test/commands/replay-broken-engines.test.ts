/** Replays whose providers work for them, and break down. */
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { refuseLostAnswers } from '../../src/commands/replay/run/replay-providers.js';
import { emptyHeader, type Cassette } from '../../src/engine/replay/cassette/format.js';
import { parseFixture } from '../support/parse-fixture.js';
import { ProviderError } from '../../src/engine/ports/provider-error.js';
import { environmentWith, fixtureFolder, replayJson } from '../support/replay-fixtures.js';
import { scriptedSpeechToText } from '../support/scripted-speech-to-text.js';
import { tone } from '../support/tones.js';

const TALK = `version: 1
title: One spoken answer
exam: { parts: [1], seed: 3 }
providers: { tts: none, aligner: none, grammar: none }
answers: [{ audio: a.wav }, { text: 'I want to stop the test please.' }]
expect: { cutIns: 0 }
`;

const died = (): ProviderError =>
  new ProviderError({
    provider: 'scripted',
    kind: 'unavailable',
    message: 'It is dead.',
    remedy: 'Take another one.',
    retryable: false,
  });

const dead = environmentWith(() => ({
  speechToText: {
    ...scriptedSpeechToText([{ text: 'yes' }]),
    open: () => Promise.reject(died()),
  },
}));
const failing = environmentWith(() => {
  const scripted = scriptedSpeechToText([{ text: 'yes' }]);
  const open = async () => ({
    ...(await scripted.open()),
    endTurn: () => Promise.reject(died()),
  });
  return { speechToText: { ...scripted, open } };
});
const working = environmentWith(() => ({ speechToText: scriptedSpeechToText([{ text: 'yes' }]) }));

async function outcome(yaml: string, engines: typeof working): Promise<unknown> {
  const folder = await fixtureFolder({ 'talk/fixture.yaml': yaml, 'talk/a.wav': tone(3000) });
  const { report } = await replayJson({ paths: [folder] }, engines);
  const [{ status, failures } = { status: null, failures: [] }] = report.fixtures;
  return [status, failures.map(({ message }) => message)];
}

it('are not recorded, unless the fixture expects them to break down, and what was recorded before is kept', async () => {
  const yaml = `${TALK.replace('tts: none', 'stt: cassette, tts: none')}`;
  const folder = await fixtureFolder({ 'talk/fixture.yaml': yaml, 'talk/a.wav': tone(3000) });
  const cassette = join(folder, 'talk/cassette.jsonl');
  expect((await replayJson({ paths: [folder], record: true }, working)).code).toBe(0);
  const before = await readFile(cassette, 'utf8');
  const { code, report } = await replayJson({ paths: [folder], record: true }, failing);
  expect([code, report.fixtures[0]?.failures[0]?.code]).toEqual([3, 'replay.notRecorded']);
  expect(await readFile(cassette, 'utf8')).toBe(before);
  const expecting = yaml.replace('cutIns: 0', 'cutIns: 0, events: [{ type: provider.failed }]');
  await writeFile(join(folder, 'talk/fixture.yaml'), expecting);
  expect((await replayJson({ paths: [folder], record: true }, failing)).code).toBe(0);
  expect(await readFile(cassette, 'utf8')).not.toBe(before);
});

it('are not recorded either where a language model or an assessor fails that had answered before', () => {
  const header = {
    ...emptyHeader({ audio: '' }),
    languageModel: { provider: 'groq' },
  } as unknown as Cassette['header'];
  const failure = { type: 'requestFailed', port: 'languageModel', key: 'k', occurrence: 1, kind: 'timeout' } as const;
  const [good, bad] = [[], [failure]].map((messages): Cassette => ({ header, messages }) as unknown as Cassette);
  const fixture = (more: string, expecting = '') =>
    parseFixture(`${TALK.replace('cutIns: 0', `cutIns: 0${expecting}`)}${more}`, 'talk/fixture.yaml');
  if (good === undefined || bad === undefined) throw new Error('no cassettes');
  const refused = { code: 'replay.notRecorded', exitCode: 3 };
  for (const expecting of [
    '',
    ', events: [{ type: provider.failed, count: 0 }]',
    ', events: [{ type: provider.failed, where: { port: speechToText } }]',
  ])
    expect(() => {
      refuseLostAnswers(good, bad, fixture('', expecting));
    }).toThrow(expect.objectContaining(refused));
  for (const [old, now, more, expecting] of [
    [null, bad, ''],
    [bad, bad, ''],
    [good, good, ''],
    [good, bad, 'faults: [{ port: llm, request: 1, kind: timeout }]\n'],
    [good, bad, '', ', order: [{ type: provider.failed, where: { port: languageModel } }]'],
  ] as const)
    expect(() => {
      refuseLostAnswers(old, now, fixture(more, expecting));
    }).not.toThrow();
});

it('pass while they work', async () => {
  expect(await outcome(TALK, working)).toEqual(['passed', []]);
});

it('fail by a recogniser that hears nothing, although little is expected', async () => {
  expect(await outcome(TALK, failing)).toEqual(['failed', [expect.stringContaining('speechToText: ')]]);
});

it.each([
  'provider.failed, where: { port: languageModel }, absent: true',
  'provider.failed, where: { port: languageModel }, count: 0',
  'provider.failed, where: { port: textToSpeech }, count: { max: 3 }',
])('fail, too, where something else is expected: %s', async (other) => {
  const yaml = TALK.replace('cutIns: 0', `cutIns: 0, events: [{ type: ${other} }]`);
  expect(await outcome(yaml, failing)).toEqual(['failed', [expect.stringContaining('speechToText: ')]]);
});

it('pass where just that is expected', async () => {
  const yaml = TALK.replace('cutIns: 0', 'cutIns: 0, events: [{ type: provider.failed }]');
  expect(await outcome(yaml, failing)).toEqual(['passed', []]);
});

it('are broken by a recogniser that cannot be opened', async () => {
  expect(await outcome(TALK, dead)).toEqual([
    expect.stringMatching(/broken|failed/),
    [expect.stringContaining('dead')],
  ]);
});
