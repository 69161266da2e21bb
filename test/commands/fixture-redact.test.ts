/** Takes words out of fixtures that were recorded here, as somebody does who wants to show them to others. */
import { mkdir, readdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { redactFixture, type RedactOptions } from '../../src/commands/fixture/redact.js';
import type { ReplayEnvironment } from '../../src/commands/replay/run/job.js';
import { readAudioFile } from '../../src/providers/audio-files/read-audio-file.js';
import { environmentWith, fixtureFolder, replayJson } from '../support/replay-fixtures.js';
import { scriptedSpeechToText } from '../support/scripted-speech-to-text.js';
import { tone } from '../support/tones.js';

const TALK = `version: 1
title: One spoken answer # about Anna
exam: { parts: [1], seed: 3 }
cassette: all
answers:
  - { audio: audio/name.wav, reference: my name is anna } # said by a friend
  - { text: 'Everybody says Anna to me.' }
  - { text: 'I want to stop the test please.' }
expect: { transcript: { contains: [anna], lacks: [hello] } }
`;

function enginesThatHear(...texts: readonly string[]): ReplayEnvironment {
  return environmentWith(() => ({
    speechToText: scriptedSpeechToText(texts.map((text) => ({ text }))),
    textToSpeech: {
      id: 'tones:low',
      cacheKey: '',
      async *synthesize() {
        yield { samples: tone(200), sampleRate: 16_000 };
      },
      close: async () => {},
    },
    wordAligner: { id: 'aligner', align: async () => null, close: async () => {} },
    grammar: { id: 'grammar', check: async () => [], close: async () => {} },
  }));
}

/** Records a cassette and a baseline. */
async function recorded(files: Parameters<typeof fixtureFolder>[0], engines: ReplayEnvironment): Promise<string> {
  const folder = await fixtureFolder(files);
  const { report } = await replayJson({ paths: [folder], record: true }, engines);
  expect(report.fixtures[0]?.failures).toEqual([]);
  return folder;
}

async function redacted(
  options: Omit<RedactOptions, 'fixture'>,
  folder: string,
  engines: ReplayEnvironment,
): Promise<{ readonly code: number; readonly said: string }> {
  const said: string[] = [];
  const code = await redactFixture({ fixture: join(folder, 'talk'), ...options }, (line) => said.push(line), engines);
  return { code, said: said.join('\n') };
}

async function textIn(folder: string): Promise<string> {
  const files = await readdir(folder, { recursive: true, withFileTypes: true });
  const texts = files.filter((file) => file.isFile()).map((file) => readFile(join(file.parentPath, file.name), 'utf8'));
  return [...files.map(({ name }) => name), ...(await Promise.all(texts))].join('\n');
}

it('silences a stretch, takes the word out of every text, and leaves a fixture that replays', async () => {
  const engines = enginesThatHear('my name is anna');
  const folder = await recorded({ 'talk/fixture.yaml': TALK, 'talk/audio/name.wav': tone(4000) }, engines);
  await replayJson({ paths: [folder], update: true }, engines);
  await writeFile(join(folder, 'precious.txt'), 'precious');
  await symlink('../../precious.txt', join(folder, 'talk/audio/name.wav.new'));
  const fixture = join(folder, 'talk');
  const { code, said } = await redacted({ words: ['anna'], spans: ['1:2.2-2.4'] }, folder, engines);
  expect(said).toMatch(/^2 places hidden in 1 recording; /);
  expect(code).toBe(0);
  const heard = (await readAudioFile(join(fixture, 'audio/name.wav'))).samples;
  const before = tone(4000);
  const changedMs = [...heard.keys()].filter((at) => heard[at] !== before[at]).map((at) => Math.floor(at / 1600) * 100);
  expect([...new Set(changedMs)]).toEqual([400, 500, 600, 700, 800, 900, 2200, 2300]);
  const text = await textIn(fixture);
  expect(text).toContain('# said by a friend');
  expect(text).not.toMatch(/anna/i);
  expect(await readFile(join(folder, 'precious.txt'), 'utf8')).toBe('precious');
  const { report } = await replayJson({ paths: [folder] }, engines);
  expect(report.fixtures[0]).toMatchObject({ status: 'passed', failures: [] });
});

it('names the words that are nowhere, and what is written almost alike; where none is anywhere, nothing is written', async () => {
  const engines = enginesThatHear('my name is anna johnson');
  const yaml = TALK.replace('name is anna', 'name is Anna Johnson');
  const folder = await recorded({ 'talk/fixture.yaml': yaml, 'talk/audio/name.wav': tone(4000) }, engines);
  const before = await textIn(folder);
  const misspelt = await redacted({ words: ['Jonson', 'Zanzibar'] }, folder, engines);
  expect(misspelt.code).toBe(1);
  expect(misspelt.said.split('\n')).toEqual([
    'Nothing was written.',
    '"Jonson" is nowhere in the texts, and was not understood in the sound: did you mean "johnson"?',
    '"Zanzibar" is nowhere in the texts, and was not understood in the sound: check how it is written.',
  ]);
  expect(await textIn(folder)).toBe(before);
  const half = await redacted({ words: ['Anna', 'Jonson'] }, folder, engines);
  expect(half.code).toBe(1);
  expect(half.said).toContain('did you mean "johnson"?');
  expect(await textIn(join(folder, 'talk'))).not.toMatch(/anna/i);
  // Whoever gives the place knows that nobody understood the word.
  const placed = await redacted({ words: ['Zanzibar', 'Johnson'], spans: ['1:2.2-2.4'] }, folder, engines);
  expect(placed).toMatchObject({ code: 0 });
  expect(placed.said.split('\n')).toEqual([
    '2 places hidden in 1 recording; "Johnson" is out of fixture.yaml and cassette.jsonl.',
    '"Zanzibar" was found nowhere: only --span can hide it.',
  ]);
});

it('takes the words out of files’ names, and no file’s place', async () => {
  const engines = enginesThatHear('my name is anna');
  const yaml = TALK.replace('audio/name.wav', 'audio/anna.wav').replace(
    "{ text: 'Everybody",
    "{ audio: audio/xxxx.wav }\n  - { text: 'Everybody",
  );
  const files = { 'talk/fixture.yaml': yaml, 'talk/audio/anna.wav': tone(4000), 'talk/audio/xxxx.wav': tone(3000) };
  const folder = await recorded(files, engines);
  expect(await redacted({ words: ['Anna', 'all'] }, folder, engines)).toMatchObject({ code: 0 });
  expect(await textIn(join(folder, 'talk'))).not.toMatch(/anna/i);
  expect(await readdir(join(folder, 'talk/audio'))).toEqual(['xxxx-2.wav', 'xxxx.wav']);
});

it('one sound with several names loses its words under each of them', async () => {
  const engines = enginesThatHear('my name is anna', 'it is anna');
  const yaml = TALK.replace("{ text: 'Everybody", "{ audio: ./audio/name.wav }\n  - { text: 'Everybody").replace(
    'contains: [anna], ',
    '',
  );
  const folder = await recorded({ 'talk/fixture.yaml': yaml, 'talk/audio/name.wav': tone(4000) }, engines);
  expect(await redacted({ words: ['Anna'] }, folder, engines)).toMatchObject({ code: 0 });
  expect(await readdir(join(folder, 'talk/audio'))).toEqual(['name.wav']);
  const heard = (await readAudioFile(join(folder, 'talk/audio/name.wav'))).samples;
  const before = tone(4000);
  const changedMs = [...heard.keys()].filter((at) => heard[at] !== before[at]).map((at) => Math.floor(at / 1600) * 100);
  // Third of three words in one answer, fourth of four in the other.
  expect([...new Set(changedMs)]).toEqual([100, 200, 300, 400, 500, 600, 700, 800, 900]);
});

it('Ctrl-C leaves the fixture as it was and nothing beside it', async () => {
  const engines = enginesThatHear('my name is anna');
  const folder = await recorded({ 'talk/fixture.yaml': TALK, 'talk/audio/name.wav': tone(4000) }, engines);
  const before = await textIn(folder);
  let replays = 0;
  const interrupted: ReplayEnvironment = {
    ...engines,
    loadQuestionBank: async () => {
      // While the staged copy is replayed.
      if (++replays === 2) process.emit('SIGINT');
      return await engines.loadQuestionBank();
    },
  };
  const running = redacted({ words: ['anna'] }, folder, interrupted);
  await expect(running).rejects.toMatchObject({ code: 'fixture.interrupted', exitCode: 130 });
  expect(replays).toBe(2);
  expect(await textIn(folder)).toBe(before);
  expect(await readdir(folder)).toEqual(['talk']);
});

it('writes nothing where the fixture would not replay, unless it is made to', async () => {
  const engines = enginesThatHear('my name is anna');
  const yaml = TALK.replace('lacks: [hello]', 'lacks: [xxxx]');
  const folder = await recorded({ 'talk/fixture.yaml': yaml, 'talk/audio/name.wav': tone(4000) }, engines);
  const before = await textIn(folder);
  const refused = await redacted({ words: ['anna'] }, folder, engines);
  expect(refused.code).toBe(1);
  expect(refused.said).toMatch(/^Nothing was written: .*xxxx/);
  expect(await textIn(folder)).toBe(before);
  const forced = await redacted({ words: ['anna'], force: true }, folder, engines);
  expect(forced).toMatchObject({ code: 1, said: expect.stringContaining('does not pass any more') as string });
  expect(await textIn(folder)).not.toMatch(/anna/i);
});

it('says what it cannot take the words out of', async () => {
  const engines = enginesThatHear('my name is hannah');
  const yaml = TALK.replace('contains: [anna], ', '');
  const shared = { 'replay.yaml': 'exam: { candidate: Anna }\n' };
  const files = { ...shared, 'talk/fixture.yaml': yaml, 'talk/audio/name.wav': tone(4000) };
  const folder = await recorded(files, engines);
  await mkdir(join(folder, 'talk/out'));
  await writeFile(join(folder, 'talk/out/report.html'), '<p>my name is anna</p>');
  await writeFile(join(folder, 'talk/audio/old.wav'), 'sound');
  const { code, said } = await redacted({ words: ['anna'] }, folder, engines);
  expect(code).toBe(1);
  for (const what of ['audio/old.wav is used by no', 'out/report.html holds', 'replay.yaml, which', 'Answer 1 has'])
    expect(said).toContain(what);
});

it.each([
  [{ words: [], spans: ['1:2-1'] }, 'fixture.badSpan'],
  [{ words: [], spans: ['9:1-2'] }, 'fixture.badSpan'],
  [{ words: [], spans: ['2:0-1'] }, 'fixture.badSpan'],
  [{ words: [], spans: ['1:7-8'] }, 'fixture.badSpan'],
  [{ words: [] }, 'fixture.nothingToRedact'],
  [{ words: ['anna', '!'] }, 'fixture.nothingToRedact'],
])('refuses %j', async (options, code) => {
  const engines = enginesThatHear('my name is anna');
  const yaml = TALK.replace('cassette: all\n', '');
  const folder = await fixtureFolder({ 'talk/fixture.yaml': yaml, 'talk/audio/name.wav': tone(4000) });
  await expect(redacted(options, folder, engines)).rejects.toMatchObject({ code, exitCode: 2 });
  expect(await textIn(folder)).toContain('Anna');
});

it('says so where words were understood and no time was told with them', async () => {
  const engines = environmentWith(() => {
    const recogniser = scriptedSpeechToText([{ text: 'my name is anna' }]);
    const open = async () => {
      const stream = await recogniser.open();
      return { ...stream, endTurn: async () => ({ ...(await stream.endTurn()), words: [] }) };
    };
    return { speechToText: { ...recogniser, open }, textToSpeech: null, wordAligner: null, grammar: null };
  });
  const yaml = TALK.replace(', reference: my name is anna', '').replace(
    'cassette: all',
    'providers: { stt: cassette, tts: none, aligner: none, grammar: none }',
  );
  const folder = await recorded({ 'talk/fixture.yaml': yaml, 'talk/audio/name.wav': tone(4000) }, engines);
  const { code, said } = await redacted({ words: ['anna'] }, folder, engines);
  expect(said).toContain('Answer 1 has the words, and not all of them could be found in its sound');
  expect(code).toBe(1);
});

it('finds a name that a recogniser writes as one word with another one, however its accents are written', async () => {
  const engines = enginesThatHear('my name is Anna-Mari\u0061 Jose\u0301 /Anna/');
  const yaml = TALK.replace('contains: [anna], ', '').replace('name is anna', 'name is Anna-Maria Jos\u00e9 Anna');
  const folder = await recorded({ 'talk/fixture.yaml': yaml, 'talk/audio/name.wav': tone(4000) }, engines);
  expect(await redacted({ words: ['anna', 'maria jos\u00e9'] }, folder, engines)).toMatchObject({
    code: 0,
    said: expect.stringMatching(/^3 places hidden in 1 recording; /) as string,
  });
  const own = ['fixture.yaml', 'cassette.jsonl'].map((name) => readFile(join(folder, 'talk', name), 'utf8'));
  expect((await Promise.all(own)).join('').match(/.{0,30}(?:anna|maria|jos).{0,30}/i)).toBeNull();
});

it('takes no places from sound that comes late by ever another time', async () => {
  const engines = enginesThatHear('my name is anna');
  const folder = await recorded(
    { 'talk/fixture.yaml': `${TALK}degrade: { jitter: 40ms }\n`, 'talk/audio/name.wav': tone(4000) },
    engines,
  );
  const { code, said } = await redacted({ words: ['anna'] }, folder, engines);
  expect(said).toContain('listen to audio/name.wav, and give --span 1:FROM-TO');
  expect(code).toBe(1);
});

it('says of a whole recording that the words could not be found in it', async () => {
  const engines = enginesThatHear('my name is hannah');
  const yaml = 'version: 1\ntitle: Anna talks\nexam: { parts: [1], seed: 3 }\ncassette: all\nrecording: name.wav\n';
  const folder = await recorded({ 'talk/fixture.yaml': yaml, 'talk/name.wav': tone(4000) }, engines);
  const { code, said } = await redacted({ words: ['anna'] }, folder, engines);
  expect(said).toContain('Not all of the words could be found in the recording: listen to name.wav');
  expect(code).toBe(1);
});

it('says of what a test’s own fixtures keep in the same folder that only the test can change it', async () => {
  const engines = enginesThatHear('my name is anna');
  const files = { 'talk/fixture.yaml': TALK, 'talk/audio/name.wav': tone(4000), 'talk/audio/other.wav': tone(1000) };
  const folder = await recorded({ ...files, 'talk/slow.cassette.jsonl': '{}\n' }, engines);
  const { code, said } = await redacted({ words: ['anna'] }, folder, engines);
  expect(said).toContain('slow.cassette.jsonl belongs to a fixture that a test defines (defineFixture)');
  expect(said).toContain('audio/other.wav is used by no answer here');
  expect(said).toContain('delete it where no test uses it');
  expect(code).toBe(1);
  const { report } = await replayJson({ paths: [folder] }, engines);
  expect(report.fixtures[0]).toMatchObject({ notes: [] });
  const nothing = redactFixture({ fixture: join(folder, 'talk/audio'), words: ['anna'] }, () => undefined, engines);
  await expect(nothing).rejects.toMatchObject({ message: 'There is no fixture in audio: it holds no fixture.yaml.' });
});
