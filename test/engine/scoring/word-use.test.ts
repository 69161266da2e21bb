import { describe, expect, it } from 'vitest';
import { tokenize, tokensOf } from '../../../src/engine/scoring/language/tokens.js';
import * as wordUse from '../../../src/engine/scoring/measures/word-use.js';

const answers = [
  'i i would say that it is you know nice if it would rain'.split(' '),
  "i don't know because it's that".split(' '),
  ['that'],
];
// 14 + 6 + 1 words.
const per100 = (count: number): number => (100 * count) / 21;

describe('word use, on hand-counted answers', () => {
  it.each([
    ['would, could and might', wordUse.conditionalModalsPer100, 2],
    ['that', wordUse.thatPer100, 3],
    ['contractions', wordUse.contractionsPer100, 2],
    ['subordinators other than because', wordUse.subordinatorsPer100, 1],
    ['you know', wordUse.youKnowPer100, 1],
  ])('counts %s', (_, measure, count) => {
    expect(measure(answers)).toBeCloseTo(per100(count));
  });

  it('counts no "you know" that tells what is known', () => {
    const rate = (text: string) => wordUse.youKnowPer100([text.split(' ')]);
    for (const known of [
      'when you have a problem you know who is your real friend',
      'you know what people say and you know how it ends',
      'do you know my town',
      'i let you know tomorrow',
    ])
      expect(rate(known)).toBe(0);
    expect(rate('it was you know the best day and you know i was tired')).toBeCloseTo(200 / 13);
  });

  it('counts no owner and no o’clock as a contraction', () => {
    const rate = (text: string) => wordUse.contractionsPer100([text.split(' ')]);
    expect(rate("my sister's friend at six o'clock")).toBe(0);
    expect(rate("my mum's a nurse and there's more")).toBeCloseTo(200 / 7);
  });

  const tokens = answers.map((words) => tokenize(words.join(' ')).map((token) => ({ token })));

  it('counts a word said twice running, not across answers', () => {
    expect(wordUse.immediateRepeatsPer100(tokens)).toBeCloseTo(per100(1));
  });

  it('counts no word that ends one sentence and begins the next', () => {
    const words = (text: string) => [tokenize(text).map((token) => ({ token }))];
    expect(wordUse.immediateRepeatsPer100(words('She paid me for it. It was years ago.'))).toBe(0);
    expect(wordUse.immediateRepeatsPer100(words('She paid me for it it was years ago.'))).toBe(0);
    expect(wordUse.immediateRepeatsPer100(words('She paid me for for it years ago.'))).toBeGreaterThan(0);
  });

  it('counts nothing that may be said twice on purpose', () => {
    const rate = (text: string) => wordUse.immediateRepeatsPer100([tokenize(text).map((token) => ({ token }))]);
    expect(rate('it was very, very cold and she had had enough')).toBe(0);
    expect(rate('it was was very cold')).toBeGreaterThan(0);
  });

  it('takes no repetition from a recogniser that was unsure of one of the two words', () => {
    const heard = (confidence: number) => {
      const word = (text: string, startMs: number, sure: number) => ({
        text,
        startMs,
        endMs: startMs + 200,
        confidence: sure,
      });
      const words = [word('and', 0, 0.9), word('and', 200, confidence), word('then', 400, 0.9)];
      return tokensOf({ text: 'and and then', words }).map((token) => ({ token }));
    };
    expect(wordUse.immediateRepeatsPer100([heard(0.9)])).toBeCloseTo(100 / 3);
    expect(wordUse.immediateRepeatsPer100([heard(0.3)])).toBe(0);
  });

  it('has no value without words', () => {
    expect(wordUse.thatPer100([[]])).toBeNull();
  });
});
