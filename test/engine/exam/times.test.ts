/** The published clocks of the exam, and what they do to a test. */
import { expect, test } from 'vitest';
import { advanceExam, startExam } from '../../../src/engine/exam/examiner.js';
import { examTimes } from '../../../src/engine/exam/times.js';
import type { ExamStep, RatedPart } from '../../../src/engine/exam/types.js';
import { runPart, testPlan, textsOf } from './driver.js';

test('a standard test has the published times', () => {
  expect(examTimes('standard')).toMatchObject({
    part1TargetMs: 270_000,
    part1HardMs: 300_000,
    preparationMs: 60_000,
    longTurnMs: 120_000,
    longTurnShortMs: 60_000,
    longTurnSilenceMs: 6000,
    part3TargetMs: 270_000,
    part3HardMs: 300_000,
  });
});

test('a strict one differs only in a shorter introduction of at most 30 s, and in less patience', () => {
  const { introductionMaxMs, patienceMs, ...strict } = examTimes('strict');
  expect(introductionMaxMs).toBe(30_000);
  expect(patienceMs).toBeLessThan(examTimes('standard').patienceMs);
  expect(examTimes('standard')).toMatchObject(strict);
});

test('an untimed one is in no hurry at all', () => {
  const [untimed, standard] = [examTimes('untimed'), examTimes('standard')];
  for (const time of Object.keys(standard) as (keyof typeof standard)[]) {
    // What counts as a short talk does not change.
    if (time !== 'longTurnShortMs') expect(untimed[time], time).toBeGreaterThan(2 * standard[time]);
  }
});

test('silence is waited out longer than learners need to plan a sentence, which is 3 to 5 s', () => {
  expect(examTimes('standard').patienceMs).toBeGreaterThanOrEqual(6000);
  expect(examTimes('strict').patienceMs).toBeGreaterThanOrEqual(5000);
});

const ANSWER = 'it is a place where many of us go in the summer because we like it there';

/** Answers a turn of the part so many milliseconds after the part began. @returns the step that follows */
function answerAt(
  part: RatedPart,
  afterMs: number,
  text = ANSWER,
  reason: 'endpoint' | 'timeLimit' = 'endpoint',
): ExamStep {
  let step = advanceExam(startExam(testPlan({ parts: [part] })), { type: 'begin', atMs: 0 });
  for (let atMs = 4000; ; atMs += 4000) {
    const listen = step.commands.at(-1);
    if (listen?.type !== 'listen') throw new Error(`the step ends in ${listen?.type ?? 'nothing'}`);
    const isThere = step.state.phase === part;
    const at = isThere ? step.state.partStartedAtMs + afterMs : atMs;
    const speechMs = isThere && text === ANSWER ? 9000 : 900;
    step = advanceExam(step.state, {
      type: 'turnEnded',
      atMs: at,
      turnId: listen.turnId,
      text: isThere ? text : 'maria lopez',
      speechMs,
      firstSpeechAtMs: at - speechMs,
      reason,
      confidence: 1,
    });
    if (isThere) return step;
  }
}

test.each(['part1', 'part3'] as const)('%s asks on until its 4:30, and not after', (part) => {
  const phaseAt = (afterMs: number) => answerAt(part, afterMs).state.phase;
  expect([phaseAt(269_000), phaseAt(271_000)]).toEqual([part, 'ended']);
});

test.each(['part1', 'part3'] as const)('%s ends at its 5:00, whatever is being said', (part) => {
  const { commands, state } = answerAt(part, 100_000);
  expect(commands.at(-1)).toMatchObject({ type: 'listen', hardStopAtMs: state.partStartedAtMs + 300_000 });
});

test.each(['part1', 'part3'] as const)('%s does not press for more when its time is over', (part) => {
  const prompts = (afterMs: number) =>
    answerAt(part, afterMs, 'sometimes').commands.flatMap((each) =>
      each.type === 'say' && each.line.purpose === 'prompt' ? [each.line.text] : [],
    ).length;
  expect([prompts(265_000), prompts(272_000)]).toEqual([1, 0]);
});

test.each(['part1', 'part3'] as const)(
  '%s does not press for more whom it has cut off, however little was said',
  (part) => {
    const slow = (reason: 'endpoint' | 'timeLimit') => answerAt(part, 60_000, 'well um', reason).commands;
    const purposes = (reason: 'endpoint' | 'timeLimit') =>
      slow(reason).flatMap((each) => (each.type === 'say' ? [each.line.purpose] : []));
    expect(purposes('endpoint')).toEqual(['prompt']);
    expect(purposes('timeLimit')).toEqual(['transition', expect.stringMatching(/question|followUp/)]);
    expect(slow('timeLimit').some(({ type }) => type === 'note')).toBe(false);
  },
);

test.each(['part1', 'part3'] as const)(
  'the log tells whether %s was stopped at its 5:00 or ended by itself',
  (part) => {
    const reasonAt = (afterMs: number, reason: 'endpoint' | 'timeLimit') =>
      answerAt(part, afterMs, ANSWER, reason).commands.find(({ type }) => type === 'endPart');
    expect(reasonAt(299_000, 'endpoint')).toMatchObject({ part, reason: 'completed' });
    expect(reasonAt(300_000, 'timeLimit')).toMatchObject({ part, reason: 'timeUp' });
  },
);

test.each(['part1', 'part3'] as const)(
  '%s repeats a question while a voice of 14 characters a second can say it and 5 s are left to answer',
  (part) => {
    const [question = ''] = textsOf(runPart(part, []), 'question');
    const neededMs = 300 + (question.length / 14) * 1000 + 5000;
    const repeated = (leftMs: number) =>
      answerAt(part, 300_000 - leftMs, 'sorry?').commands.some(
        (each) => each.type === 'say' && each.line.purpose === 'repeat',
      );
    expect([repeated(neededMs + 300), repeated(neededMs - 300)]).toEqual([true, false]);
  },
);
