/** The clocks of the parts, where somebody set others than the published ones. */
import { describe, expect, test } from 'vitest';
import { runExam, polite, testPlan } from './driver.js';

const TALK = 'i live in a small town near the sea and i like it because there are many people that i know there';
const OWN = {
  part1TargetMs: 90_000,
  part1HardMs: 120_000,
  longTurnMs: 180_000,
  part3TargetMs: 60_000,
  part3HardMs: 75_000,
};

describe('own times of the parts', () => {
  test.each(['standard', 'strict'] as const)('hold in a %s test, and nothing else of its times changes', (timing) => {
    const usual = testPlan({ timing });
    const own = testPlan({ timing, times: OWN });
    expect(own.times).toEqual({ ...usual.times, ...OWN });
    expect(testPlan({ timing, times: {} })).toEqual(usual);
  });

  test('end the parts', () => {
    const { partMs } = runExam(
      testPlan({ times: OWN }),
      polite(() => ({ text: TALK, speechMs: 20_000 })),
    );
    expect(partMs['part1']).toBeGreaterThan(60_000);
    expect(partMs['part1']).toBeLessThanOrEqual(120_000);
    expect(partMs['part3']).toBeLessThanOrEqual(75_000);
  });

  test('are what the examiner says of the test', () => {
    const said = (times: Partial<typeof OWN>) =>
      runExam(
        testPlan({ times }),
        polite((listen) => ({ text: listen.moment === 'longTurn' ? TALK : 'how long is this part', speechMs: 3000 })),
      ).dialogue.join('\n');
    const usual = said({});
    expect(usual).toContain('talk about the subject for one to two minutes.');
    expect(usual).toContain('short questions about you, for four to five minutes.');
    const own = said(OWN);
    expect(own).toContain('talk about the subject for one to three minutes.');
    expect(own).toContain('short questions about you, for up to two minutes.');
    expect(own).not.toContain('four to five');
    expect(said({ longTurnMs: 90_000 })).toContain('talk about the subject for up to one and a half minutes.');
    expect(said({ longTurnMs: 130_000 })).toContain('for up to two minutes and 10 seconds.');
  });

  test('do not count where there are no clocks', () => {
    expect(testPlan({ timing: 'untimed', times: OWN })).toEqual(testPlan({ timing: 'untimed' }));
  });

  test('bring more topics to a longer Part 1, as far as the bank goes', () => {
    const count = (part1TargetMs: number) =>
      testPlan({ times: { part1TargetMs, part1HardMs: 1_200_000 } }).topics.length;
    expect(count(60_000)).toBeLessThan(count(270_000));
    expect(count(1_200_000)).toBeGreaterThanOrEqual(count(270_000));
  });
});
