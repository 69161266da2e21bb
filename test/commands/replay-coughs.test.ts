/** Answers that begin with a cough: how many turns they have depends on the examiner's patience, what is heard of them does not. */
import { expect, it } from 'vitest';
import type { SpeechToText } from '../../src/engine/ports/speech-to-text.js';
import { environmentWith, fixtureFolder, replayJson, type JsonReport } from '../support/replay-fixtures.js';
import { sayInTones } from '../support/servers/tone-speech.js';
import { spellingOf, toneRecogniser } from '../support/tone-recogniser.js';
import { joined, silence, tone } from '../support/tones.js';

const NAME = 'my name is lin';
const SECOND = 'you can call me lin and here it is if you please';

const fixture = (patience: string): string => `version: 1
title: Somebody who coughs
exam: { parts: [1], seed: 3 }
providers: { stt: cassette }
endpointing: { identity: ${patience}, interview: ${patience} }
answers:
  - { audio: audio/coughed.wav, reference: "${NAME}" }
  - { audio: audio/second.wav, reference: "${SECOND}" }
expect: { turns: {} }
`;
const PATIENT = '{ factor: 3 }';
const USUAL = '{ factor: 1 }';

const folderOf = (patience: string): Promise<string> =>
  fixtureFolder({
    'talk/fixture.yaml': fixture(patience),
    'talk/audio/coughed.wav': joined(silence(100), tone(300), silence(1300), sayInTones(NAME, 16_000).samples),
    'talk/audio/second.wav': sayInTones(SECOND, 16_000).samples,
  });

/** Hears no word in the sound of a cough. */
function recogniser(wordTimes: boolean): SpeechToText {
  const tones = toneRecogniser('tones', spellingOf([NAME, SECOND]));
  return {
    ...tones,
    open: async () => {
      const stream = await tones.open();
      const endTurn: typeof stream.endTurn = async () => {
        const { words: all, confidence } = await stream.endTurn();
        const words = all.filter(({ text }) => !/^w-?\d/.test(text));
        return { text: words.map(({ text }) => text).join(' '), words: wordTimes ? words : [], confidence };
      };
      return { ...stream, endTurn };
    },
  };
}

const withRecogniser = (wordTimes: boolean) => environmentWith(() => ({ speechToText: recogniser(wordTimes) }));

const heardIn = ({ fixtures: [first] }: JsonReport): readonly string[] =>
  (first?.transcript ?? []).flatMap(({ speaker, text }) => (speaker === 'candidate' && text !== '' ? [text] : []));
const turnsOf = ({ fixtures: [first] }: JsonReport): number => Number(first?.metrics?.['turns']);

it.each([
  ['in two turns', USUAL, '3x', 1],
  ['in one turn', PATIENT, 'usual', -1],
] as const)('recorded %s, they are heard whole under another patience', async (_how, patience, other, turnsLess) => {
  const folder = await folderOf(patience);
  const recorded = await replayJson({ paths: [folder], record: true }, withRecogniser(true));
  const same = await replayJson({ paths: [folder] });
  const played = await replayJson({ paths: [folder], endpointing: other });
  for (const { report } of [recorded, same, played]) {
    expect(report.fixtures[0]?.failures).toEqual([]);
    expect(heardIn(report)).toEqual([NAME, SECOND]);
  }
  expect(turnsOf(recorded.report) - turnsOf(played.report)).toBe(turnsLess);
  expect(same.report.fixtures[0]?.transcript).toEqual(recorded.report.fixtures[0]?.transcript);
});

it('recorded by a recogniser that tells no times of words, they are heard as they were', async () => {
  const folder = await folderOf(USUAL);
  const { report } = await replayJson({ paths: [folder], record: true }, withRecogniser(false));
  const same = await replayJson({ paths: [folder] });
  expect(same.report.fixtures[0]?.failures).toEqual([]);
  expect(heardIn(same.report)).toEqual([NAME, SECOND]);
  expect(same.report.fixtures[0]?.transcript).toEqual(report.fixtures[0]?.transcript);
});
