import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { LearnerGrammarChecker } from '../../../../src/providers/learner-grammar/learner-grammar-checker.js';
import { createLearnerGrammarChecker } from '../../../../src/providers/learner-grammar/learner-grammar-checker.js';

/** What fluent speakers say, a sentence or an answer a line. docs/grammar.md tells how they were written. */
const correctSpeech = (name: string): readonly string[] =>
  readFileSync(new URL(`../../../data/correct-speech/${name}.txt`, import.meta.url), 'utf8')
    .split('\n')
    .filter((line) => line !== '');

let checker: LearnerGrammarChecker;
beforeAll(() => {
  checker = createLearnerGrammarChecker({ sequences: false });
});
afterAll(() => checker.close());

describe('correct speech', () => {
  it.each([
    'first',
    'second',
    'third',
    'fourth',
    'fifth',
    'sixth',
    'seventh',
    'eighth',
    'ninth',
    'written',
    'varieties',
    'answers',
  ])('is not corrected (%s)', async (name) => {
    const corrected: string[] = [];
    for (const line of correctSpeech(name)) {
      for (const { rule, start, end } of await checker.check(line)) {
        corrected.push(`${rule}: "${line.slice(start, end)}" in "${line}"`);
      }
    }
    expect(corrected).toEqual([]);
  });
});
