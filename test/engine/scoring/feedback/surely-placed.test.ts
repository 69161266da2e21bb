import { describe, expect, it } from 'vitest';
import type { AlignedWord } from '../../../../src/engine/ports/word-aligner.js';
import { surelyPlaced } from '../../../../src/engine/scoring/feedback/surely-placed.js';

interface Like {
  readonly phoneMs?: number;
  readonly score?: number;
  readonly pauseMs?: number;
  readonly doubtful?: true;
}

/** Words of three phones each, one after the other. */
function said(words: Readonly<Record<string, Like>>): readonly AlignedWord[] {
  let atMs = 0;
  return Object.entries(words).map(([text, { phoneMs = 90, score = -2, pauseMs = 0, ...rest }]) => {
    const startMs = atMs + pauseMs;
    atMs = startMs + 3 * phoneMs;
    const phones = [0, 1, 2].map((at) => ({
      phone: 'AH',
      startMs: startMs + at * phoneMs,
      endMs: startMs + (at + 1) * phoneMs,
      score,
    }));
    return { text, startMs, endMs: atMs, score, phones, ...rest };
  });
}

const sureOf = (words: Readonly<Record<string, Like>>) => [...surelyPlaced(said(words))].map(({ text }) => text);

describe('a word of which is told how it sounded', () => {
  it('may fit badly itself where those around it fit', () => {
    expect(sureOf({ we: {}, often: {}, could: { score: -11 }, walk: {}, home: {} })).toContain('could');
  });

  it('is not one that the aligner doubts, nor up to two words from such a one', () => {
    const words = { a: {}, b: {}, c: {}, d: { doubtful: true as const }, e: {}, f: {}, g: {} };
    expect(sureOf(words)).toEqual(['a', 'g']);
  });

  it('is not among words that fit nowhere', () => {
    expect(sureOf({ we: { score: -9 }, often: { score: -9 }, walk: {}, home: { score: -9 } })).not.toContain('walk');
  });

  it('is not pressed into a few frames or drawn out over seconds', () => {
    expect(sureOf({ we: {}, often: { phoneMs: 30 }, walk: { phoneMs: 1200 }, home: {} })).toEqual(['we', 'home']);
  });

  it('is not beside a long pause, in which noise may have been taken for it', () => {
    expect(sureOf({ we: {}, often: {}, walk: { pauseMs: 6000 }, home: {} })).toEqual(['we', 'home']);
  });
});
