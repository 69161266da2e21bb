import { describe, expect, it } from 'vitest';
import { NO_ANSWERS, usualWords, withAnswer, wordCount } from '../../../src/engine/speech/earlier-answers.js';

describe('the length of a candidate’s answers', () => {
  const after = (...words: readonly number[]) =>
    words.reduce((earlier, each) => withAnswer(earlier, 1, each), NO_ANSWERS);

  it('is the usual one at first, and moves to the candidate’s own', () => {
    expect(usualWords(1, NO_ANSWERS)).toBe(17);
    expect(usualWords(1, after(68))).toBeCloseTo(34, 6);
    expect(usualWords(1, after(68, 68, 68))).toBeCloseTo(17 * 4 ** 0.75, 6);
    expect(after(68, 68, 68).count).toBe(3);
  });

  it('in one part tells of the other, whose answers are longer by as much', () => {
    expect(usualWords(3, after(68))).toBeCloseTo(48, 6);
  });

  it('is not moved by a few words, which may be a request', () => {
    expect(after(5)).toBe(NO_ANSWERS);
  });

  it('is counted by time where no words are known', () => {
    expect(wordCount('um it is near the sea', 60_000)).toBe(5);
    expect(wordCount('', 60_000)).toBe(130);
  });
});
