/**
 * The question bank: what an examiner may ask. Pure data, validated by schema; the wording is ours.
 * A bank is content, so it carries a version that every session records.
 */
import { z } from 'zod';

const id = z.string().regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/, 'use lower-case words joined by hyphens');
const sentence = z.string().trim().min(4).max(300);

/** A Part 1 question: short, about the candidate's own life. It is only ever repeated word for word. */
const interviewQuestionSchema = z.strictObject({ id, text: sentence });

/** A Part 1 topic. `frame` topics (home, work, study) open Part 1; `familiar` topics follow. */
const interviewTopicSchema = z.strictObject({
  id,
  title: z.string().min(2).max(60),
  kind: z.enum(['frame', 'familiar']),
  /** What the examiner says before the topic's first question, such as "Let's talk about music." */
  announcement: sentence,
  questions: z.array(interviewQuestionSchema).min(5),
});

/** A Part 3 question. `level` 1 is concrete and personal, 2 general, 3 abstract (compare, speculate, evaluate, predict). */
const discussionQuestionSchema = z.strictObject({
  id,
  level: z.union([z.literal(1), z.literal(2), z.literal(3)]),
  text: sentence,
  /** The same question in simpler words, used when the candidate asks for it or does not understand. */
  simpler: sentence,
  /** One neutral follow-up that fits whatever was answered. */
  followUp: sentence,
  /** Another, asked when answers are so short that the part would be over too early. */
  secondFollowUp: sentence.optional(),
});

/** A Part 2 task card with everything that belongs to its theme. */
const taskCardSchema = z.strictObject({
  id,
  /** The theme in a few words, such as "a journey that took longer than planned". Part 3 is announced with it. */
  theme: z.string().min(3).max(80),
  /** "Describe ..." */
  topic: sentence,
  /** Three or four points, each a noun phrase or clause to follow "You should say:". */
  points: z.array(z.string().min(3).max(120)).min(3).max(3),
  /** The closing line, which starts with "and explain". */
  closing: z.string().min(10).max(160).startsWith('and explain'),
  /** The one word or phrase of the card an examiner may explain, when asked. */
  explain: z.record(z.string(), sentence),
  /** Ids of Part 1 topics on the same subject: a test has only one of them. */
  sameSubject: z.array(id).optional(),
  roundingOff: z.array(z.strictObject({ id, text: sentence })).min(2),
  /** At least two questions of each level. */
  discussion: z
    .array(discussionQuestionSchema)
    .min(6)
    .refine((questions) => [1, 2, 3].every((level) => questions.filter((q) => q.level === level).length >= 2), {
      message: 'give at least two discussion questions of each level 1, 2 and 3',
    }),
});

/** Ids are unique over the whole bank: a session's history refers to questions by id alone. */
export const questionBankSchema = z
  .strictObject({
    version: z.string().regex(/^\d+\.\d+\.\d+$/),
    topics: z.array(interviewTopicSchema).min(1),
    cards: z.array(taskCardSchema).min(1),
  })
  .superRefine((bank, context) => {
    const seen = new Set<string>();
    for (const entry of allIds(bank)) {
      if (seen.has(entry)) context.addIssue({ code: 'custom', message: `the id "${entry}" is used twice` });
      seen.add(entry);
    }
    const topics = new Set(bank.topics.map((topic) => topic.id));
    for (const topic of bank.cards.flatMap(({ sameSubject = [] }) => sameSubject)) {
      if (!topics.has(topic)) context.addIssue({ code: 'custom', message: `there is no topic "${topic}"` });
    }
    if (!bank.topics.some((topic) => topic.kind === 'frame')) {
      context.addIssue({ code: 'custom', message: 'give at least one topic of kind "frame"' });
    }
  });

export type InterviewQuestion = z.infer<typeof interviewQuestionSchema>;
export type InterviewTopic = z.infer<typeof interviewTopicSchema>;
export type DiscussionQuestion = z.infer<typeof discussionQuestionSchema>;
export type TaskCard = z.infer<typeof taskCardSchema>;
export type QuestionBank = z.infer<typeof questionBankSchema>;

function* allIds(bank: { topics: readonly InterviewTopic[]; cards: readonly TaskCard[] }): Generator<string> {
  for (const topic of bank.topics) {
    yield topic.id;
    for (const question of topic.questions) yield question.id;
  }
  for (const card of bank.cards) {
    yield card.id;
    for (const question of card.roundingOff) yield question.id;
    for (const question of card.discussion) yield question.id;
  }
}
