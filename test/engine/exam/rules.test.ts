/** What an examiner may and must do, part by part. */
import { describe, expect, test } from 'vitest';
import { advanceExam, startExam } from '../../../src/engine/exam/examiner.js';
import type { ListenCommand, RatedPart } from '../../../src/engine/exam/types.js';
import { listensOf as listens, PLAIN, requestsOf, runPart as run, testPlan, textsOf } from './driver.js';
import type { ExamRecord, FakeAnswer } from './driver.js';

const DEVELOPED: FakeAnswer = {
  text: 'i like it because it is cheap, although it would be better if it was near',
  speechMs: 30_000,
};

describe('Part 1', () => {
  test('repeats word for word, twice at most, then goes on', () => {
    const record = run('part1', Array<FakeAnswer>(3).fill({ text: 'sorry?', speechMs: 600 }));
    const [question] = textsOf(record, 'question');
    expect(textsOf(record, 'repeat')).toEqual([question, question]);
    const ids = listens(record, 'part1').map((each) => each.questionId);
    expect(new Set(ids.slice(0, 3)).size).toBe(1);
    expect(ids[3]).not.toBe(ids[2]);
    expect(requestsOf(record)).toEqual(['repeat', 'repeat', 'repeat']);
  });

  test('repeats on request, and once after silence, whatever else was asked before', () => {
    const score: FakeAnswer = { text: 'what is my score', speechMs: 1200 };
    const again: FakeAnswer = { text: 'sorry?', speechMs: 600 };
    for (const last of [again, { text: null }]) {
      const record = run('part1', [score, score, last]);
      const [question] = textsOf(record, 'question');
      expect(textsOf(record, 'decline')).toHaveLength(2);
      expect(textsOf(record, 'repeat').slice(0, 3)).toEqual([question, question, question]);
    }
  });

  test('explains no word', () => {
    const record = run('part1', [{ text: 'what does important mean', speechMs: 900 }]);
    expect(textsOf(record, 'explanation')).toEqual([]);
    expect(textsOf(record, 'rephrase')).toEqual([]);
    expect(textsOf(record, 'decline')).toEqual(['I am afraid I cannot explain the question, but I can repeat it.']);
  });

  test('prompts once after a short answer, then goes on', () => {
    const record = run('part1', Array<FakeAnswer>(2).fill({ text: 'sometimes', speechMs: 600 }));
    expect(textsOf(record, 'prompt')).toHaveLength(1);
    expect(record.commands.filter((each) => each.type === 'note')).toMatchObject([{ note: 'shortAnswer' }]);
    const ids = listens(record, 'part1').map((each) => each.questionId);
    expect(ids[1]).toBe(ids[0]);
    expect(ids[2]).not.toBe(ids[1]);
  });

  test("does not press someone who has said that's all, or that they do not know", () => {
    for (const text of ["no, that's all", "i don't know"]) {
      expect(textsOf(run('part1', [{ text, speechMs: 900 }]), 'prompt')).toEqual([]);
    }
  });

  test('after silence repeats once, then asks the next question', () => {
    const record = run('part1', [{ text: null }, { text: null }]);
    expect(textsOf(record, 'repeat')).toHaveLength(1);
    expect(record.commands.filter((each) => each.type === 'note')).toMatchObject([{ note: 'noAnswer' }]);
    expect(record.commands.filter((each) => each.type === 'endPart')[1]).toMatchObject({ reason: 'completed' });
  });

  test('closes an answer that ran long with thanks', () => {
    const record = run('part1', [{ ...PLAIN, speechMs: 90_000 }]);
    const [first] = listens(record, 'part1');
    const after = record.commands.slice(record.commands.indexOf(first as ListenCommand) + 1);
    expect(after[0]).toMatchObject({ type: 'say', line: { purpose: 'transition' } });
    expect(first).toMatchObject({ softLimitMs: 35_000 });
  });

  test('starts no question after the target time and stops at the hard one', () => {
    const record = run('part1', [], { ...PLAIN, speechMs: 90_000 });
    for (const listen of listens(record, 'part1')) {
      expect(listen.hardStopAtMs).toBe((listens(record, 'part1')[0] as ListenCommand).hardStopAtMs);
    }
    expect(record.partMs['part1']).toBeGreaterThan(4 * 60_000);
    expect(record.partMs['part1']).toBeLessThanOrEqual(5 * 60_000 + 1000);
  });

  test('the repeat key repeats, and is bounded like the spoken request', () => {
    const record = run('part1', Array<FakeAnswer>(3).fill({ text: null, input: 'repeatRequested' }));
    expect(textsOf(record, 'repeat')).toHaveLength(2);
    expect(record.commands.filter((each) => each.type === 'noteRequest')).toMatchObject([{ turnId: null }, {}, {}]);
  });
});

describe.each([
  ['what is my score', 'score', 'decline'],
  ['what do you think', 'opinion', 'decline'],
  ['was that right', 'correctness', 'decline'],
  ['how long do i have', 'procedure', 'procedure'],
  ['just a moment please', 'pause', 'procedure'],
] as const)('asked: %s', (text, request, purpose) => {
  test.each(['part1', 'part2', 'part3'] as const)(
    'answers in one line in %s and goes on with the same question',
    (part) => {
      const record = run(part, [{ text, speechMs: 900 }]);
      expect(requestsOf(record)).toEqual([request]);
      expect(textsOf(record, purpose)).toHaveLength(1);
      const [first, second] = listens(record, part);
      expect(second?.questionId).toBe(first?.questionId);
    },
  );
});

describe('Part 2', () => {
  const TALK: FakeAnswer = { text: 'it was a long journey and we were tired in the end', speechMs: 90_000 };

  test('reads the card out and shows it before the preparation begins', () => {
    const record = run('part2', [TALK]);
    const order = record.commands.filter((each) => ['showCard', 'say', 'prepare'].includes(each.type));
    const prepare = order.findIndex((each) => each.type === 'prepare');
    expect(order.slice(prepare - 2, prepare)).toMatchObject([
      { type: 'showCard' },
      { type: 'say', line: { purpose: 'card' } },
    ]);
  });

  test('prompts once when the candidate stops before a minute; the two minutes still count from the first speech', () => {
    const record = run('part2', [
      { ...TALK, speechMs: 30_000 },
      { ...TALK, speechMs: 200_000 },
    ]);
    expect(textsOf(record, 'prompt')).toEqual(['Can you tell me anything more about that?']);
    const [first, second] = listens(record, 'part2');
    expect(first).toMatchObject({ hardStopAtMs: null, limitFromFirstSpeechMs: 120_000, endSilenceMs: 6000 });
    expect(second?.hardStopAtMs).not.toBeNull();
    expect(second?.limitFromFirstSpeechMs).toBeLessThan(90_000);
  });

  test('notes a long turn that stayed short after the prompt', () => {
    const record = run('part2', [
      { ...TALK, speechMs: 20_000 },
      { text: "that's all", speechMs: 800, reason: 'saidFinished' },
    ]);
    expect(record.commands.filter((each) => each.type === 'note')).toMatchObject([{ note: 'stoppedEarly' }]);
    expect(textsOf(record, 'prompt')).toHaveLength(1);
  });

  test.each(['saidFinished', 'finishedKey', 'silence'] as const)(
    'ended by %s is prompted before a minute, not after',
    (reason) => {
      const prompts = (speechMs: number) => textsOf(run('part2', [{ ...TALK, speechMs, reason }]), 'prompt').length;
      expect([prompts(40_000), prompts(70_000)]).toEqual([1, 0]);
    },
  );

  test('explains one word of the card, and only one', () => {
    const ask: FakeAnswer = { text: 'what does memorable mean', speechMs: 1200 };
    const record = run('part2', [ask, ask, TALK]);
    expect(textsOf(record, 'explanation')).toEqual(['Memorable means easy to remember.']);
    expect(textsOf(record, 'decline')).toHaveLength(1);
  });

  test('a minute of speech of which one word was recognised is a talk, not a request', () => {
    const record = run('part2', [{ text: 'what', speechMs: 80_000 }]);
    expect(requestsOf(record)).toEqual([]);
    expect(textsOf(record, 'roundingOff').length).toBeGreaterThan(0);
  });

  test('asks one or two rounding-off questions, fewer when time has run out', () => {
    expect(textsOf(run('part2', [{ ...TALK, speechMs: 60_000 }]), 'roundingOff')).toHaveLength(2);
    expect(
      textsOf(run('part2', [{ ...TALK, speechMs: 120_000 }], { ...PLAIN, speechMs: 20_000 }), 'roundingOff'),
    ).toHaveLength(1);
  });

  test('typed talks count the time it would take to say them', () => {
    const long = run('part2', [{ ...TALK, speechMs: 70_000, reason: 'typed' }]);
    const short = run('part2', [{ ...TALK, speechMs: 9000, reason: 'typed' }]);
    expect([textsOf(long, 'prompt').length, textsOf(short, 'prompt').length]).toEqual([0, 1]);
  });
});

describe('Part 3', () => {
  const levels = (record: ExamRecord): string[] =>
    textsOf(record, 'question').map((text) => /Level (\d)/.exec(text)?.[1] ?? '');

  test('strong answers raise the level, and the next is higher or as high', () => {
    expect(levels(run('part3', [], DEVELOPED)).slice(0, 4)).toEqual(['1', '2', '3', '3']);
  });

  test('weak answers keep to concrete questions while there are any', () => {
    expect(levels(run('part3', [], { text: 'not really', speechMs: 900 })).slice(0, 2)).toEqual(['1', '1']);
  });

  test('an answer in between is followed up', () => {
    const record = run('part3', []);
    expect(
      record.lines
        .filter((line) => line.part === 'part3')
        .map((line) => line.purpose)
        .slice(1, 3),
    ).toEqual(['question', 'followUp']);
  });

  test('prompts once after a short answer, then goes on', () => {
    const record = run('part3', Array<FakeAnswer>(2).fill({ text: 'not really', speechMs: 900 }));
    const ids = listens(record, 'part3').map((each) => each.questionId);
    const prompts = record.lines.filter(({ purpose, questionId }) => purpose === 'prompt' && questionId === ids[0]);
    expect(prompts).toHaveLength(1);
    expect([ids[1] === ids[0], ids[2] === ids[1]]).toEqual([true, false]);
  });

  test('rephrases what was not understood', () => {
    const record = run('part3', [{ text: "sorry i don't understand the question", speechMs: 1500 }]);
    const [question] = textsOf(record, 'question');
    expect(textsOf(record, 'rephrase')).toEqual([question?.replace('Level', 'Simpler level')]);
  });

  test('waits longer than Part 1', () => {
    const patience = (part: RatedPart): number => listens(run(part, []), part)[0]?.patienceMs ?? 0;
    expect(patience('part3')).toBeGreaterThan(patience('part1'));
  });
});

describe('ending early', () => {
  test.each<[string, FakeAnswer]>([
    ['asked to', { text: 'i want to stop the test', speechMs: 1500 }],
    ['the quit action', { text: null, input: 'quit' }],
  ])('%s: politely, with status ended', (_, answer) => {
    const record = run('part1', [PLAIN, answer]);
    expect(record.commands.slice(-5)).toMatchObject([
      { type: 'endPart', part: 'part1', reason: 'quit' },
      { type: 'startPart', part: 'closing' },
      { type: 'say', line: { purpose: 'closing' } },
      { type: 'endPart', part: 'closing' },
      { type: 'end', status: 'ended' },
    ]);
  });

  test('a doubtful recognition does not end the test', () => {
    const record = run('part1', [{ text: 'i want to stop the test', speechMs: 1500, confidence: 0.3 }]);
    expect(record.commands.at(-1)).toEqual({ type: 'end', status: 'completed' });
  });

  test('quit before the beginning ends at once; inputs out of place change nothing', () => {
    const fresh = startExam(testPlan());
    expect(advanceExam(fresh, { type: 'quit', atMs: 0 }).commands).toEqual([{ type: 'end', status: 'ended' }]);
    expect(advanceExam(fresh, { type: 'repeatRequested', atMs: 5 })).toEqual({ state: fresh, commands: [] });
    const begun = advanceExam(fresh, { type: 'begin', atMs: 0 }).state;
    expect(advanceExam(begun, { type: 'begin', atMs: 9 })).toEqual({ state: begun, commands: [] });
  });
});

test('another language is noted and not commented on', () => {
  const text = 'me gusta mucho la música porque es muy importante para mi familia y los amigos';
  const record = run('part1', [{ text, speechMs: 8000 }]);
  expect(record.commands.filter((each) => each.type === 'note')).toMatchObject([
    { note: 'foreignLanguage', detail: 'Spanish' },
  ]);
});
