/** The introduction: name, what to be called, identity. Not rated, so nothing of it is developed, explained or pressed for. */
import { expect, test } from 'vitest';
import { listensOf, requestsOf, runExam, testPlan, textsOf, type FakeAnswer } from './driver.js';

/** Answers the introduction as given, then nothing. */
function introduced(...answers: readonly FakeAnswer[]) {
  let next = 0;
  return runExam(testPlan({ parts: ['part1'] }), ({ moment }) =>
    moment === 'identity' ? (answers[next++] ?? { text: 'maria lopez', speechMs: 1500 }) : { text: null },
  );
}

test('asks for the full name, for what to be called and for the identity, in this order', () => {
  const record = introduced();
  expect(new Set(listensOf(record, 'introduction').map(({ questionId }) => questionId))).toEqual(
    new Set(['introduction-name', 'introduction-call-name', 'introduction-identity']),
  );
  expect(textsOf(record, 'greeting')).toEqual([expect.stringContaining(record.plan.examinerName)]);
});

test('a name of one word is enough', () => {
  expect(textsOf(introduced({ text: 'ann', speechMs: 400 }), 'prompt')).toEqual([]);
});

test('explains nothing, and says in one line what comes', () => {
  const record = introduced(
    { text: 'i do not understand', speechMs: 1200 },
    { text: 'what do i have to do', speechMs: 1200 },
  );
  expect(requestsOf(record)).toEqual(['rephrase', 'procedure']);
  expect(textsOf(record, 'rephrase')).toEqual([]);
  expect(textsOf(record, 'procedure')).toEqual(['First I check who you are, and then the test begins.']);
});
