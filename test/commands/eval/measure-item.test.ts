/** Lines of a manifest that give sound and words together, and evidence that fails. */
import { truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { measureItem, type ItemJob } from '../../../src/commands/eval/measure-item.js';
import { rateItems } from '../../../src/commands/eval/rate-items.js';
import type { ScoringEngines } from '../../../src/commands/score/scoring-engines.js';
import { PatientClock } from '../../../src/commands/score/patient-clock.js';
import { readAudioFile } from '../../../src/providers/audio-files/read-audio-file.js';
import { wavBytes } from '../../../src/providers/audio-files/wav-bytes.js';
import { createWebrtcDetector } from '../../../src/providers/webrtc-vad/webrtc-detector.js';
import { ANSWERS } from '../../engine/scoring/support/turns.js';
import { temporaryFolder } from '../../support/temporary-folder.js';

const folder = temporaryFolder();
const voiceActivity = await createWebrtcDetector();
afterAll(() => {
  voiceActivity.close();
});

/** Remembers what it was asked to align: milliseconds of audio, and the words. */
function asked() {
  const calls: { ms: number; words: readonly string[] }[] = [];
  const align = (samples: Int16Array, words: readonly string[]) => {
    calls.push({ ms: samples.length / 16, words });
    return Promise.resolve(null);
  };
  return { calls, aligner: { id: 'asked', align, close: () => Promise.resolve() } };
}

function engines(parts: Partial<ScoringEngines> = {}): () => Promise<ScoringEngines> {
  return () =>
    Promise.resolve({
      clock: new PatientClock(),
      voiceActivity,
      aligner: null,
      grammar: null,
      speechRater: null,
      modelRater: null,
      recogniserId: null,
      warnings: [],
      recogniser: () => Promise.reject(new Error('none')),
      close: () => Promise.resolve(),
      ...parts,
    });
}

const nothing = { audioPath: null, transcriptPath: null, turns: null, text: null, reference: null, question: null };
const job = (parts: Partial<ItemJob>): ItemJob => ({
  id: 'a',
  ...nothing,
  recognise: false,
  bands: true,
  aspects: true,
  ...parts,
});

async function measured(parts: Partial<ItemJob>, given: Partial<ScoringEngines> = {}) {
  const outcome = await measureItem(job(parts), engines(given));
  if (!outcome.ok) throw new Error(outcome.message);
  return outcome.measurement;
}

/** Two answers of a recorded test, three seconds apart. */
async function recording() {
  const [first, second] = await Promise.all(
    ['01', '02'].map(async (name) => (await readAudioFile(`fixtures/full-test/audio/${name}.flac`)).samples),
  );
  if (!first || !second) throw new Error('no audio');
  const samples = new Int16Array(first.length + 48_000 + second.length);
  samples.set(first);
  samples.set(second, first.length + 48_000);
  const path = join(folder, 'two.wav');
  writeFileSync(path, wavBytes(samples));
  return { path, firstMs: first.length / 16, secondMs: second.length / 16 };
}

const spread = (text: string, fromMs: number, lengthMs: number) => {
  const words = text.split(' ');
  const each = lengthMs / words.length;
  return words.map((word, index) => ({
    text: word,
    startMs: fromMs + index * each,
    endMs: fromMs + (index + 1) * each,
  }));
};

describe('audio beside a transcript', () => {
  it('is aligned answer by answer, at the times of the words', async () => {
    const { path, firstMs, secondMs } = await recording();
    const { calls, aligner } = asked();
    const turns = [
      { text: 'one two three four', words: spread('one two three four', 300, firstMs - 600) },
      { text: 'five six seven', words: spread('five six seven', firstMs + 3300, secondMs - 600) },
    ];
    const { audioMs, warnings } = await measured({ audioPath: path, turns }, { aligner });
    expect(calls.map(({ words }) => words)).toEqual([
      ['one', 'two', 'three', 'four'],
      ['five', 'six', 'seven'],
    ]);
    expect(Math.abs((calls[0]?.ms ?? 0) - firstMs)).toBeLessThan(500);
    expect(Math.abs((calls[1]?.ms ?? 0) - secondMs)).toBeLessThan(500);
    expect(audioMs).toBeCloseTo(firstMs + 3000 + secondMs, -1);
    expect(warnings).toEqual([]);
  });

  it('is not used, and not counted, where no answer tells times; a single answer is the whole audio', async () => {
    const { path } = await recording();
    const many = asked();
    const { audioMs, warnings } = await measured(
      { audioPath: path, turns: ['one two', 'three'] },
      { aligner: many.aligner },
    );
    expect([many.calls, audioMs]).toEqual([[], null]);
    expect(warnings).toEqual(['2 of 2 answers have no times: their sound was not used.']);
    const one = asked();
    expect((await measured({ audioPath: path, turns: ['one two'] }, { aligner: one.aligner })).audioMs).toBeGreaterThan(
      0,
    );
    expect(one.calls).toHaveLength(1);
  });

  it('is that of another test where the words go on after its end', async () => {
    const { path } = await recording();
    const turns = [{ text: 'one two', words: spread('one two', 200_000, 4000) }];
    const outcome = await measureItem(job({ audioPath: path, turns }), engines());
    expect(outcome).toMatchObject({
      ok: false,
      message: expect.stringMatching(/words go on until 204 s, its audio ends at/) as string,
    });
  });
});

it('a transcript that no test can have by its size is refused before it is read', async () => {
  const transcriptPath = join(folder, 'huge.json');
  writeFileSync(transcriptPath, '');
  truncateSync(transcriptPath, 21_000_000);
  const outcome = await measureItem(job({ transcriptPath }), engines());
  expect(outcome).toMatchObject({
    ok: false,
    message: expect.stringMatching(/^huge\.json has 21 MB, more than any transcript/) as string,
  });
});

it('"text" beside a reference is what was said: its words are looked for, and the reference tells what was left out', async () => {
  const { path } = await recording();
  const looked: (readonly string[])[] = [];
  const rating = { fluency: 8, prosodic: 8, accuracy: 8, total: 8, modelVersion: '1', words: [] };
  const speechRater: ScoringEngines['speechRater'] = {
    modelVersion: '1',
    rate: (_, words) => {
      looked.push(words);
      return Promise.resolve({ outcome: { rateable: true, rating }, segments: [], analysis: null });
    },
    close: () => Promise.resolve(),
  };
  const read = { audioPath: path, reference: 'the cat sat on the mat' };
  const { predicted, words } = await measured({ ...read, text: 'the cat sat' }, { speechRater });
  expect(looked).toEqual([['the', 'cat', 'sat']]);
  expect(words).toBe(3);
  expect(predicted['aspect.completeness']).toBe(5);
  const alone = await measured(read, { speechRater });
  expect(alone.predicted['aspect.total']).toBe(8);
  expect(alone.predicted['aspect.completeness']).toBeUndefined();
  expect(alone.unrated['aspect.completeness']).toMatch(/words were left out/);
});

describe('evidence that fails', () => {
  const turns = ANSWERS.map((text) => ({ text }));

  it('is told with the line, as are answers that were left out', async () => {
    const check = () => Promise.reject(new Error('too slow'));
    const grammar = { id: 'slow', check, close: () => Promise.resolve() };
    const swedish = 'jag bor i en liten stad nära havet och jag tycker mycket om att gå på promenader';
    const { warnings, evidenceFailed } = await measured({ turns: [...turns, { text: swedish }] }, { grammar });
    expect(evidenceFailed).toBe(true);
    expect(warnings).toEqual([
      expect.stringMatching(/^1 of \d+ answers seem to be in another language/),
      'The grammar checker failed; its evidence is missing.',
    ]);
    expect(await measured({ turns })).toMatchObject({ evidenceFailed: false, warnings: [] });
  });

  it('is measured again in the next run, the other lines are not', async () => {
    const measurement = {
      predicted: {},
      unrated: {},
      words: 1,
      audioMs: null,
      tookMs: 1,
      wordErrors: null,
      opinion: null,
      warnings: [],
    };
    const script = `
      import { parentPort } from 'node:worker_threads';
      parentPort.on('message', (message) => {
        if (message === null) return parentPort.close();
        const measurement = { ...${JSON.stringify(measurement)}, evidenceFailed: message.job.text === 'word 2' };
        parentPort.postMessage({ index: message.index, outcome: { ok: true, measurement } });
      });`;
    const jobs = [1, 2, 3, 4, 5].map((n) => job({ id: String(n), text: `word ${String(n)}` }));
    const run = () =>
      rateItems(jobs, {
        threads: 2,
        engines: { stt: 'none' },
        fresh: false,
        signal: new AbortController().signal,
        cacheFolder: join(folder, 'cache'),
        progress: { write: () => undefined },
        workerScript: new URL(`data:text/javascript,${encodeURIComponent(script)}`),
      });
    expect((await run()).fromBefore).toBe(0);
    const { fromBefore, versions } = await run();
    expect(fromBefore).toBe(4);
    // Whatever changes a result must have its version here: else an old one is served for a new one.
    expect(Object.keys(versions)).toEqual(
      expect.arrayContaining([
        'program',
        'mapping',
        'calibration',
        'recogniser',
        'voiceActivity',
        'aligner',
        'grammar',
        'rater',
        'speechModel',
      ]),
    );
  });
});
