/** Is the answer on the question? On our own answers to the bank's questions, each with its own question and with those of others. */
import { describe, expect, it } from 'vitest';
import { relevanceOf } from '../../../../src/engine/scoring/answers/relevance.js';
import { lemmaOf } from '../../../../src/engine/scoring/language/lemma.js';
import { QUESTION_ANSWERS } from './question-answers.js';

const words = (text: string): readonly string[] => text.toLowerCase().split(' ');

describe('an answer', () => {
  it.each([
    ['Where is your home town?', "it's in the north"],
    ['Who do you live with at the moment?', 'with my wife and two little boys'],
    ['How many hours do you usually sleep?', 'six or seven'],
    ['Where do you usually meet your neighbours?', 'in the lift'],
  ])('to "%s" may be as short as "%s"', (question, answer) => {
    expect(relevanceOf(question, words(answer)).verdict).not.toBe('off');
  });

  it('shares dictionary forms with its question, whatever their endings', () => {
    const found = relevanceOf('How often do you cook?', words('I cooked three dishes and my neighbours came'));
    expect(found.shared).toEqual(['cook']);
    expect(found.verdict).toBe('on');
  });

  it('speaks of what its topic is about in the bank', () => {
    const { onTopic, shared } = relevanceOf(
      'How near do you live to a river, a lake or the sea?',
      words('I learned to swim there'),
    );
    expect([...shared, ...onTopic]).toContain('swim');
  });

  it('is off when a long one has nothing of its question, in a question of the bank as in another', () => {
    const answer = words(
      'my favourite book is a detective novel because the author writes long chapters and every page of the story has a secret and the library lends it to students',
    );
    for (const question of [
      'How often do you cook?',
      'Which vegetables grow in gardens, and which fruit grows on trees?',
    ])
      expect(relevanceOf(question, answer).verdict).toBe('off');
    expect(relevanceOf('What did you like reading as a child?', answer).verdict).toBe('on');
  });

  it('to a follow-up without words of its own is never off', () => {
    expect(
      relevanceOf(
        'Why is that?',
        words(
          'the engine of the old tractor broke and rain destroyed wheat potatoes barns fences roads bridges villages',
        ),
      ).verdict,
    ).not.toBe('off');
  });
});

it('tells real pairs from shuffled ones as the docs say, and calls no real answer off', () => {
  const real = QUESTION_ANSWERS.map(([, question, answer]) => relevanceOf(question, words(answer)));
  const shuffled = QUESTION_ANSWERS.flatMap(([topic, question], row) =>
    QUESTION_ANSWERS.flatMap(([other, , answer], column) =>
      topic !== other && (row * 7 + column * 13) % 9 === 0 ? [relevanceOf(question, words(answer))] : [],
    ),
  );
  const above = real.map(({ score }) => {
    const lower = shuffled.filter((each) => each.score < score).length;
    const same = shuffled.filter((each) => each.score === score).length;
    return (lower + same / 2) / shuffled.length;
  });
  expect(above.reduce((total, share) => total + share, 0) / above.length).toBeGreaterThan(0.83);
  expect(real.filter(({ verdict }) => verdict === 'off')).toHaveLength(0);
  const on = (list: typeof real): number => list.filter(({ verdict }) => verdict === 'on').length / list.length;
  expect(on(real)).toBeGreaterThan(0.4);
  expect(on(shuffled)).toBeLessThan(0.06);
});

describe('dictionary forms', () => {
  it.each([
    ['walked', 'walk'],
    ['walking', 'walk'],
    ['cities', 'city'],
    ['neighbour’s'.replace('’', "'"), 'neighbour'],
    ['children', 'child'],
    ['swam', 'swim'],
    ['making', 'make'],
    ['stopped', 'stop'],
    ['studied', 'study'],
    ['evening', 'evening'],
    ['bus', 'bus'],
    ['news', 'news'],
  ])('of "%s" is "%s"', (word, lemma) => {
    expect(lemmaOf(word)).toBe(lemma);
  });
});
