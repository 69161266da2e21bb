/** Part 1: topics and their questions, and who says nothing. */
import { describe, expect, test } from 'vitest';
import { linesAfter, listensOf, notesOf, polite, runExam, runPart, testPlan, textsOf } from './driver.js';
import type { ExamRecord, FakeAnswer } from './driver.js';

const LONG: FakeAnswer = { text: 'i like it very much and we do it at the weekend', speechMs: 22_000 };
const SILENCE: FakeAnswer = { text: null };

/** How many questions were asked of each topic. */
function questionsByTopic(record: ExamRecord): number[] {
  const counts: number[] = [];
  for (const { purpose } of record.lines) {
    if (purpose === 'topicAnnouncement') counts.push(0);
    else if (purpose === 'question') counts.push((counts.pop() ?? 0) + 1);
  }
  return counts;
}

describe('the topics of Part 1', () => {
  test('are three, each with a third of the time, for who answers at length', () => {
    expect(questionsByTopic(runPart('part1', [], LONG))).toEqual([4, 4, 2]);
  });

  test('have three to five questions each, however slowly a candidate comes to an answer', () => {
    let turns = 0;
    const slow = polite(() =>
      (turns += 1) % 2 === 1 ? { text: 'sorry?', speechMs: 4000 } : { ...LONG, speechMs: 40_000 },
    );
    const counts = questionsByTopic(runExam(testPlan({ parts: ['part1'] }), slow));
    // The last one may be cut off by the part's end.
    for (const count of counts.slice(0, -1)) expect(count).toBeGreaterThanOrEqual(3);
    for (const count of counts) expect(count).toBeLessThanOrEqual(5);
  });

  test('are announced before their questions, after a neutral word between them', () => {
    const { lines } = runPart('part1', [], LONG);
    const announced = lines.flatMap(({ purpose }, index) => (purpose === 'topicAnnouncement' ? [index] : []));
    expect(announced).toHaveLength(3);
    for (const index of announced) expect(lines[index + 1]?.purpose).toBe('question');
    for (const index of announced.slice(1)) expect(lines[index - 1]?.purpose).toBe('transition');
  });
});

describe('silence in Part 1', () => {
  test('ends it only when the question after it was given twice as well, and the one after that', () => {
    const record = runPart('part1', [], SILENCE);
    const asked = new Map<string, number>();
    for (const { questionId } of listensOf(record, 'part1')) asked.set(questionId, (asked.get(questionId) ?? 0) + 1);
    expect([...asked.values()]).toEqual([2, 2, 2]);
  });

  test.each([
    ['nothing', SILENCE, []],
    ['something', LONG, ['transition']],
  ] as const)(
    'is not thanked for: the words before the next part are for whoever said something (%s)',
    (_, answer, expected) => {
      const { lines } = runExam(
        testPlan({ parts: ['part1', 'part2'] }),
        polite(() => answer),
      );
      const next = lines.findIndex(({ part }) => part === 'part2');
      const lastQuestion = lines.findLastIndex(({ part, questionId }) => part === 'part1' && questionId !== null);
      expect(lines.slice(lastQuestion + 1, next).map(({ purpose }) => purpose)).toEqual(expected);
    },
  );

  test('does not end it for who speaks now and then', () => {
    const twoSilent = Array<FakeAnswer>(4).fill(SILENCE);
    const record = runPart('part1', [...twoSilent, LONG, ...twoSilent, LONG, ...twoSilent]);
    expect(notesOf(record).filter((note) => note === 'noAnswer')).toHaveLength(6);
    expect(record.commands.filter((each) => each.type === 'endPart')[1]).toMatchObject({ reason: 'completed' });
  });

  test('does not end it for who presses a key instead of speaking: somebody is there', () => {
    const record = runPart('part1', Array<FakeAnswer>(8).fill({ text: '', speechMs: 0, reason: 'finishedKey' }));
    expect(notesOf(record).filter((note) => note === 'noAnswer')).toHaveLength(8);
    expect(record.commands.filter((each) => each.type === 'endPart')[1]).toMatchObject({ reason: 'completed' });
  });
});

test('an answer in another language is noted, and the next thing said is the next question', () => {
  const text = 'me gusta mucho la música porque es muy importante para mi familia y los amigos';
  const record = runPart('part1', [{ text, speechMs: 8000 }]);
  const [first] = listensOf(record, 'part1');
  if (first === undefined) throw new Error('nothing was asked');
  expect(notesOf(record)).toEqual(['foreignLanguage']);
  expect(linesAfter(record, first).map(({ purpose }) => purpose)).toEqual(['question']);
  expect(textsOf(record, 'decline')).toEqual([]);
});
