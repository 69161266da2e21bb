/** The published form of a transcript: turns of question and text, with words and times where there are any. */
import { z } from 'zod';

const time = z.number('must be a number of milliseconds');

const SHARE = 'must be a number from 0 to 1';

const word = z.object({
  text: z.string().describe('The word as it was heard.'),
  startMs: time.describe('Milliseconds from the start of the test.'),
  endMs: time,
  confidence: z.number(SHARE).min(0, SHARE).max(1, SHARE).nullable().optional().describe('Of the recogniser, 0 to 1.'),
});

const turn = z.object({
  question: z.string().optional().describe('What the examiner asked.'),
  text: z.string('must be the words of the answer').describe('What the candidate answered.'),
  part: z
    .union([z.literal(1), z.literal(2), z.literal(3)], 'must be 1, 2 or 3')
    .optional()
    .describe('Part of the test.'),
  words: z.array(word).optional().describe('The words of the text in order, with their times.'),
});

export const transcriptSchema = z.object({
  id: z.string().optional(),
  turns: z.array(turn, 'must be a list of answers').min(1, 'has no answers'),
});

export type TranscriptDocument = z.infer<typeof transcriptSchema>;

export function transcriptJsonSchema(): object {
  return {
    ...z.toJSONSchema(transcriptSchema, { io: 'input', target: 'draft-7' }),
    title: 'ielts-examiner transcript',
    description: 'What a candidate said in a Speaking test, to be rated with "score" or "eval".',
  };
}
