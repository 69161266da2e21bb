/** The one or two short questions that close Part 2. */
import { expect, test } from 'vitest';
import { listensOf, requestsOf, runExam, polite, runPart, testPlan, textsOf, type FakeAnswer } from './driver.js';

const TALK: FakeAnswer = { text: 'it was a long journey and we were tired in the end', speechMs: 70_000 };

test('are two at most, however many the card has', () => {
  const plan = testPlan({ parts: ['part2'] });
  if (plan.card === null) throw new Error('there is no card');
  const more = [...plan.card.roundingOff, { id: 'one-more', text: 'Was it worth it?' }];
  const record = runExam(
    { ...plan, card: { ...plan.card, roundingOff: more } },
    polite((listen) => (listen.moment === 'longTurn' ? TALK : { text: 'yes they do', speechMs: 900 })),
  );
  expect(textsOf(record, 'roundingOff')).toHaveLength(2);
});

test('take a word or two for a whole answer', () => {
  const record = runPart('part2', [TALK, { text: 'yes', speechMs: 400 }, { text: 'no', speechMs: 400 }]);
  expect(textsOf(record, 'roundingOff')).toHaveLength(2);
  expect(textsOf(record, 'prompt')).toEqual([]);
});

test('are repeated in the same words, never put in others', () => {
  const record = runPart('part2', [TALK, { text: 'i do not understand the question', speechMs: 1500 }]);
  const [question] = textsOf(record, 'roundingOff');
  expect(textsOf(record, 'rephrase')).toEqual([]);
  expect(textsOf(record, 'repeat')).toEqual([question]);
});

test.each([
  ['what is my score', 'score', 'decline'],
  ['was that right', 'correctness', 'decline'],
  ['what do i have to do', 'procedure', 'procedure'],
] as const)('asked "%s", the examiner answers in one line and goes on with the question', (text, request, purpose) => {
  const record = runPart('part2', [TALK, { text, speechMs: 1200 }]);
  expect(requestsOf(record)).toEqual([request]);
  expect(textsOf(record, purpose)).toHaveLength(1);
  const [, first, second] = listensOf(record, 'part2');
  expect(second?.questionId).toBe(first?.questionId);
  if (purpose === 'procedure') expect(textsOf(record, purpose)[0]).toContain('the card');
});
