import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { LearnerGrammarChecker } from '../../../../src/providers/learner-grammar/learner-grammar-checker.js';
import { createLearnerGrammarChecker } from '../../../../src/providers/learner-grammar/learner-grammar-checker.js';

/** A sentence with an error a line, after the first language that it is typical of. docs/grammar.md tells how they were written. */
const learnerSpeech = (name: string): readonly string[] =>
  readFileSync(new URL(`../../../data/learner-speech/${name}.txt`, import.meta.url), 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => line.split('\t')[1] ?? '');

let checker: LearnerGrammarChecker;
beforeAll(() => {
  checker = createLearnerGrammarChecker({ sequences: false });
});
afterAll(() => checker.close());

describe('learner speech', () => {
  it.each([
    { name: 'first', found: 106 },
    { name: 'second', found: 103 },
    { name: 'third', found: 112 },
  ])('is corrected in $found sentences or more ($name)', async ({ name, found }) => {
    const missed: string[] = [];
    const lines = learnerSpeech(name);
    for (const line of lines) {
      if ((await checker.check(line)).length === 0) missed.push(line);
    }
    expect(lines.length - missed.length, missed.join('\n')).toBeGreaterThanOrEqual(found);
  });
});
