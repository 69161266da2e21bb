/** Words that only say the question again are the examiner's. */
import { expect, it } from 'vitest';
import { turnsFromTranscript } from '../../../src/engine/scoring/input/transcript-turns.js';
import { scoreTest } from '../../../src/engine/scoring/score-test.js';
import { analyzeTurn } from '../../../src/engine/scoring/language/analysis.js';
import { echoedWords } from '../../../src/engine/scoring/measures/question-words.js';
import { LEARNERS_TEST } from './support/learners-test.js';

const QUESTIONS = [
  'What do you like about the town where you live?',
  'Do you work or are you a student at the moment?',
  'What kind of music do you like to listen to in the evening?',
  'Do you think that people help each other less than they used to?',
  'How could the government encourage people to help others in the community?',
  'Why do some people find it difficult to ask others for help when they need it?',
  'Should children be taught at school how important it is to help at home?',
];

function score(answer: (question: string, index: number) => string) {
  const turns = LEARNERS_TEST.map((_, index) => {
    const question = QUESTIONS[index % QUESTIONS.length] ?? '';
    return { question, text: answer(question, index) };
  });
  return scoreTest(turnsFromTranscript({ turns }), new Map(), { partsUnknown: true });
}

function echoedIn(question: string, text: string): number {
  const [turn] = turnsFromTranscript({ turns: [{ question, text }] });
  return turn === undefined ? NaN : echoedWords(analyzeTurn(turn)).size;
}

it('answers that only repeat their questions are not rated', () => {
  const { lexical, grammar, fluency } = score((question) => question).criteria;
  for (const found of [lexical, grammar, fluency])
    expect(found).toMatchObject({ rateable: false, reason: expect.stringContaining('repeat the questions') as string });
});

it('one word more than the question makes it no answer', () => {
  const { lexical, grammar } = score(
    (question) => `${question.split(' ').slice(1).join(' ').replace('?', '')} maybe`,
  ).criteria;
  for (const found of [lexical, grammar]) expect(found).toMatchObject({ rateable: false });
});

it.each([
  ['How do people usually celebrate birthdays in this country?', 'with cake and candles'],
  ['Do you think people will use less paper in the future?', 'because of computers'],
  ['Why do some people like to get up early in the morning?', 'for exercise and fresh air'],
])('what goes on after the words of "%s" without a verb of its own is an answer', (question, own) => {
  const said = question.replace(/^.*?(?=people|some people)/, '').replace('?', '');
  expect(echoedIn(question, `${said} ${own}`)).toBe(0);
  expect(echoedIn(question, `${said} maybe`)).toBeGreaterThan(5);
});

it.each([
  ['What is the most popular sport in this country?', 'the most popular sport in this country football'],
  ['Do you prefer to live in a city or in the countryside?', 'I prefer to live in a city definitely'],
])('what names or chooses in the words of "%s" is an answer', (question, text) => {
  expect(echoedIn(question, text)).toBe(0);
});

it.each([
  ['What is the most popular sport in this country?', 'the most popular sport in this country maybe'],
  ['Do you prefer to live in a city or in the countryside?', 'prefer to live in a city or in the countryside'],
])('what neither names nor chooses in the words of "%s" is none', (question, text) => {
  expect(echoedIn(question, text)).toBeGreaterThan(5);
});

it('answers that take up their question and go on are rated as they are', () => {
  const { measures, criteria } = score((question, index) =>
    index % 3 === 0
      ? `${question} ${question.split(' ').slice(2).join(' ')} ${LEARNERS_TEST[index] ?? ''}`
      : (LEARNERS_TEST[index] ?? ''),
  );
  expect(criteria.lexical.rateable).toBe(true);
  // What is said of one's own in an answer that is mostly its question counts.
  expect(measures['freshWords']).toBeLessThanOrEqual(LEARNERS_TEST.join(' ').split(' ').length + 20);
  const begun = (question: string): string => question.split(' ').slice(2, 8).join(' ').replace('?', '');
  const taken = score((question, index) => `${begun(question)} ${LEARNERS_TEST[index] ?? ''}`);
  const plain = score((_, index) => LEARNERS_TEST[index] ?? '');
  expect(taken.measures['tokens']).toBeGreaterThan(plain.measures['tokens'] ?? NaN);
  for (const name of ['lexical', 'grammar'] as const) {
    const [one, other] = [taken.criteria[name], plain.criteria[name]];
    if (!one.rateable || !other.rateable) throw new Error('not rated');
    expect(one.raw).toBeGreaterThan(other.raw - 0.2);
  }
});

it('short answers that say what was asked for in the words of their questions are rated, and such words alone are not', () => {
  const asked = [
    ['sport', 'football'],
    ['kind of food', 'rice with curry'],
    ['subject at school', 'science'],
    ['way to travel', 'the train'],
    ['kind of music', 'old film songs'],
    ['place for tourists', 'the river fort'],
    ['holiday of the year', 'the spring festival'],
  ] as const;
  const scored = (answer: (thing: string, named: string) => string) =>
    scoreTest(
      turnsFromTranscript({
        turns: [...asked, ...asked].map(([thing, named]) => ({
          question: `What is the most popular ${thing} for young people in your country?`,
          text: answer(thing, named),
        })),
      }),
      new Map(),
      { partsUnknown: true },
    ).criteria.grammar;
  const about = (thing: string): string => `the most popular ${thing} for young people in my country`;
  expect(scored((thing, named) => `${about(thing)} is ${named}`).rateable).toBe(true);
  expect(scored(about)).toMatchObject({ rateable: false });
  expect(scored((thing, named) => `what is ${about(thing)} ${named}`)).toMatchObject({ rateable: false });
});
