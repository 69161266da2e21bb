/** Too few words for a band: the reason says what to do, and what was noticed is told all the same. */
import { expect, it } from 'vitest';
import { stripVTControlCharacters } from 'node:util';
import { parseTestScore } from '../../../src/engine/reports/score-schema.js';
import { reportScoring } from '../../../src/engine/reports/report-model.js';
import { scoreTest, type ScoreOptions } from '../../../src/engine/scoring/score-test.js';
import type { TestScore } from '../../../src/engine/scoring/types.js';
import { scoringText } from '../../../src/ui/report-text.js';
import { ANSWERS, turnOf } from './support/turns.js';

const TEXT = 'My sister live in a big city and she works in a bank';
const issue = {
  kind: 'agreement',
  message: 'Only one: the verb must be singular.',
  start: TEXT.indexOf('live'),
  end: TEXT.indexOf(' in'),
  suggestions: ['lives'],
};
const rated = (options: ScoreOptions = {}): TestScore =>
  scoreTest([turnOf(TEXT)], new Map([['t1', { alignment: null, grammar: [issue] }]]), options);
const shown = (score: TestScore): string => {
  const scoring = reportScoring(parseTestScore(JSON.parse(JSON.stringify(score))));
  if (scoring === null) throw new Error('not of the shape of a score');
  return stripVTControlCharacters(scoringText(scoring, 200).join('\n'));
};

it('an error found in them is quoted, without a band', () => {
  const text = shown(rated());
  expect(text).toContain('Only 13 words were said; at least 100 are needed. Answer more questions, or say more');
  expect(text).toMatch(/"sister live"\s+Only one: the verb must be singular. Better: "sister lives"./);
  expect(text).not.toContain('Practise');
});

it('asks nobody for answers to questions that were asked elsewhere', () => {
  const text = shown(rated({ partsUnknown: true }));
  expect(text).toContain('at least 100 are needed. Give more of what was said, best a whole test.');
});

it('nothing is quoted of what cannot be believed', () => {
  expect(shown(rated({ refusal: 'It is music.' }))).not.toContain('sister');
});

it('at the least number of words no range is narrower than two bands and a half to each side', () => {
  const words = ANSWERS.join(' ').split(' ').slice(0, 109).join(' ');
  const { lexical, grammar } = scoreTest([turnOf(words, { typed: true })], new Map()).criteria;
  for (const score of [lexical, grammar]) {
    if (!score.rateable) throw new Error(score.reason);
    expect(score.raw - score.low).toBeGreaterThan(2.49);
  }
});
