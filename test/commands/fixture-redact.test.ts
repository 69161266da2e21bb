/** Takes words out of a fixture that was recorded here, as somebody does who wants to show it to others. */
import { readFile, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { redactFixture } from '../../src/commands/fixture/redact.js';
import { readAudioFile } from '../../src/providers/audio-files/read-audio-file.js';
import { environmentWith, fixtureFolder, replayJson } from '../support/replay-fixtures.js';
import { scriptedSpeechToText } from '../support/scripted-speech-to-text.js';
import { tone } from '../support/tones.js';

const TALK = `version: 1
title: One spoken answer
exam: { parts: [1], seed: 3 }
cassette: all
answers:
  - { audio: audio/name.wav, reference: my name is anna } # said by a friend
  - { text: 'I want to stop the test please.' }
`;

it('silences a stretch, takes the word out of texts and cassette, keeps comments, and follows no link', async () => {
  const folder = await fixtureFolder({ 'talk/fixture.yaml': TALK, 'talk/audio/name.wav': tone(4000) });
  const engines = environmentWith(() => ({
    speechToText: scriptedSpeechToText([{ text: 'my name is anna' }]),
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
  const recorded = await replayJson({ paths: [folder], record: true }, engines);
  expect(recorded.report.fixtures[0]?.failures).toEqual([]);
  await writeFile(join(folder, 'precious.txt'), 'precious');
  await symlink('../../precious.txt', join(folder, 'talk/audio/name.wav.new'));
  const said: string[] = [];
  const fixture = join(folder, 'talk');
  await redactFixture({ fixture, words: ['anna'], spans: ['1:0.2-0.4'] }, (line) => said.push(line));
  expect(said[0]).toMatch(/^2 places silenced in 1 recording; /);
  expect(said.join(' ')).not.toContain('baseline');
  const samples = (await readAudioFile(join(fixture, 'audio/name.wav'))).samples;
  expect(samples.slice(3200, 6400).every((sample) => sample === 0)).toBe(true);
  expect(samples.slice(6400, 12_000).some((sample) => sample !== 0)).toBe(true);
  const yaml = await readFile(join(fixture, 'fixture.yaml'), 'utf8');
  expect(yaml).toContain('# said by a friend');
  expect(`${yaml}${await readFile(join(fixture, 'cassette.jsonl'), 'utf8')}`).not.toMatch(/anna/i);
  expect(await readFile(join(folder, 'precious.txt'), 'utf8')).toBe('precious');
});

it('refuses a stretch that is none', async () => {
  const redacting = redactFixture({ fixture: '.', words: [], spans: ['1:2-1'] }, () => undefined);
  await expect(redacting).rejects.toMatchObject({ code: 'fixture.badSpan', exitCode: 2 });
});
