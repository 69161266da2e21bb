/** The exam that a fixture describes, chosen from the question bank. */
import type { QuestionBank } from '../../engine/exam/bank.js';
import { planExam } from '../../engine/exam/plan.js';
import type { ExamPlan } from '../../engine/exam/types.js';
import type { Fixture } from '../../engine/replay/fixture/fixture-schema.js';

/** @param seed instead of the fixture's own */
export function planOf({ exam }: Fixture, bank: QuestionBank, seed: number | null): ExamPlan {
  return planExam({
    bank,
    seed: seed ?? exam.seed,
    parts: exam.parts.map((part) => `part${part}` as const),
    timing: exam.timing,
    topicIds: exam.topics,
    ...(exam.card === undefined ? {} : { cardId: exam.card }),
  });
}
