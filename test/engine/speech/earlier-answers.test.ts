import { describe, expect, it } from 'vitest';
import { NO_ANSWERS, withAnswer, wordCount, wordsOfLength } from '../../../src/engine/speech/earlier-answers.js';

describe('the length of a candidate’s answers', () => {
  const after = (...words: readonly number[]) =>
    words.reduce((earlier, each) => withAnswer(earlier, 1, each), NO_ANSWERS);

  it('is the usual one at first, and moves to the candidate’s own', () => {
    expect(wordsOfLength(1, NO_ANSWERS.length)).toBe(17);
    expect(wordsOfLength(1, after(68).length)).toBeCloseTo(34, 6);
    expect(wordsOfLength(1, after(68, 68, 68).length)).toBeCloseTo(17 * 4 ** 0.75, 6);
    expect(after(68, 68, 68).count).toBe(3);
  });

  it('in one part tells of the other, whose answers are longer by as much', () => {
    expect(wordsOfLength(3, after(68).length)).toBeCloseTo(48, 6);
  });

  it('tells whether they are all of one length', () => {
    expect(after(34)).toMatchObject({ shortest: 2, longest: 2 });
    const { shortest, longest } = after(34, 17, 51);
    expect([shortest, longest]).toEqual([1, 3]);
  });

  it('is not moved by a few words, which may be a request', () => {
    expect(after(5)).toBe(NO_ANSWERS);
  });

  it('is counted by time where no words are known', () => {
    expect(wordCount('um it is near the sea', 60_000)).toBe(5);
    expect(wordCount('', 60_000)).toBe(130);
  });
});
