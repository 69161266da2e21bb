/** Slow providers, failing ones, and cassettes of others. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { isAppError } from '../../src/engine/errors.js';
import { parseLatency } from '../../src/commands/replay/latency-option.js';
import { checkOptions } from '../../src/commands/replay/replay-options.js';
import type { TextToSpeech } from '../../src/engine/ports/text-to-speech.js';
import { environmentWith, fixtureFolder, replayJson } from '../support/replay-fixtures.js';
import { scriptedLanguageModel } from '../support/scripted-language-model.js';
import { scriptedSpeechToText } from '../support/scripted-speech-to-text.js';
import { tone } from '../support/tones.js';

const TALK = `version: 1
title: Three short answers
exam: { parts: [1], seed: 3 }
cassette: all
answers:
  - { audio: audio/name.wav }
  - { audio: audio/name.wav }
  - { audio: audio/name.wav }
  - { text: 'I want to stop the test please.' }
`;

/** In Part 3 nothing is said before the final words are there, unless the answer sounds unfinished. Few words: the longest wait of all. */
const FINISHED = 'people move to the city because there is more work';

const DISCUSSION = TALK.replace('parts: [1]', 'parts: [3]').replace(
  '  - { text:',
  '  - { audio: audio/name.wav }\n  - { text:',
);

const voice: TextToSpeech = {
  id: 'tones:low',
  cacheKey: '',
  async *synthesize({ text }) {
    for (let piece = 0; piece < text.length; piece += 10) yield { samples: tone(200), sampleRate: 16_000 };
  },
  close: async () => {},
};

function engines() {
  return environmentWith(() => ({
    speechToText: scriptedSpeechToText([
      { text: 'my name is anna' },
      { text: 'anna please' },
      { text: 'here it is' },
      { text: FINISHED },
    ]),
    textToSpeech: voice,
    wordAligner: { id: 'aligner', align: async () => null, close: async () => {} },
    grammar: { id: 'grammar', check: async () => [], close: async () => {} },
    languageModel: scriptedLanguageModel([{ call: { name: 'move_on', arguments: {} } }]),
  }));
}

async function recorded(yaml: string): Promise<string> {
  const folder = await fixtureFolder({ 'talk/fixture.yaml': yaml, 'talk/audio/name.wav': tone(1200) });
  const { report } = await replayJson({ paths: [folder], record: true }, engines());
  expect(report.fixtures[0]?.failures).toEqual([]);
  return folder;
}

type Stages = Readonly<Record<string, { readonly maxMs: number }>>;

async function stagesOf(folder: string, latency?: string): Promise<Stages> {
  const { code, report } = await replayJson({ paths: [folder], ...(latency === undefined ? {} : { latency }) });
  expect([code, report.fixtures[0]?.failures]).toEqual([0, []]);
  const { stages, response } = report.fixtures[0]?.metrics as { stages: Stages; response: Stages['x'] };
  return { ...stages, response };
}

it('a slow recogniser is waited for, in the figures of its stage and of the whole, and the same every time', async () => {
  const folder = await recorded(DISCUSSION);
  const [usual, slow] = [await stagesOf(folder), await stagesOf(folder, 'stt=+800ms')];
  expect(usual['transcript']?.maxMs).toBe(0);
  expect(slow['transcript']?.maxMs).toBe(800);
  expect(slow['response']?.maxMs).toBeGreaterThanOrEqual((usual['response']?.maxMs ?? 0) + 800);
  expect(await stagesOf(folder, 'stt=+800ms')).toEqual(slow);
});

it('what a fixture says of latency holds where nobody says otherwise', async () => {
  const folder = await recorded(`${DISCUSSION}latency: { stt: 250ms }\n`);
  expect((await stagesOf(folder))['transcript']?.maxMs).toBe(250);
  expect((await stagesOf(folder, 'stt=0'))['transcript']?.maxMs).toBe(0);
});

it('a follow-up that comes too late is not waited for; where the cassette ends a note says so', async () => {
  const folder = await recorded(`version: 1
title: Part 3
exam: { parts: [3], seed: 3 }
providers: { llm: cassette, tts: none, grammar: none }
answers: [{ text: Anna. }, { text: Anna. }, { text: Here. }, { text: I like to talk about this because it is interesting to me. }, { press: quit, delay: 1s }]
expect: { events: [{ type: followUp.accepted, where: { provider: 'scripted:model' } }] }
`);
  // Without any engine, and without a network.
  const { code } = await replayJson({ paths: [folder] });
  expect(code).toBe(0);
  const slow = await replayJson({ paths: [folder], latency: 'llm=3s' });
  expect(slow.code).toBe(1);
  expect(slow.report.fixtures[0]?.failures).toMatchObject([{ expectation: 'events' }]);
});

it.each([
  ['sst=+300ms', 'did you mean "stt"?'],
  ['stt=300', 'no length of time for "stt": write a length of time with its unit, such as 300ms or 1.2s.'],
  ['stt=-300ms', 'no length of time for "stt": a length of time is not below zero'],
  ['stt=2h', 'there is no unit "h": write ms, s or min, such as 300ms or 1.2s.'],
  ['stt=2min', 'more than a minute'],
  ['stt=1s,stt=2s', 'names "stt" twice'],
  ['stt', 'names no port'],
  ['', 'names no port'],
])('--latency %s is wrong usage', (written, message) => {
  for (const refuse of [() => parseLatency(written), () => checkOptions({ paths: [], latency: written }, {})]) {
    try {
      refuse();
      expect.unreachable();
    } catch (error) {
      expect(isAppError(error) && error).toMatchObject({ code: 'replay.latency', exitCode: 2 });
      expect(String(error)).toContain(message);
    }
  }
  expect(parseLatency('stt=+300ms, llm=1s')).toEqual({ stt: 300, llm: 1000 });
});

it('a provider that fails is followed by a stand-in, in the middle of an answer and of a line', async () => {
  const folder = await recorded(`${TALK}faults:
  - { port: stt, from: 2, kind: overloaded, after: 300ms }
  - { port: tts, from: 3, kind: interrupted, after: 200ms }
expect:
  missedTurns: 0
  transcript: { exact: [my name is anna, anna please, here it is, I want to stop the test please.] }
  events:
    - { type: provider.switched, where: { port: speechToText, from: scripted, to: stand-in } }
    - { type: transcript.final, where: { text: anna please, provider: stand-in } }
    - { type: provider.failed, where: { port: textToSpeech, code: provider.interrupted } }
    - { type: speech.started, where: { provider: 'tones:low, then stand-in' } }
`);
  const { code, report } = await replayJson({ paths: [folder], repeat: 2 });
  expect([code, report.fixtures[0]?.failures]).toEqual([0, []]);
});

it('one that hangs is given up after the time that a conversation bears', async () => {
  const folder = await recorded(`${TALK}faults: [{ port: stt, request: 1, kind: timeout }]
expect:
  latency: { responseMax: 4s }
  transcript: { contains: [my name is anna] }
  events: [{ type: provider.failed, where: { port: speechToText, code: provider.timeout } }]
`);
  const { code, report } = await replayJson({ paths: [folder] });
  expect([code, report.fixtures[0]?.failures]).toEqual([0, []]);
});

it('a cassette of another provider or model than the fixture names is refused, also by a dry run, and so is recording one', async () => {
  const folder = await recorded(`${TALK}recorded: { stt: scripted, tts: 'tones:low' }\n`);
  expect((await replayJson({ paths: [folder] })).code).toBe(0);
  const yaml = await readFile(join(folder, 'talk/fixture.yaml'), 'utf8');
  const cassette = await readFile(join(folder, 'talk/cassette.jsonl'), 'utf8');
  const other = await fixtureFolder({
    'model/fixture.yaml': yaml.replace('tones:low', 'tones:high'),
    'model/cassette.jsonl': cassette,
    'model/audio/name.wav': tone(1200),
    'provider/fixture.yaml': yaml.replace('stt: scripted', 'stt: deepgram'),
    'provider/cassette.jsonl': cassette,
    'provider/audio/name.wav': tone(1200),
    'typed/fixture.yaml': 'version: 1\ntitle: Typed\nexam: { parts: [1] }\nanswers: [{ press: quit }]\n',
  });
  for (const dryRun of [false, true]) {
    const { code, report } = await replayJson({ paths: [other], dryRun });
    expect([code, report.fixtures.map(({ status }) => status)]).toEqual([3, ['broken', 'broken', 'passed']]);
    expect(report.fixtures.slice(0, 2).map(({ failures }) => failures[0])).toMatchObject([
      {
        code: 'cassette.otherModel',
        message: expect.stringContaining('"tts" was recorded with tones:low, and the fixture wants tones:high'),
      },
      { code: 'cassette.otherModel', message: expect.stringContaining('the fixture wants deepgram') },
    ]);
  }
  const again = await replayJson({ paths: [join(other, 'model')], record: true }, engines());
  expect(again.report.fixtures[0]?.failures[0]).toMatchObject({ code: 'replay.cannotRecord' });
  expect(await readFile(join(other, 'model/cassette.jsonl'), 'utf8')).toBe(cassette);
});
