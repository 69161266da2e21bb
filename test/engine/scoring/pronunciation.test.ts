import { describe, expect, it } from 'vitest';
import type { AlignedWord, Alignment } from '../../../src/engine/ports/word-aligner.js';
import { pitchesOf, pitchRange, pitchVariation } from '../../../src/engine/scoring/measures/pitch.js';
import * as pronunciation from '../../../src/engine/scoring/measures/pronunciation.js';

function word(
  text: string,
  phones: readonly (readonly [phone: string, ms: number, score: number])[],
  startMs = 0,
): AlignedWord {
  let atMs = startMs;
  const aligned = phones.map(([phone, ms, score]) => ({ phone, startMs: atMs, endMs: (atMs += ms), score }));
  return { text, startMs, endMs: atMs, score: 0, phones: aligned };
}
const alignment = (...words: AlignedWord[]): Alignment => ({ words, unknown: [] });

describe('words that were probably misheard', () => {
  it('are none where as many are doubted as of right words, more with more doubts, and at most half', () => {
    expect(pronunciation.misheardShare(0.15)).toBe(0);
    const shares = [0.2, 0.25, 0.3, 0.4, 0.5, 0.55, 0.9, 1].map(pronunciation.misheardShare);
    expect(shares.slice(0, 5)).toEqual(shares.slice(0, 5).toSorted((one, other) => one - other));
    expect(Math.max(...shares)).toBe(0.5);
  });

  it('are the worst-fitting ones', () => {
    const fitting = [-1, -9, -2, -3].map((score, index) => word(`w${String(index)}`, [['K', 100, score]]));
    const left = pronunciation.withLikelyWords([alignment(...fitting)], 0.5);
    expect(left[0]?.words.map(({ text }) => text)).toEqual(['w0', 'w2']);
    expect(pronunciation.withLikelyWords([alignment(...fitting)], 0)[0]?.words).toHaveLength(4);
  });
});

describe('phone scores', () => {
  const two = [
    alignment(
      word('cat', [
        ['K', 50, -1],
        ['AE', 100, -2],
        ['T', 50, -3],
      ]),
      word('a', [
        ['AH', 60, -6],
        ['SIL', 500, -99],
      ]),
    ),
  ];

  it('average over phones, silence left out', () => {
    expect(pronunciation.phoneScore(two)).toBeCloseTo(-3);
  });

  it('give the tenth percentile and the share under a limit', () => {
    expect(pronunciation.lowPhoneScore(two)).toBeCloseTo(-5.1);
    expect(pronunciation.weakPhoneShare(two, -2.5)).toBeCloseTo(0.5);
  });

  it('judge words one by one only when long enough and not usually reduced', () => {
    const judged = [
      alignment(
        word('cat', [
          ['K', 1, -9],
          ['AE', 1, -9],
          ['T', 1, -9],
        ]),
        word('the', [
          ['DH', 1, -9],
          ['AH', 1, -9],
          ['T', 1, -9],
        ]),
        word('dog', [
          ['D', 1, 0],
          ['AO', 1, 0],
          ['G', 1, 0],
        ]),
      ),
    ];
    expect(pronunciation.weakWordShare(judged, -5)).toBeCloseTo(0.5);
  });

  it('are none without alignment', () => {
    expect(pronunciation.phoneScore([])).toBeNull();
    expect(pronunciation.weakWordShare([], 0)).toBeNull();
  });
});

it('nPVI compares neighbouring vowels', () => {
  // 100 and 200 ms: 100 / 150; 200 and 200 ms: 0. Mean x 100.
  const one = alignment(
    word('banana', [
      ['B', 50, 0],
      ['AH', 100, 0],
      ['N', 50, 0],
      ['AE', 200, 0],
      ['N', 50, 0],
      ['AH', 200, 0],
    ]),
  );
  expect(pronunciation.vowelNpvi([one])).toBeCloseTo((100 * (100 / 150)) / 2);
});

it('silence inside words is the share that voice activity did not hear', () => {
  const turn = {
    alignment: alignment(
      word('cat', [
        ['K', 100, 0],
        ['AE', 100, 0],
      ]),
      word('dog', [['D', 200, 0]], 200),
    ),
    startMs: 1000,
    segments: [
      { startMs: 1000, endMs: 1150 },
      { startMs: 1250, endMs: 1400 },
    ],
  };
  expect(pronunciation.silenceInsideWords([turn])).toBeCloseTo(100 / 400);
});

describe('pitch', () => {
  const RATE = 16_000;

  function voice(hertzAt: (second: number) => number, seconds: number) {
    const samples = new Int16Array(RATE * seconds);
    let phase = 0;
    for (let index = 0; index < samples.length; index += 1) {
      phase += (2 * Math.PI * hertzAt(index / RATE)) / RATE;
      samples[index] = 6000 * (Math.sin(phase) + 0.5 * Math.sin(2 * phase) + 0.25 * Math.sin(3 * phase));
    }
    return { samples, startMs: 0, segments: [{ startMs: 0, endMs: seconds * 1000 }] };
  }

  it.each([90, 130, 220, 330])('of a steady voice at %i Hz is found within one percent', (hertz) => {
    const found = pitchesOf(voice(() => hertz, 2));
    expect(found.length).toBeGreaterThan(50);
    for (const pitch of found) expect(Math.abs(pitch - hertz) / hertz).toBeLessThan(0.01);
  });

  it('range covers a glide of one octave but its outer tenths', () => {
    const found = pitchesOf(voice((second) => 110 * 2 ** (second / 4), 4));
    expect(pitchRange(found)).toBeCloseTo(12 * 0.8, 0);
    expect(pitchVariation(found)).toBeCloseTo(12 / Math.sqrt(12), 0);
  });

  it('is none in silence, noise-free or without samples', () => {
    expect(pitchesOf({ samples: new Int16Array(RATE), startMs: 0, segments: [{ startMs: 0, endMs: 1000 }] })).toEqual(
      [],
    );
    expect(pitchesOf({ samples: null, startMs: 0, segments: [] })).toEqual([]);
    expect(pitchRange([])).toBeNull();
  });
});
