/** The test that every case of the fault matrix takes, and how long a candidate may wait in it. */
import { planExam } from '../../src/engine/exam/plan.js';
import type { ExamPlan } from '../../src/engine/exam/types.js';
import { TEST_BANK } from '../support/test-bank.js';

export const WAIT_LIMIT_MS = 4_000;

/** An introduction, a question, the end: half a minute. */
export const SHORT_PLAN: ExamPlan = (() => {
  const plan = planExam({ bank: TEST_BANK, seed: 7, parts: ['part1'], timing: 'standard' });
  return {
    ...plan,
    topics: plan.topics.slice(0, 1).map((topic) => ({ ...topic, questions: topic.questions.slice(0, 1) })),
  };
})();
