/** Late turns, clocks that jump back, and a crash in the middle. */
import { describe, expect, test } from 'vitest';
import { advanceExam, resumeExam, startExam } from '../../../src/engine/exam/examiner.js';
import type { ExamInput, ExamState, ExamStep, ListenCommand } from '../../../src/engine/exam/types.js';
import { allSaid, testPlan } from './driver.js';

function turn(turnId: string, atMs: number): ExamInput {
  const text = 'my name is maria lopez and i like it here by the sea';
  return {
    type: 'turnEnded',
    atMs,
    turnId,
    text,
    speechMs: 4000,
    firstSpeechAtMs: 0,
    reason: 'endpoint',
    confidence: 1,
  };
}

function listenOf(step: ExamStep): ListenCommand {
  const last = step.commands.at(-1);
  if (last?.type !== 'listen') throw new Error(`the step ends in ${last?.type ?? 'nothing'}`);
  return last;
}

/** Into Part 1 by answering the introduction, five seconds a turn. */
function intoPart1(): ExamStep {
  let step = advanceExam(startExam(testPlan()), { type: 'begin', atMs: 0 });
  for (let atMs = 5000; step.state.phase === 'introduction'; atMs += 5000) {
    step = advanceExam(step.state, turn(listenOf(step).turnId, atMs));
  }
  return step;
}

describe('inputs that come late', () => {
  test('a turn that is no longer listened to changes nothing', () => {
    const first = intoPart1();
    const old = listenOf(first).turnId;
    const second = advanceExam(first.state, turn(old, 30_000));
    expect(advanceExam(second.state, turn(old, 31_000))).toEqual({ state: second.state, commands: [] });
  });

  test('a clock that jumps back gives no part more time', () => {
    const first = intoPart1();
    const late = advanceExam(first.state, turn(listenOf(first).turnId, 200_000));
    const early = advanceExam(late.state, turn(listenOf(late).turnId, 1000));
    expect(early.state.memory['lastAtMs']).toBe(200_000);
    expect(listenOf(early).hardStopAtMs).toBe(listenOf(first).hardStopAtMs);
  });
});

describe('resuming', () => {
  const resume = (state: ExamState, atMs: number): ExamStep => resumeExam(state, atMs, allSaid(state));
  const revive = (state: ExamState): ExamState => JSON.parse(JSON.stringify(state)) as ExamState;

  test('asks the open question again under a new turn; the part clock goes on', () => {
    const before = intoPart1();
    const resumed = resume(revive(before.state), 60_000);
    expect(listenOf(resumed).questionId).toBe(listenOf(before).questionId);
    expect(listenOf(resumed).turnId).not.toBe(listenOf(before).turnId);
    expect(listenOf(resumed).hardStopAtMs).toBe(listenOf(before).hardStopAtMs);
    expect(advanceExam(resumed.state, turn(listenOf(before).turnId, 61_000)).commands).toEqual([]);
  });

  test("goes on to the next part when the part's time was already used up", () => {
    const resumed = resume(revive(intoPart1().state), 400_000);
    expect(resumed.commands.find((each) => each.type === 'endPart')).toMatchObject({
      part: 'part1',
      reason: 'completed',
    });
    expect(resumed.commands.at(-1)?.type).toBe('prepare');
  });

  test('the long turn starts again with its two minutes; after the prompt only the rest of them is given', () => {
    let step = advanceExam(startExam(testPlan({ parts: ['part2'] })), { type: 'begin', atMs: 0 });
    let atMs = 0;
    while (step.state.phase === 'introduction') {
      atMs += 5000;
      step = advanceExam(step.state, turn(listenOf(step).turnId, atMs));
    }
    const talking = advanceExam(step.state, { type: 'preparationEnded', atMs: 100_000, reason: 'timeUp' });
    const again = resume(revive(talking.state), 150_000);
    expect(listenOf(again)).toMatchObject({ limitFromFirstSpeechMs: 120_000, hardStopAtMs: null });

    const short: ExamInput = { ...turn(listenOf(talking).turnId, 130_000), firstSpeechAtMs: 102_000 } as ExamInput;
    const prompted = advanceExam(talking.state, short);
    expect(listenOf(prompted).hardStopAtMs).toBe(222_000);
    expect(listenOf(resume(revive(prompted.state), 140_000)).hardStopAtMs).toBe(222_000);
    expect(resume(revive(prompted.state), 221_000).state.phase).toBe('roundingOff');
  });

  test('whoever was talking about the card sees it again; whoever had done so gives it back', () => {
    let step = advanceExam(startExam(testPlan({ parts: ['part2'] })), { type: 'begin', atMs: 0 });
    for (let atMs = 5000; step.state.phase === 'introduction'; atMs += 5000)
      step = advanceExam(step.state, turn(listenOf(step).turnId, atMs));
    const talking = advanceExam(step.state, { type: 'preparationEnded', atMs: 100_000, reason: 'timeUp' });
    expect(resume(revive(talking.state), 150_000).commands.map(({ type }) => type)).toContain('showCard');
    const talk: ExamInput = { ...turn(listenOf(talking).turnId, 190_000), firstSpeechAtMs: 102_000 } as ExamInput;
    const rounding = advanceExam(talking.state, talk);
    expect(rounding.state.phase).toBe('roundingOff');
    // Killed after the talk, before the card was taken back.
    const after = (cardShown: boolean) =>
      resumeExam(revive(rounding.state), 195_000, { ...allSaid(rounding.state), cardShown });
    expect(after(true).commands.map(({ type }) => type)).toContain('hideCard');
    expect(after(false).commands.map(({ type }) => type)).not.toContain('hideCard');
  });
});
