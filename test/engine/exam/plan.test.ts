import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isAppError } from '../../../src/engine/errors.js';
import type { PlanRequest } from '../../../src/engine/exam/plan.js';
import { seededRandom } from '../../../src/engine/statistics/seeded-random.js';
import { examTimes } from '../../../src/engine/exam/times.js';
import { TEST_BANK } from '../../support/test-bank.js';
import { testPlan } from './driver.js';

describe('planning a test', () => {
  test('the same seed plans the same test, other seeds other tests', () => {
    expect(testPlan({ seed: 3 })).toEqual(testPlan({ seed: 3 }));
    const cards = new Set(Array.from({ length: 20 }, (_, seed) => testPlan({ seed }).card?.id));
    expect(cards.size).toBe(TEST_BANK.cards.length);
  });

  test('for any seed Part 1 opens with a frame topic, then familiar ones, nothing twice', () => {
    fc.assert(
      fc.property(fc.integer(), (seed) => {
        const plan = testPlan({ seed });
        expect(plan.topics.map((topic) => topic.kind)).toEqual(['frame', ...Array<string>(6).fill('familiar')]);
        const ids = plan.topics.flatMap((topic) => topic.questions.map((question) => question.id));
        expect(new Set(ids).size).toBe(ids.length);
        expect(ids).toHaveLength(35);
        expect(JSON.parse(JSON.stringify(plan))).toEqual(plan);
      }),
      { seed: 1, numRuns: 50 },
    );
  });

  test('what was asked recently is avoided while anything else is left', () => {
    const first = testPlan({ seed: 5 });
    const avoid = [first.card?.id ?? '', first.topics[0]?.id ?? '', 'music-1'];
    const second = testPlan({ seed: 5, avoid });
    expect(second.card?.id).not.toBe(first.card?.id);
    expect(second.topics[0]?.id).not.toBe(first.topics[0]?.id);
    expect(second.topics.some((topic) => topic.id === 'music')).toBe(second.topics.length === 9);
    const everything = TEST_BANK.cards.map((card) => card.id);
    expect(testPlan({ avoid: everything }).card).not.toBeNull();
  });

  test('wanted topics and the wanted card are taken; a frame topic still opens', () => {
    const plan = testPlan({ topicIds: ['cooking', 'sport'], cardId: 'card-teacher' });
    expect(plan.topics[0]?.kind).toBe('frame');
    expect(plan.topics.slice(1, 3).map((topic) => topic.id)).toEqual(['cooking', 'sport']);
    expect(plan.card?.id).toBe('card-teacher');
  });

  test('a test has no card on the subject of a topic, unless both are asked for', () => {
    const cards = TEST_BANK.cards.map((card) => ({ ...card, sameSubject: ['music', 'hometown'] }));
    const other = { ...(cards[0] as (typeof cards)[number]), id: 'other', sameSubject: [] };
    const bank = { ...TEST_BANK, cards: [...cards, other] };
    for (let seed = 0; seed < 20; seed += 1) {
      const { topics, card } = testPlan({ bank, seed });
      const overlap = topics.filter(({ id }) => card?.sameSubject?.includes(id));
      expect([overlap, topics.length]).toEqual([[], 7]);
      const plan = testPlan({ bank, seed, cardId: 'card-teacher' });
      expect(plan.topics.slice(0, 5).map(({ id }) => id)).not.toContain('music');
      expect(plan.topics[0]?.id).not.toBe('hometown');
    }
    const both = testPlan({ bank, topicIds: ['music'], cardId: 'card-teacher' });
    expect([both.card?.id, both.topics.map(({ id }) => id).includes('music')]).toEqual(['card-teacher', true]);
  });

  test('parts come in exam order; Part 3 is the same with and without Part 1', () => {
    expect(testPlan({ parts: ['part3', 'part1', 'part3'] }).parts).toEqual(['part1', 'part3']);
    expect(testPlan({ parts: ['part3'] }).discussion).toEqual(testPlan().discussion);
    expect(testPlan({ parts: ['part1'] }).card).toBeNull();
    expect(testPlan({ parts: ['part2'] }).topics).toEqual([]);
  });

  test.each<[Partial<PlanRequest>, string, string]>([
    [{ topicIds: ['musik'] }, 'exam.unknownTopic', '"music"'],
    [{ cardId: 'card-teecher\u001b[2J' }, 'exam.unknownCard', '"card-teacher"'],
    [{ parts: [] }, 'exam.noParts', 'part'],
  ])('%j is refused with %s', (request, code, words) => {
    try {
      testPlan(request);
      expect.unreachable();
    } catch (error) {
      if (!isAppError(error)) throw error;
      expect(error).toMatchObject({ code, exitCode: 2 });
      expect(error.message).toContain(words);
      expect(error.message).not.toMatch(/\p{Cc}/u);
    }
  });

  test('the clocks of a part are the same in standard and strict; untimed ones still end', () => {
    const [standard, strict, untimed] = [examTimes('standard'), examTimes('strict'), examTimes('untimed')];
    for (const clock of ['part1TargetMs', 'part1HardMs', 'longTurnMs', 'part3TargetMs', 'part3HardMs'] as const) {
      expect(strict[clock]).toBe(standard[clock]);
      expect(untimed[clock]).toBeGreaterThan(standard[clock]);
      expect(Number.isFinite(untimed[clock])).toBe(true);
    }
    expect(testPlan({ timing: 'untimed' }).topics.map((topic) => topic.questions.length)).toEqual([4, 4, 4]);
  });
});

test('seeded randomness stays in range and repeats', () => {
  const [first, second] = [seededRandom(9), seededRandom(9)];
  const draws = Array.from({ length: 200 }, () => first.below(6));
  expect(draws).toEqual(Array.from({ length: 200 }, () => second.below(6)));
  expect(new Set(draws)).toEqual(new Set([0, 1, 2, 3, 4, 5]));
  expect(first.below(1)).toBe(0);
});
