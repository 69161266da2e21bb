/** "score FILE" of a recording: silence between its words never makes it more fluent, however long it is and however the recording is cut. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { wavBytes } from '../../../src/providers/audio-files/wav-bytes.js';
import { hearSpeech } from '../../../src/commands/score/hear-speech.js';
import { PatientClock } from '../../../src/commands/score/patient-clock.js';
import { scoreFile } from '../../../src/commands/score/score-file.js';
import type { ScoringEngines } from '../../../src/commands/score/scoring-engines.js';
import type { SpeechToTextStream } from '../../../src/engine/ports/speech-to-text.js';
import { FRAME_SAMPLES, joinSamples, type Frame } from '../../../src/engine/speech/frame.js';
import { spelledRecogniser } from '../../support/spelled-recogniser.js';
import { spell } from '../../support/servers/spelled-speech.js';
import { temporaryFolder } from '../../support/temporary-folder.js';
import { ANSWERS } from '../../engine/scoring/support/turns.js';

const WORDS = ANSWERS.join(' ')
  .replaceAll(/\[\d+\] ?|[.,?!;:"]/g, '')
  .toLowerCase()
  .split(/\s+/)
  .slice(0, 160);
/** Frames of 20 ms; a word has 240 ms, and 40 ms more to the next. */
const LENGTH = 12;
const GAP = 2;

/** 200 Hz under the first sample of a frame, which tells its word: a sound without pitch would be taken for whispering. */
const VOICE = Int16Array.from(
  { length: FRAME_SAMPLES - 1 },
  (_, index) => 8000 * Math.sin((Math.PI * (index + 1)) / 40),
);

const folder = temporaryFolder();

/** What was spelled, as the words that the numbers stand for. */
async function wordsRecogniser(): Promise<SpeechToTextStream> {
  const stream = await spelledRecogniser({ id: 'spelled' }).open();
  return {
    beginTurn: (options, listener) => {
      stream.beginTurn(options, listener);
    },
    push: (frame) => stream.push(frame),
    cancelTurn: () => stream.cancelTurn(),
    close: () => stream.close(),
    endTurn: async () => {
      const heard = await stream.endTurn();
      const words = heard.words.map((word) => ({ ...word, text: WORDS[Number(word.text.slice(1))] ?? '' }));
      return { ...heard, words, text: words.map(({ text }) => text).join(' ') };
    },
  };
}

const ENGINES: ScoringEngines = {
  clock: new PatientClock(),
  voiceActivity: {
    id: 'spelled',
    process: ([first = 0]: Frame) => (first === 0 ? 0 : 1),
    reset: () => undefined,
    close: () => undefined,
  },
  aligner: null,
  grammar: null,
  speechRater: null,
  modelRater: null,
  recogniserId: 'spelled',
  warnings: [],
  recogniser: wordsRecogniser,
  close: () => Promise.resolve(),
};

/** @param pauses milliseconds by the word that they follow */
function recorded(pauses: ReadonlyMap<number, number>): Int16Array {
  const frames = spell(
    WORDS.map((_, number) => ({ number, length: LENGTH, pause: GAP + (pauses.get(number) ?? 0) / 20 })),
  );
  for (const frame of frames) if (frame[0] !== 0) frame.set(VOICE, 1);
  return joinSamples(frames);
}

async function fluencyOf(pauses: ReadonlyMap<number, number>): Promise<number> {
  const path = join(folder, 'recording.wav');
  writeFileSync(path, wavBytes(recorded(pauses)));
  const request = { path, reference: null, question: '', rounding: 'down', recognise: false } as const;
  const { score } = await scoreFile(request, () => Promise.resolve(ENGINES));
  const { fluency } = score.criteria;
  if (!fluency.rateable) throw new Error(fluency.reason);
  return fluency.raw;
}

const every = (words: number, ms: number): ReadonlyMap<number, number> =>
  new Map(WORDS.flatMap((_, index) => (index % words === words - 1 ? [[index, ms] as const] : [])));

describe('fluency of a recording', () => {
  it.each([8, 16])(
    'falls with longer pauses every %i words, also where they are long enough to be cut at',
    async (words) => {
      const bands: number[] = [];
      for (const ms of [0, 400, 1900, 2200, 4000]) bands.push(await fluencyOf(every(words, ms)));
      for (const [index, band] of bands.entries()) expect(band).toBeLessThanOrEqual((bands[index - 1] ?? 9) + 1e-9);
    },
  );

  it('never rises by a pause more, wherever it is', async () => {
    const place = fc.tuple(fc.nat(WORDS.length - 2), fc.constantFrom(300, 1000, 1900, 2100, 5000));
    await fc.assert(
      fc.asyncProperty(fc.array(place, { maxLength: 12 }), place, async (others, [at, ms]) => {
        const before = new Map(others);
        const after = new Map([...before, [at, (before.get(at) ?? 0) + ms]]);
        expect(await fluencyOf(after)).toBeLessThanOrEqual((await fluencyOf(before)) + 1e-9);
      }),
      { seed: 12, numRuns: 6 },
    );
  });
});

it('a question is that of the beginning: what comes after a long silence may answer another one', async () => {
  const question = 'What do you do in the evening?';
  const request = { samples: recorded(every(40, 3000)), reference: null, question, recognise: false };
  const { turns } = await hearSpeech(request, ENGINES);
  expect(turns.length).toBeGreaterThan(2);
  expect(new Set(turns.slice(1).map((turn) => turn.question))).toEqual(new Set(['']));
  expect(turns[0]?.question).toBe(question);
});
