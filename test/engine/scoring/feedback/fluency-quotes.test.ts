import { describe, expect, it } from 'vitest';
import { fluencyFeedback } from '../../../../src/engine/scoring/feedback/fluency.js';
import { measureTest } from '../../../../src/engine/scoring/measures/measure.js';
import { MAPPING } from '../../../../src/engine/scoring/rating/mapping-data.js';
import { turnOf } from '../support/turns.js';

const feedbackOn = (...texts: readonly string[]) => {
  const turns = texts.map((text, index) =>
    turnOf(text, { turnId: `t${String(index)}`, startMs: 1000 + 60_000 * index }),
  );
  return fluencyFeedback(measureTest(turns, new Map(), MAPPING.settings), { read: false });
};
const reasons = (...texts: readonly string[]) => feedbackOn(...texts).quotes.map(({ why }) => why);

describe('a pause is said to be inside a clause', () => {
  it.each([
    'I visited the [900] museum near the river',
    'my sister works for [900] a bank in the city',
    "I think she's [900] very happy there now",
  ])('where no sentence can end: %s', (text) => {
    expect(reasons(text).filter((why) => why.endsWith('inside a clause.'))).toHaveLength(1);
  });

  it.each(['I like helping people every day [900] in my free time', 'we went by train [900] last summer after school'])(
    'not where a sentence may have ended in a transcript without punctuation: %s',
    (text) => {
      const three = Array.from({ length: 3 }, () => text);
      expect(reasons(...three).join(' ')).not.toContain('inside a clause');
      expect(feedbackOn(...three).advice.flatMap(({ about }) => about)).not.toContain('pauses-inside-clauses');
    },
  );

  it('where the transcript has its sentences, and the pause is not at the end of one', () => {
    const said = reasons('I like helping people every day [900] in the shop. It is fun.', 'I do. [900] Most of us do.');
    expect(said.filter((why) => why.includes('inside a clause'))).toEqual([
      'A pause of 0.9 s after "day", inside a clause.',
    ]);
  });
});

describe('words said twice', () => {
  it.each([
    'by then I had had enough of it',
    'I believe that that works',
    'what I really am is a teacher',
    'I would be happy there there is not much to do',
  ])('are not held up where they are right: %s', (text) => {
    expect(reasons(text).filter((why) => /twice|Corrected/.test(why))).toEqual([]);
  });

  it.each([
    ['I went in the in the garden', 'Said twice running.'],
    ['my brothers is are both taller', 'Corrected at once.'],
  ])('are quoted where they are a restart: %s', (text, why) => {
    expect(reasons(text)).toContain(why);
  });
});
