import { describe, expect, it } from 'vitest';
import { recognisedText, wordsFromTokens } from '../../../src/providers/sherpa/words-from-tokens.js';

const SURE = Math.log(0.9);
const UNSURE = Math.log(0.4);

describe('words from a transducer’s tokens', () => {
  it('starts a word at a space or U+2581 and continues it with every other token', () => {
    const { words, text } = wordsFromTokens(
      { tokens: ['▁LI', 'KE', ' IT'], timestamps: [0.4, 0.56, 1.2], logProbabilities: [SURE, UNSURE, SURE], startS: 0 },
      3000,
    );
    expect(text).toBe('like it');
    expect(words).toEqual([
      { text: 'like', startMs: 400, endMs: 800, confidence: expect.closeTo(0.6, 6) },
      { text: 'it', startMs: 1200, endMs: 1440, confidence: expect.closeTo(0.9, 6) },
    ]);
  });

  it('adds the start time, which moves when the recogniser is reset', () => {
    const { words } = wordsFromTokens({ tokens: [' so'], timestamps: [0.2], logProbabilities: [], startS: 4 }, 9000);
    expect(words).toEqual([{ text: 'so', startMs: 4200, endMs: 4440, confidence: null }]);
  });

  it('ends a word where the next begins, and no word after the turn', () => {
    const { words } = wordsFromTokens(
      { tokens: [' a', ' b', ' c'], timestamps: [0.1, 0.2, 0.98], logProbabilities: [0, 0, 0], startS: 0 },
      1000,
    );
    expect(words.map(({ startMs, endMs }) => [startMs, endMs])).toEqual([
      [100, 200],
      [200, 440],
      [980, 1000],
    ]);
  });

  it('keeps a word that the flushing silence brought out, inside the turn and in order', () => {
    const { words } = wordsFromTokens(
      { tokens: [' a', ' b'], timestamps: [0.995, 1.3], logProbabilities: [0, 0], startS: 0 },
      1000,
    );
    expect(words[0]).toMatchObject({ startMs: 990, endMs: 1000 });
    expect(words[1]!.startMs).toBeGreaterThanOrEqual(words[0]!.endMs);
  });

  it('takes punctuation from words and leaves it in the text', () => {
    const { words, text } = wordsFromTokens(
      {
        tokens: [' Well', ',', ' I', "'m", ' well', '-', 'read', '.'],
        timestamps: [],
        logProbabilities: [],
        startS: 0,
      },
      1000,
    );
    expect(words.map((word) => word.text)).toEqual(['Well', "I'm", 'well-read']);
    expect(text).toBe("Well, I'm well-read.");
  });

  it('has nothing to say of nothing', () => {
    const nothing = wordsFromTokens({ tokens: [], timestamps: [], logProbabilities: [], startS: 0 }, 0);
    expect(nothing).toEqual({ text: '', words: [], confidence: null });
  });

  it('does not shout', () => {
    expect(recognisedText(' I GO  TO THE SHOP')).toBe('i go to the shop');
    expect(recognisedText('▁London▁is')).toBe('London is');
  });
});
