import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { piecesOf } from '../../../../src/engine/scoring/speech-model/pieces.js';
import { poolRatings } from '../../../../src/engine/scoring/speech-model/pool-ratings.js';
import { rateUtterance } from '../../../../src/engine/scoring/speech-model/rate-utterance.js';
import type { SpeechModel } from '../../../../src/engine/scoring/speech-model/speech-model.js';
import { follow } from '../../../../src/engine/scoring/speech-model/speech-model.js';
import type { AnalyzedUtterance, UtteranceRating } from '../../../../src/engine/scoring/speech-model/types.js';
import { ASPECTS } from '../../../../src/engine/scoring/speech-model/types.js';
import { readSpeechModel } from '../../../../src/providers/speech-model/read-speech-model.js';
import { madeSentence } from './utterances.js';

let model: SpeechModel;
beforeAll(async () => {
  model = await readSpeechModel();
});

function rated(utterance: AnalyzedUtterance): UtteranceRating {
  const outcome = rateUtterance(utterance, model);
  if (!outcome.rateable) throw new Error(outcome.reason);
  return outcome.rating;
}

const TEXT = ['the', 'cat', 'came', 'back', 'with', 'a', 'mouse'];

describe('a rating', () => {
  it('gives every aspect on a scale of 0 to 10, the version of the model, and each word', () => {
    const rating = rated(madeSentence(TEXT));
    for (const aspect of ASPECTS) {
      expect(rating[aspect]).toBeGreaterThanOrEqual(0);
      expect(rating[aspect]).toBeLessThanOrEqual(10);
    }
    expect(rating.modelVersion).toBe(model.version);
    expect(rating.words.map(({ text }) => text)).toEqual(TEXT);
  });

  it('is the same for the same utterance', () => {
    expect(rated(madeSentence(TEXT, [300]))).toEqual(rated(madeSentence(TEXT, [300])));
  });

  it('falls, or stays, when a pause is put in anywhere', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 400 }), { minLength: 6, maxLength: 6 }),
        fc.nat(5),
        fc.integer({ min: 250, max: 4000 }),
        (gaps, at, pause) => {
          const before = rated(madeSentence(TEXT, gaps));
          const after = rated(
            madeSentence(
              TEXT,
              gaps.map((gap, index) => (index === at ? gap + pause : gap)),
            ),
          );
          expect(after.fluency).toBeLessThanOrEqual(before.fluency + 1e-9);
          expect(after.prosodic).toBeLessThanOrEqual(before.prosodic + 1e-9);
        },
      ),
      { seed: 4, numRuns: 60 },
    );
  });

  it('falls clearly with long pauses and with worse sounds', () => {
    const good = rated(madeSentence(TEXT));
    expect(rated(madeSentence(TEXT, [900, 900, 900, 900, 900, 900])).fluency).toBeLessThan(good.fluency - 1);
    const bad = rated(madeSentence(TEXT, [], { score: -5, logPosterior: -4, closest: 'AE', logRatio: -2 }));
    expect(bad.accuracy).toBeLessThan(good.accuracy - 1);
    expect(bad.words[0]!.accuracy).toBeLessThan(good.words[0]!.accuracy - 1);
  });
});

describe('no rating, but a reason', () => {
  const good = madeSentence(TEXT);
  it.each([
    ['without words', { ...good, words: [] }, 'noWords'],
    ['without speech', { ...good, segments: [] }, 'noSpeech'],
    ['for half a second', { ...good, samples: good.samples.subarray(0, 8000) }, 'tooShort'],
    ['for a cough', { ...good, segments: [{ startMs: 200, endMs: 300 }] }, 'tooShort'],
    ['for clipped audio', { ...good, samples: good.samples.map(() => 32_767) }, 'clipped'],
    ['when the words do not fit', { ...good, analysis: null }, 'wordsNotFound'],
    ['when no word has sounds', { ...good, analysis: { words: [], unknown: TEXT, heard: [] } }, 'wordsNotFound'],
    [
      'when nearly every sound is another',
      madeSentence(TEXT, [], { score: -8, logPosterior: -7, closest: 'SIL', logRatio: -5 }),
      'wordsNotFound',
    ],
  ])('%s', (_, utterance, cause) => {
    const outcome = rateUtterance(utterance, model);
    expect(outcome).toMatchObject({ rateable: false, cause });
    expect(!outcome.rateable && outcome.reason).toMatch(/\.$/);
  });
});

describe('long audio', () => {
  const long = madeSentence(
    Array<string>(120).fill('cat'),
    [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 700].concat(Array(107).fill(40)),
  );

  it('is cut between words into pieces of 4 to 20 s that hold every word once', () => {
    const pieces = piecesOf(long, 'read');
    expect(pieces.length).toBeGreaterThan(2);
    expect(pieces.flatMap(({ words }) => words)).toHaveLength(120);
    for (const { samples, analysis } of pieces) {
      expect(samples.length / 16_000).toBeGreaterThan(3);
      expect(samples.length / 16_000).toBeLessThan(20);
      expect(analysis!.words[0]!.startMs).toBeGreaterThanOrEqual(0);
      expect(analysis!.words.at(-1)!.endMs).toBeLessThanOrEqual(samples.length / 16);
    }
  });

  it('is rated as a whole, every word with its time in the whole', () => {
    const rating = rated(long);
    expect(rating.words).toHaveLength(120);
    expect(rating.words.at(-1)!.endMs).toBeGreaterThan(30_000);
  });

  it('is left alone when it is short', () => {
    const short = madeSentence(TEXT);
    expect(piecesOf(short, 'read')).toEqual([short]);
    expect(piecesOf(short, 'recognised')).toEqual([short]);
  });
});

describe('an answer of several sentences', () => {
  const after = (count: number, gaps: readonly number[]) =>
    madeSentence(
      Array.from({ length: count }, () => TEXT).flat(),
      Array.from({ length: count * TEXT.length - 1 }, (_, index) => gaps[index] ?? 30),
    );
  const between = (ms: number) => Array.from({ length: 34 }, (_, index) => ((index + 1) % TEXT.length === 0 ? ms : 30));
  const answer = after(5, between(1000));

  it('is cut at the pauses between them, each with half a second of silence around it', () => {
    const pieces = piecesOf(answer, 'recognised');
    expect(pieces.map(({ words }) => words)).toEqual(Array(5).fill(TEXT));
    for (const { samples, analysis } of pieces.slice(1, -1)) {
      expect(analysis!.words[0]!.startMs).toBe(500);
      expect(samples.length / 16 - analysis!.words.at(-1)!.endMs).toBe(500);
    }
  });

  it('keeps one or two words between pauses with the nearer neighbour', () => {
    const gaps = between(1000);
    // "the | cat came back with a mouse", the word alone nearer to what follows.
    gaps[7] = 700;
    expect(piecesOf(after(5, gaps), 'recognised').map(({ words }) => words.length)).toEqual(Array(5).fill(7));
    gaps[7] = 1500;
    expect(piecesOf(after(5, gaps), 'recognised').map(({ words }) => words.length)).toEqual([8, 6, 7, 7, 7]);
  });

  it('is rated like its sentences, not down for the pauses between them', () => {
    const of = (utterance: AnalyzedUtterance) => {
      const outcome = rateUtterance(utterance, model, 'recognised');
      if (!outcome.rateable) throw new Error(outcome.reason);
      return outcome.rating;
    };
    const [one, five] = [of(after(1, [])), of(answer)];
    for (const aspect of ['accuracy', 'prosodic', 'fluency'] as const)
      expect(Math.abs(five[aspect] - one[aspect])).toBeLessThan(0.5);
  });
});

describe('many ratings pooled', () => {
  const same = (value: number) => ({ fluency: value, prosodic: value, accuracy: value, total: value });

  it('give their mean weighted by words', () => {
    const pooled = poolRatings([
      { weight: 3, rating: same(6) },
      { weight: 1, rating: same(8) },
    ]);
    expect(pooled!.total).toBeCloseTo(6.5);
  });

  it('let one that went wrong count at most two points off the median', () => {
    const ratings = [7, 7, 7, 0].map((value) => ({ weight: 1, rating: same(value) }));
    expect(poolRatings(ratings)!.accuracy).toBeCloseTo((7 + 7 + 7 + 5) / 4);
  });

  it('are none without words', () => {
    expect(poolRatings([])).toBeNull();
    expect(poolRatings([{ weight: 0, rating: same(5) }])).toBeNull();
  });
});

it('a curve goes straight between its points and on beyond them', () => {
  const curve = [
    [0, 1],
    [1, 3],
    [2, 4],
  ] as const;
  expect([-1, 0.5, 1.5, 3].map((value) => follow(curve, value))).toEqual([-1, 2, 3.5, 5]);
});
