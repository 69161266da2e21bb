import { describe, expect, it } from 'vitest';
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
    ['a word said twice running, not across answers', wordUse.immediateRepeatsPer100, 1],
    ['would, could and might', wordUse.conditionalModalsPer100, 2],
    ['that', wordUse.thatPer100, 3],
    ['contractions', wordUse.contractionsPer100, 2],
    ['subordinators other than because', wordUse.subordinatorsPer100, 1],
    ['you know', wordUse.youKnowPer100, 1],
  ])('counts %s', (_, measure, count) => {
    expect(measure(answers)).toBeCloseTo(per100(count));
  });

  it('has no value without words', () => {
    expect(wordUse.thatPer100([[]])).toBeNull();
  });
});
