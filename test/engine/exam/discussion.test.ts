/** Part 3: how its questions follow the answers, without a language model. */
import { describe, expect, test } from 'vitest';
import { loadQuestionBank } from '../../../src/providers/question-bank/load-question-bank.js';
import { LINES } from '../../../src/engine/exam/lines.js';
import { linesAfter, listensOf, notesOf, polite, requestsOf, runExam, runPart, testPlan, textsOf } from './driver.js';
import type { ExamRecord, FakeAnswer } from './driver.js';

const bank = await loadQuestionBank();

const WEAK: FakeAnswer = { text: "i don't know", speechMs: 1500 };
const ADEQUATE: FakeAnswer = {
  text: 'i like it very much and we do it at the weekend with all of them',
  speechMs: 9000,
};
const STRONG: FakeAnswer = {
  text: 'i like it because it is cheap, although it would be better if it was near',
  speechMs: 30_000,
};

function levels(record: ExamRecord): string {
  return textsOf(record, 'question')
    .map((text) => /Level (\d)/.exec(text)?.[1] ?? '')
    .join('');
}

describe('the level of the questions', () => {
  test('rises after two answers in between, for difficulty rises in Part 3', () => {
    const plan = testPlan({ parts: ['part3'] });
    const more = [3, 4, 5].map((number) => ({
      id: `more-${String(number)}`,
      level: 1 as const,
      text: `Level 1 question ${String(number)}?`,
      simpler: `Simpler level 1 question ${String(number)}?`,
      followUp: `Is question ${String(number)} the same for everyone?`,
    }));
    const record = runExam(
      { ...plan, discussion: [...more, ...plan.discussion] },
      polite(() => ADEQUATE),
    );
    // Each such answer is followed up, and the follow-up's answer counts for nothing.
    expect(levels(record).slice(0, 5)).toBe('11223');
  });

  test('falls after a weak answer to a harder question', () => {
    // The second strong answer is to a follow-up.
    expect(levels(runPart('part3', [STRONG, STRONG, WEAK], WEAK)).slice(0, 3)).toBe('121');
  });

  test('a weak answer is not followed up', () => {
    const record = runPart('part3', [WEAK], STRONG);
    const [first] = listensOf(record, 'part3');
    if (first === undefined) throw new Error('nothing was asked');
    expect(linesAfter(record, first).map(({ purpose }) => purpose)).toEqual(['question']);
  });
});

describe('the time of the part', () => {
  const goesOn = (record: ExamRecord) =>
    listensOf(record, 'part3').filter(({ questionId }) => /-goOn/.test(questionId));

  test('is filled with lines that go on with an answer where the card has too little for answers of one sentence', () => {
    for (const speechMs of [4000, 6000, 9000, 14_000]) {
      const record = runPart('part3', [], { ...ADEQUATE, speechMs });
      expect(record.partMs['part3']).toBeGreaterThan(4 * 60_000);
      expect(record.partMs['part3']).toBeLessThan(5 * 60_000);
      // Never at the cost of the card's own questions, and never more than two after a question and its follow-up.
      expect(textsOf(record, 'question')).toHaveLength(6);
      expect(textsOf(record, 'followUp').length).toBeLessThanOrEqual(18);
    }
  });

  test('is filled with every card of the bank by the shortest answers, mostly with questions of its own', () => {
    const words = 'i think it is good for people because they like it very much and so do i'.split(' ');
    for (const { id: cardId } of bank.cards) {
      for (const [count, speechMs] of [
        [7, 3000],
        [17, 6000],
      ] as const) {
        const record = runExam(
          testPlan({ bank, parts: ['part3'], cardId }),
          polite(() => ({ text: words.slice(0, count).join(' '), speechMs })),
        );
        const texts = record.lines.filter(({ part }) => part === 'part3').map(({ text }) => text);
        expect([cardId, (record.partMs['part3'] ?? 0) >= 4 * 60_000]).toEqual([cardId, true]);
        expect(record.partMs['part3']).toBeLessThan(5 * 60_000);
        expect(goesOn(record).length).toBeLessThan(texts.length / 5);
      }
    }
  });

  test('is filled by asking for more where an answer was said in one breath, once for each follow-up', () => {
    const record = runPart('part3', [], { ...ADEQUATE, speechMs: 4000 });
    const prompted = record.lines.filter(({ purpose }) => purpose === 'prompt').map(({ questionId }) => questionId);
    expect(prompted.length).toBeGreaterThan(0);
    expect(new Set(prompted).size).toBe(prompted.length);
    expect(prompted.filter((id) => !(id ?? '').endsWith('follow-up'))).toEqual([]);
  });

  test('is filled with the second follow-up before any other line', () => {
    const plan = testPlan({ parts: ['part3'] });
    const discussion = plan.discussion.map((question) => ({ ...question, secondFollowUp: `And ${question.id}?` }));
    const record = runExam(
      { ...plan, discussion },
      polite(() => ({ ...ADEQUATE, speechMs: 6000 })),
    );
    const ids = listensOf(record, 'part3').map(({ questionId }) => questionId);
    const asked = discussion.map(({ id }) => id).filter((id) => ids.includes(id));
    // Once asked, and once more about it.
    const after = ['', '-follow-up', '-second-follow-up', '-second-follow-up'];
    expect(asked.length).toBeGreaterThan(4);
    for (const id of asked) {
      const begin = ids.indexOf(id);
      expect(ids.slice(begin, begin + after.length)).toEqual(after.map((suffix) => `${id}${suffix}`));
    }
    expect(ids).toHaveLength(asked.length * after.length);
  });

  test('is filled by the card alone where answers are as long as they should be', () => {
    expect(goesOn(runPart('part3', [], STRONG))).toEqual([]);
    expect(goesOn(runPart('part3', [], { ...ADEQUATE, speechMs: 25_000 }))).toEqual([]);
  });

  test('is not filled by pressing who does not know, or is silent, or has all the time there is', () => {
    expect(goesOn(runPart('part3', [], WEAK))).toEqual([]);
    expect(goesOn(runPart('part3', [], { text: null }))).toEqual([]);
    const untimed = runExam(
      testPlan({ parts: ['part3'], timing: 'untimed' }),
      polite(() => ADEQUATE),
    );
    expect(goesOn(untimed)).toEqual([]);
  });
});

describe('a line that goes on with an answer', () => {
  const SHORT: FakeAnswer = { text: 'i think it is good for people', speechMs: 2500 };
  const asks = (text: string, followUp: string) => {
    const plan = testPlan({ parts: ['part3'] });
    const discussion = plan.discussion.map((question) => ({ ...question, text, followUp }));
    const record = runExam(
      { ...plan, discussion },
      polite(() => SHORT),
    );
    return textsOf(record, 'followUp').filter((line) => line !== followUp);
  };

  test('is a prompt itself: a short answer to it is not asked to be longer', () => {
    const record = runPart('part3', [], SHORT);
    const prompts = record.lines.filter(({ purpose }) => purpose === 'prompt');
    expect(prompts.length).toBeGreaterThan(0);
    expect(prompts.filter(({ questionId }) => /-goOn/.test(questionId ?? ''))).toEqual([]);
    expect(record.lines.filter(({ questionId }) => /-goOn/.test(questionId ?? ''))).not.toEqual([]);
  });

  test('makes sense after the question, asks for nothing that was asked, and is not said twice about a question', () => {
    const cases: [string, string, string[]][] = [
      ['Who repairs things?', 'How do people pay for that?', ['example', 'future', 'always', 'other countries']],
      // How something might change was just asked, as was how it is abroad.
      ['How might that change?', 'How do people pay for that?', ['example', 'other countries']],
      ['Who likes foreign food?', 'How do people pay for that?', ['example', 'future', 'always']],
      // What should be is not so yet, and may be disputed.
      ['Why is that?', 'What should residents do about it?', ['everybody', 'another age']],
      ['Does everybody agree?', 'Where should the limit be?', ['Why', 'another age']],
      ['What do you borrow?', 'How long do you keep such things?', ['your age']],
      ['What do you borrow?', 'Who do you ask first?', ['Why', 'your age']],
      ['What do pupils do?', 'How did people do it before?', ['today']],
      ['What costs most?', 'How would people react?', ['everywhere']],
      // One fact, one thing that is as it is.
      ['How did people travel?', 'What traces of that can you still find?', []],
      ['Which exceptions are there?', 'What exceptions can you think of?', []],
      ['What do you know about them?', 'How much would you like to know?', ['Why']],
      ['What makes a good listener?', 'What is the difference?', []],
    ];
    for (const [text, followUp, words] of cases) {
      const lines = asks(text, followUp);
      const said = [...new Set(lines)].toSorted();
      const expected = Object.entries(LINES).flatMap(([name, [line]]) =>
        name.startsWith('goOn') && words.some((word) => line.includes(word)) ? [line] : [],
      );
      expect([followUp, said]).toEqual([followUp, expected.toSorted()]);
      expect(lines.length).toBeLessThanOrEqual(2 * 6);
    }
  });

  test('is another one with each question, as far as they go', () => {
    const lines = asks('Who repairs things?', 'How do people pay for that?');
    expect(new Set(lines.slice(0, 4)).size).toBe(4);
  });
});

test('a word is explained by the simpler question, as is a question that was not understood', () => {
  const record = runPart('part3', [{ text: 'what does level mean', speechMs: 1500 }]);
  const [question] = textsOf(record, 'question');
  expect(requestsOf(record)).toEqual(['explain']);
  expect(textsOf(record, 'rephrase')).toEqual([question?.replace('Level', 'Simpler level')]);
});

test('an answer that ran too long is closed with thanks, whether a follow-up or a new question comes next', () => {
  const record = runPart('part3', [], { text: ADEQUATE.text, speechMs: 90_000 });
  const turns = listensOf(record, 'part3').slice(0, -1);
  expect(turns.length).toBeGreaterThan(2);
  for (const turn of turns) expect(linesAfter(record, turn)[0]?.purpose).toBe('transition');
  expect(turns[0]?.softLimitMs).toBe(75_000);
});

test('seconds of speech that nobody could make out are an answer, not a short one', () => {
  const record = runPart('part3', [{ text: '', speechMs: 4000 }]);
  const [first] = listensOf(record, 'part3');
  expect(record.lines.filter(({ questionId }) => questionId === first?.questionId)).toHaveLength(1);
  expect(notesOf(record)).toEqual([]);
});

test('silence ends it only after three questions, each given twice', () => {
  const record = runPart('part3', [], { text: null });
  const asked = listensOf(record, 'part3').map(({ questionId }) => questionId);
  expect(asked).toHaveLength(6);
  expect(new Set(asked).size).toBe(3);
});

test('what a score will be is not told, however often it is asked; then the examiner goes on', () => {
  const record = runPart('part3', Array<FakeAnswer>(4).fill({ text: 'what is my score', speechMs: 1200 }));
  expect(requestsOf(record)).toEqual(['score', 'score', 'score', 'score']);
  expect(textsOf(record, 'decline')).toHaveLength(3);
  const asked = listensOf(record, 'part3').map(({ questionId }) => questionId);
  expect([new Set(asked.slice(0, 4)).size, asked[4] === asked[3]]).toEqual([1, false]);
});

test('asked how long it takes, the examiner names this part', () => {
  const record = runPart('part3', [{ text: 'how long is this part', speechMs: 1200 }]);
  expect(textsOf(record, 'procedure')).toEqual([expect.stringContaining('discuss general questions')]);
});
