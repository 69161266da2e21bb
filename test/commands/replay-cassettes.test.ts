import { readFile, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import type { TextToSpeech } from '../../src/engine/ports/text-to-speech.js';
import { environmentWith, fixtureFolder, replayJson } from '../support/replay-fixtures.js';
import { wavBytes } from '../../src/providers/audio-files/wav-bytes.js';
import { scriptedSpeechToText } from '../support/scripted-speech-to-text.js';
import { hesitant, silence, tone } from '../support/tones.js';

const FIXTURE = `version: 1
title: Recorded
exam: { parts: [1], seed: 3 }
cassette: all
answers:
  - { audio: audio/name.wav, reference: "My name is Anna." }
  - { audio: audio/name.wav }
  - { audio: audio/name.wav }
  - { audio: audio/answer.wav }
  - { audio: audio/name.wav }
expect: { status: ended, wer: { max: 0 } }
`;
const SCRIPT = [
  { text: 'my name is anna' },
  { text: 'anna' },
  { text: 'here it is' },
  { text: 'i like it because it is quiet' },
  { text: 'i want to stop the test please' },
];

const voice: TextToSpeech = {
  id: 'tones',
  cacheKey: '',
  async *synthesize({ text }) {
    yield { samples: tone(20 * text.length), sampleRate: 16_000 };
  },
  close: async () => {},
};

function withEngines() {
  return environmentWith(() => ({
    speechToText: scriptedSpeechToText(SCRIPT),
    textToSpeech: voice,
    wordAligner: { id: 'aligner', align: async () => null, close: async () => {} },
    grammar: { id: 'grammar', check: async () => [], close: async () => {} },
  }));
}

function folderOf(yaml = FIXTURE): Promise<string> {
  return fixtureFolder({
    'talk/fixture.yaml': yaml,
    'talk/audio/name.wav': tone(1200),
    'talk/audio/answer.wav': hesitant(900, 300, 2000),
  });
}

it('what was recorded is replayed on a machine without any engine, to the same conversation', async () => {
  const folder = await folderOf();
  const recorded = await replayJson({ paths: [folder], record: true }, withEngines());
  expect(recorded.report.fixtures[0]?.failures).toEqual([]);
  const played = await replayJson({ paths: [folder] });
  expect(played.code).toBe(0);
  const [before, after] = [recorded.report.fixtures[0], played.report.fixtures[0]];
  expect(after?.transcript).toEqual(before?.transcript);
  expect(after?.transcript.map(({ text }) => text)).toContain('i like it because it is quiet');
  expect(after?.metrics).toEqual(before?.metrics);
  expect((await replayJson({ paths: [folder] })).text).toBe(played.text);
});

it('recording twice gives the same file', async () => {
  const folder = await folderOf();
  const record = async (): Promise<string> => {
    await replayJson({ paths: [folder], record: true }, withEngines());
    return await readFile(join(folder, 'talk/cassette.jsonl'), 'utf8');
  };
  expect(await record()).toBe(await record());
});

it.each([
  ['without "cassette: all"', FIXTURE.replace('cassette: all\n', '')],
  ['of typed answers without it', 'version: 1\ntitle: Typed\nexam: { parts: [1] }\nanswers: [{ text: Stop. }]\n'],
])('a fixture %s has nothing to be recorded, and says what to write into it', async (_, yaml) => {
  const folder = await folderOf(yaml);
  const { report } = await replayJson({ paths: [folder], record: true }, withEngines());
  expect(report.fixtures[0]?.notes).toContainEqual({
    code: 'replay.nothingRecorded',
    message: expect.stringContaining('Write "cassette: all" into it') as string,
  });
});

it('an editor’s mark of the byte order does no harm to a cassette or a baseline, in a dry run neither', async () => {
  const folder = await folderOf();
  await replayJson({ paths: [folder], record: true }, withEngines());
  await replayJson({ paths: [folder], update: true });
  for (const name of ['cassette.jsonl', 'baseline.json']) {
    const file = join(folder, 'talk', name);
    await writeFile(file, `\uFEFF${await readFile(file, 'utf8')}`);
  }
  for (const dryRun of [true, false])
    expect((await replayJson({ paths: [folder], dryRun })).report.fixtures[0]?.failures).toEqual([]);
});

it('other audio makes the cassette stale, and the error says how to record again', async () => {
  const folder = await folderOf();
  await replayJson({ paths: [folder], record: true }, withEngines());
  const other = await folderOf();
  await writeFile(join(folder, 'talk/audio/answer.wav'), await readFile(join(other, 'talk/audio/name.wav')));
  const { code, report } = await replayJson({ paths: [folder] });
  expect(code).toBe(3);
  expect(report.fixtures[0]?.failures[0]).toMatchObject({
    code: 'cassette.stale',
    remedy: expect.stringContaining('--record'),
  });
});

it('the same sound in another file is no other audio, but another loudness is', async () => {
  const folder = await folderOf();
  await replayJson({ paths: [folder], record: true }, withEngines());
  const file = join(folder, 'talk/audio/answer.wav');
  // A chunk behind the samples, as editors append one.
  await writeFile(file, Buffer.concat([await readFile(file), Buffer.from('note\x04\0\0\0abcd', 'latin1')]));
  expect((await replayJson({ paths: [folder] })).code).toBe(0);
  expect((await replayJson({ paths: [folder], dryRun: true })).code).toBe(0);
  await writeFile(join(folder, 'talk/fixture.yaml'), FIXTURE.replace('answer.wav', 'answer.wav, gain: -6dB'));
  const codes = [await replayJson({ paths: [folder] }), await replayJson({ paths: [folder], dryRun: true })];
  expect(codes.map(({ code, report }) => [code, report.fixtures[0]?.failures[0]?.code])).toEqual([
    [3, 'cassette.stale'],
    [3, 'cassette.stale'],
  ]);
});

it('a look takes a recording’s word for sound of which it reads a part: a replay reads it all', async () => {
  const folder = await folderOf();
  const cassette = join(folder, 'talk/cassette.jsonl');
  const sound = join(folder, 'talk/audio/answer.wav');
  await replayJson({ paths: [folder], record: true }, withEngines());
  const bytes = await readFile(sound);
  const recorded = await readFile(cassette, 'utf8');
  const look = async (at: number) => {
    const changed = Buffer.from(bytes);
    changed.writeInt16LE(12_345, at);
    await writeFile(sound, changed);
    const of = async (dryRun: boolean) =>
      (await replayJson({ paths: [folder], dryRun })).report.fixtures[0]?.failures[0]?.code ?? 'passed';
    return [await of(true), await of(false)];
  };
  expect(await look(100)).toEqual(['cassette.stale', 'cassette.stale']);
  expect(await look(bytes.length - 100)).toEqual(['cassette.stale', 'cassette.stale']);
  expect(await look(4000)).toEqual(['passed', 'cassette.stale']);
  // Cassettes from before there were fingerprints.
  await writeFile(cassette, recorded.replace(/"fingerprint":"[0-9a-f]{64}",/, ''));
  expect(await look(4000)).toEqual(['cassette.stale', 'cassette.stale']);
});

it('a conversation that takes another way than the recorded one makes it stale', async () => {
  const folder = await folderOf();
  await replayJson({ paths: [folder], record: true }, withEngines());
  await writeFile(join(folder, 'talk/fixture.yaml'), FIXTURE.replace(/seed: \d+/, 'seed: 4'));
  const { report } = await replayJson({ paths: [folder] });
  expect(report.fixtures[0]?.failures[0]).toMatchObject({ code: 'cassette.stale' });
  expect(report.fixtures[0]?.failures[0]?.message).toContain('does not know');
  // What happened up to there is told all the same.
  expect(report.fixtures[0]?.status).toBe('broken');
  expect(report.fixtures[0]?.transcript.length).toBeGreaterThan(0);
});

it('nobody is told to write the baseline of a fixture again whose cassette is stale', async () => {
  const folder = await folderOf();
  await replayJson({ paths: [folder], record: true, update: true }, withEngines());
  const fixture = join(folder, 'talk/fixture.yaml');
  const yaml = FIXTURE.replace(/reference: [^,}]+/, 'reference: never said');
  await writeFile(fixture, yaml);
  const notes = async (): Promise<unknown> =>
    (await replayJson({ paths: [folder] })).report.fixtures[0]?.notes.map(({ code }) => code);
  expect(await notes()).toEqual(['baseline.references']);
  await writeFile(fixture, yaml.replace(/seed: \d+/, 'seed: 4'));
  expect(await notes()).not.toContain('baseline.references');
});

it('an option that asks for another conversation is no reason to record again', async () => {
  const folder = await folderOf(
    FIXTURE.replace(/expect: .*/, 'expect: { events: [{ type: provider.failed, absent: true }] }'),
  );
  await replayJson({ paths: [folder], record: true }, withEngines());
  const other = await replayJson({ paths: [folder], seed: 4 });
  expect(other.code).toBe(3);
  expect(other.report.fixtures[0]?.failures).toMatchObject([
    {
      code: 'cassette.otherWay',
      message: expect.stringMatching(/another seed.*does not know \d+ lines of the examiner.*, first the/) as string,
      remedy: expect.stringContaining('do not record it again') as string,
    },
  ]);
  const unheard = await replayJson({ paths: [folder], stt: 'none' });
  expect(unheard.report.fixtures[0]?.failures[0]).toMatchObject({ code: 'cassette.otherWay' });
});

it('settings that were changed since it was recorded make it no stale one: what is different fails, with a note', async () => {
  const waits = (ms: number): string =>
    `endpointing: { interview: { complete: ${String(ms)}ms, unknown: ${String(ms)}ms, incomplete: ${String(ms)}ms } }\n`;
  const yaml = FIXTURE.replace('status: ended,', 'status: ended, cutIns: 0,');
  const folder = await folderOf(yaml + waits(2500));
  await writeFile(join(folder, 'talk/audio/answer.wav'), wavBytes(hesitant(900, 1800, 2000)));
  await replayJson({ paths: [folder], record: true }, withEngines());
  expect((await replayJson({ paths: [folder] })).code).toBe(0);
  const otherQuestions = await replayJson({ paths: [folder], seed: 4 });
  expect(otherQuestions.report.fixtures[0]?.failures[0]).toMatchObject({ code: 'cassette.otherWay' });

  await writeFile(join(folder, 'talk/fixture.yaml'), yaml + waits(400));
  const hasty = await replayJson({ paths: [folder] });
  expect(hasty.code).toBe(1);
  expect(hasty.report.fixtures[0]).toMatchObject({
    status: 'failed',
    failures: [{ message: 'answers that were cut into: 1 (answer 4), expected 0' }],
    notes: [
      {
        code: 'cassette.strayed',
        message: expect.stringMatching(/does not know \d+ \w+.*, first .*: what it does not know is silent/),
      },
    ],
  });
  const agreed = await replayJson({ paths: [folder], update: true });
  expect(agreed.report.fixtures[0]?.notes.map(({ code }) => code)).toEqual(['cassette.strayed', 'baseline.new']);
});

it('recording replaces a link, and leaves alone what it leads to', async () => {
  const folder = await folderOf();
  await writeFile(join(folder, 'precious.txt'), 'precious');
  await symlink('../precious.txt', join(folder, 'talk/cassette.jsonl'));
  await symlink('../precious.txt', join(folder, 'talk/cassette.jsonl.new'));
  expect((await replayJson({ paths: [folder], record: true }, withEngines())).code).toBe(0);
  expect(await readFile(join(folder, 'precious.txt'), 'utf8')).toBe('precious');
  expect((await replayJson({ paths: [folder] })).code).toBe(0);
});

it.each(['cassette.jsonl', 'baseline.json'])('a link of %s that leads out of the folder is refused', async (name) => {
  const folder = await folderOf();
  await replayJson({ paths: [folder], record: true }, withEngines());
  await replayJson({ paths: [folder], update: true });
  await rename(join(folder, 'talk', name), join(folder, 'elsewhere'));
  await symlink('../elsewhere', join(folder, 'talk', name));
  for (const dryRun of [false, true]) {
    const { code, report } = await replayJson({ paths: [folder], dryRun });
    expect(code).toBe(3);
    expect(report.fixtures[0]?.failures[0]).toMatchObject({ code: 'fixture.outside' });
  }
  await rename(join(folder, 'elsewhere'), join(folder, 'talk/inside'));
  await rm(join(folder, 'talk', name));
  await symlink('inside', join(folder, 'talk', name));
  expect((await replayJson({ paths: [folder] })).code).toBe(0);
});

it('a port that was not recorded makes it stale', async () => {
  const folder = await folderOf(
    FIXTURE.replace('cassette: all', 'providers: { stt: cassette, tts: none, aligner: none, grammar: none }'),
  );
  await replayJson({ paths: [folder], record: true }, withEngines());
  expect((await replayJson({ paths: [folder] })).code).toBe(0);
  await writeFile(join(folder, 'talk/fixture.yaml'), FIXTURE);
  const { report } = await replayJson({ paths: [folder] });
  expect(report.fixtures[0]?.failures[0]?.message).toContain('nothing was recorded for "tts"');
});

it('another recogniser replaces the recorded one, and what depends on its words', async () => {
  const folder = await folderOf(FIXTURE.replace('wer: { max: 0 }', ''));
  await replayJson({ paths: [folder], record: true }, withEngines());
  const asked: string[] = [];
  const environment = environmentWith(() => ({
    speechToText: scriptedSpeechToText(SCRIPT.map(({ text }) => ({ text: text.replace('quiet', 'riot') }))),
    grammar: {
      id: 'grammar',
      check: async (text: string) => {
        asked.push(text);
        return [];
      },
      close: async () => {},
    },
  }));
  const { code, report } = await replayJson({ paths: [folder], stt: 'scripted' }, environment);
  expect([code, report.fixtures[0]?.failures]).toEqual([0, []]);
  expect(asked).toEqual(['i like it because it is riot', 'i want to stop the test please']);
});

it('one long recording is cut into answers', async () => {
  const yaml = `version: 1
title: One recording
exam: { parts: [1], seed: 3 }
recording: audio/all.wav
expect: { status: ended }
`;
  const folder = await fixtureFolder({
    'talk/fixture.yaml': yaml,
    'talk/audio/all.wav': hesitant(1200, 3000, 800, 3000, 900, 3000, 900, 400, 900, 3000, 1500).slice(),
    'silent/fixture.yaml': yaml,
    'silent/audio/all.wav': silence(3000),
  });
  const { report } = await replayJson({ paths: [folder] }, withEngines());
  expect(report.fixtures.find(({ id }) => id === 'talk')?.metrics).toMatchObject({ answersUsed: 5, answersUnused: 0 });
  expect(report.fixtures.find(({ id }) => id === 'silent')?.metrics).toMatchObject({ answersUsed: 0 });
});

it('where the recording is cut is where the examiner’s patience ends: in the long turn elsewhere than in an interview', async () => {
  // Name, what to be called, card of identity; then an answer with a pause of three seconds in it, and what follows.
  const identity = [1200, 3000, 800, 3000, 900, 3000] as const;
  const yaml = (parts: string, expected: string): string => `version: 1
title: One recording
exam: { parts: ${parts}, seed: 3 }
endpointing: { interview: { complete: 900ms, unknown: 1200ms, incomplete: 2s } }
skipPreparation: 1s
recording: audio/all.wav
expect: { status: completed, events: [${expected}] }
`;
  const long = hesitant(...identity, 20_000, 3000, 15_000, 8000, 900, 3000, 900);
  const short = hesitant(...identity, 2500, 1900, 1800, 3000, 900);
  const folder = await fixtureFolder({
    'part-1/fixture.yaml': yaml(
      '[1]',
      '{ type: turn.ended, where: { part: part1, reason: endpoint, speechMs: { min: 2300, max: 2700 } }, count: 1 },' +
        '{ type: turn.ended, where: { part: part1, reason: endpoint, speechMs: { min: 1700, max: 1900 } }, count: 1 },' +
        '{ type: turn.ended, where: { part: part1, reason: endpoint, speechMs: { min: 800, max: 1000 } }, count: 1 }',
    ),
    'part-1/audio/all.wav': short,
    'part-2/fixture.yaml': yaml(
      '[2]',
      '{ type: turn.ended, where: { part: part2, reason: endpoint, speechMs: { min: 5000 } }, absent: true },' +
        '{ type: turn.ended, where: { part: part2, reason: silence, speechMs: { min: 34000, max: 36000 } }, count: 1 }',
    ),
    'part-2/audio/all.wav': long,
  });
  const silentEngines = environmentWith(() => ({ speechToText: scriptedSpeechToText([{ text: 'well it is good' }]) }));
  const { report } = await replayJson({ paths: [folder] }, silentEngines);
  expect(report.fixtures.flatMap(({ id, failures }) => failures.map(({ message }) => `${id}: ${message}`))).toEqual([]);
  // What was cut off in a pause is the next answer, and the first one was cut into.
  expect(report.fixtures.map(({ metrics }) => metrics)).toMatchObject([
    { answersUsed: 6, cutIns: 1 },
    { answersUsed: 5, cutIns: 0 },
  ]);
});
