/** Is the answer on the question? On our own answers to the bank's questions, each with its own question and with those of others. */
import { createRequire } from 'node:module';
import { describe, expect, it } from 'vitest';
import { relevanceOf } from '../../../../src/engine/scoring/answers/relevance.js';
import { topicLemmas } from '../../../../src/engine/scoring/answers/question-topics.js';
import { lemmaOf } from '../../../../src/engine/scoring/language/lemma.js';
import * as developed from './developed-answers.js';
import * as idiomatic from './idiomatic-answers.js';
import { QUESTION_ANSWERS } from './question-answers.js';
import * as themed from './themed-answers.js';

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

  it('is not off a question that is not in the bank for words of a topic that may be its own', () => {
    const answer =
      'yes because they repair everything and do not throw products away and a company there makes a product that lasts longer so people keep using old things';
    const { verdict, elsewhere } = relevanceOf(
      'Could rich countries learn something from poorer ones here?',
      words(answer),
    );
    expect([verdict, elsewhere]).toEqual(['unclear', []]);
  });

  it('shares dictionary forms with its question, whatever their endings', () => {
    const found = relevanceOf('How often do you cook?', words('I cooked three dishes and my neighbours came'));
    expect(found.verdict).toBe('on');
  });

  it('speaks of what its topic is about in the bank', () => {
    const topic = topicLemmas('How near do you live to a river, a lake or the sea?');
    expect(topic.map(({ lemma }) => lemma)).toContain('swim');
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

  it('is off only when it keeps to something else, too', () => {
    const question = 'Which flowers do you like best?';
    const own = words(
      'sunflowers no contest my nan had a whole row behind her shed and they towered over me when I was tiny and we would roast whatever the sparrows left us',
    );
    expect(relevanceOf(question, own)).toMatchObject({ verdict: 'unclear', elsewhere: [] });
    const other = words(
      'the guitar I bought in a band of students who wrote songs and gave concerts for whoever towered over me when I was tiny',
    );
    expect(relevanceOf(question, other)).toMatchObject({
      verdict: 'off',
      elsewhere: ['guitar', 'band', 'song', 'concert'],
    });
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

interface Asked {
  readonly text: string;
}
interface Bank {
  readonly topics?: readonly { readonly id: string; readonly questions: readonly Asked[] }[];
  readonly cards?: readonly {
    readonly id: string;
    readonly roundingOff: readonly Asked[];
    readonly discussion: readonly Asked[];
  }[];
}
const isOff = (question: string, answer: string): boolean => relevanceOf(question, words(answer)).verdict === 'off';

describe('calls off its question, as the docs say,', () => {
  const require = createRequire(import.meta.url);
  const { topics = [] } = require('../../../../data/question-bank/topics.json') as Bank;
  const { cards = [] } = require('../../../../data/question-bank/cards.json') as Bank;
  const questions = [
    ...topics.flatMap((topic) => topic.questions.map(({ text }) => [topic.id, text] as const)),
    ...cards.flatMap((card) => [...card.roundingOff, ...card.discussion].map(({ text }) => [card.id, text] as const)),
  ];
  /** Every fifth question, which is quick and is enough. */
  const pairsOf = (answers: typeof themed.TUNING): readonly (readonly [string, string])[] =>
    answers.flatMap(([about, answer]) =>
      questions.flatMap(([topic, question], index) =>
        index % 5 === 0 && !about.includes(topic) ? [[question, answer] as const] : [],
      ),
    );

  it.each([
    ['pictures and names that the rule was made on', idiomatic.TUNING, 0],
    ['pictures and names that were kept from it', idiomatic.CHECKING, 0],
    ['stories from elsewhere that the rule was made on', idiomatic.STORIES_TUNING, 2],
    ['stories from elsewhere that were kept from it', idiomatic.STORIES_CHECKING, 1],
  ])('hardly an answer written to provoke it: %s', (_, answers, most) => {
    const wrong = answers.filter(([question, answer]) => isOff(question, answer)).map(([question]) => question);
    expect(wrong.length, wrong.join('\n')).toBeLessThanOrEqual(most);
  });

  it.each([
    ['that the rule was made on', themed.TUNING, 0.605],
    ['that were kept from it', themed.CHECKING, 0.59],
  ])('most longer answers to questions of other topics %s', (_, answers, least) => {
    const pairs = pairsOf(answers);
    expect(pairs.length).toBeGreaterThan(1300);
    const found = pairs.filter(([question, answer]) => isOff(question, answer)).length;
    expect(found / pairs.length).toBeGreaterThan(least);
  });

  it.each([
    ['that the rule was made on', developed.TUNING, 0.24],
    ['that were kept from it', developed.CHECKING, 0.09],
  ])('few answers that are rich in pictures, and none of them to its own question: those %s', (_, answers, least) => {
    expect(answers.filter(([, question, answer]) => isOff(question, answer))).toEqual([]);
    const pairs = pairsOf(answers.map(([about, , answer]) => [about, answer]));
    const found = pairs.filter(([question, answer]) => isOff(question, answer)).length;
    expect(found / pairs.length).toBeGreaterThan(least);
  });

  it('what speaks of another topic of the bank, although its words are of no class', () => {
    const { elsewhere, verdict } = relevanceOf(
      'Which flowers do you like best?',
      words(
        'I could borrow a ladder lend a drill keep a spare quickly share whatever costs plenty and return it unharmed afterwards',
      ),
    );
    expect([verdict, elsewhere]).toEqual(['off', expect.arrayContaining(['borrow', 'lend', 'share']) as string[]]);
  });

  it('most of short answers to questions of other topics, where they have ten words of their own', () => {
    const pairs = QUESTION_ANSWERS.flatMap(([topic, question]) =>
      QUESTION_ANSWERS.flatMap(([other, , answer]) => (topic === other ? [] : [relevanceOf(question, words(answer))])),
    ).filter(({ contentWords }) => contentWords >= 10);
    expect(pairs.filter(({ verdict }) => verdict === 'off').length / pairs.length).toBeGreaterThan(0.6);
  });

  it('no answer whose theme is only what something is likened to', () => {
    const kitchen =
      'let it boil slowly add some pepper and salt chop onions heat the oil and serve the soup before guests arrive';
    expect(isOff('Which sport is popular with people your age?', kitchen)).toBe(true);
    expect(isOff('Which sport is popular with people your age?', `it is like a recipe ${kitchen}`)).toBe(false);
    expect(isOff('Which sport is popular with people your age?', `I like a recipe ${kitchen}`)).toBe(true);
  });
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
