/** The long turn: what ends it, and what an examiner says in it. */
import { expect, test } from 'vitest';
import { advanceExam, startExam } from '../../../src/engine/exam/examiner.js';
import { linesAfter, listensOf, notesOf, requestsOf, runPart, testPlan, textsOf, type FakeAnswer } from './driver.js';

const TALK: FakeAnswer = { text: 'it was a long journey and we were tired in the end', speechMs: 90_000 };

test.each([59_000, 61_000])('a talk of %i ms is prompted for more if it lasted less than a minute', (speechMs) => {
  expect(textsOf(runPart('part2', [{ ...TALK, speechMs }]), 'prompt')).toHaveLength(speechMs < 60_000 ? 1 : 0);
});

test('the card is read out again twice at most; then the candidate is asked to say what they can', () => {
  const again: FakeAnswer = { text: 'could you repeat that please', speechMs: 1200 };
  const record = runPart('part2', [again, again, again, TALK]);
  const [card] = textsOf(record, 'card');
  expect(textsOf(record, 'repeat')).toEqual([card, card]);
  expect(requestsOf(record)).toEqual(['repeat', 'repeat', 'repeat']);
  expect(textsOf(record, 'reassurance')).toEqual(['Please say as much as you can about the subject on the card.']);
});

test('who does not begin hears the card once more, and only then the part ends', () => {
  const record = runPart('part2', [], { text: null });
  const [card] = textsOf(record, 'card');
  expect(listensOf(record, 'part2')).toHaveLength(2);
  expect(textsOf(record, 'repeat')).toEqual([card]);
  expect(notesOf(record)).toEqual(['noAnswer']);
});

test('a talk in another language is noted and not commented on', () => {
  const text = 'me gusta mucho la música porque es muy importante para mi familia y los amigos';
  const record = runPart('part2', [{ text, speechMs: 90_000 }]);
  const [talk] = listensOf(record, 'part2');
  if (talk === undefined) throw new Error('nobody listened');
  expect(notesOf(record)).toEqual(['foreignLanguage']);
  expect(linesAfter(record, talk).map(({ purpose }) => purpose)).toEqual(['longTurnEnd', 'roundingOff']);
});

test.each(['preparation', 'longTurn'])('whoever quits in the %s sees the card no longer', (phase) => {
  let step = advanceExam(startExam(testPlan({ parts: ['part2'] })), { type: 'begin', atMs: 0 });
  for (let atMs = 5000; step.state.phase !== phase; atMs += 5000) {
    const last = step.commands.at(-1);
    step = advanceExam(
      step.state,
      last?.type === 'listen'
        ? {
            type: 'turnEnded',
            atMs,
            turnId: last.turnId,
            text: 'maria lopez',
            speechMs: 900,
            firstSpeechAtMs: atMs - 900,
            reason: 'endpoint',
            confidence: 1,
          }
        : { type: 'preparationEnded', atMs, reason: 'timeUp' },
    );
  }
  const { commands } = advanceExam(step.state, { type: 'quit', atMs: 200_000 });
  expect(commands[0]).toEqual({ type: 'hideCard' });
});

test('of a talk that was typed in two goes only the time to say it counts, not the waits before and between', () => {
  const typed = (speechMs: number): FakeAnswer => ({ ...TALK, speechMs, reason: 'typed' });
  const noted = (first: number, second: number) =>
    runPart('part2', [typed(first), typed(second)]).commands.flatMap((each) =>
      each.type === 'note' ? [each.detail] : [],
    );
  expect([noted(40_000, 18_000), noted(40_000, 21_000)]).toEqual([['after 58 s'], []]);
});
