/** What a language model may suggest in Part 3. A suggestion is an outsider's opinion: the examiner decides. */
import { z } from 'zod';
import type { LanguageModelTool } from '../../ports/language-model.js';

/** 1 concrete and personal, 2 general, 3 abstract: as in the question bank. */
export type Level = 1 | 2 | 3;

/** Plain JSON. */
export type FollowUpSuggestion =
  | { readonly action: 'askFollowUp'; readonly text: string; readonly level: Level }
  /** The open question in simpler words. */
  | { readonly action: 'rephrase'; readonly text: string }
  | { readonly action: 'moveOn' }
  | { readonly action: 'endPart' };

/** Why a suggestion was not followed. */
export type RefusalReason =
  | 'malformed' // not one of the tools, or not its arguments
  | 'wrongPart' // only Part 3 is free
  | 'notAsked' // the moment belongs to the examiner: a request, a repeat, a neutral prompt
  | 'tooMany' // enough follow-ups to this question, or it was rephrased already
  | 'noTime' // the part's clock
  | 'tooEarly' // the part would end before its time
  | 'notOneQuestion'
  | 'tooLong'
  | 'notEnglish'
  | 'markup' // markup, addresses, escape codes, anything but plain words
  | 'comment' // praise, thanks, judgement of the answer
  | 'score' // bands, results, feedback
  | 'opinion' // the examiner's own, or a leading question
  | 'outOfRole' // of models, prompts, instructions, other roles
  | 'personal' // asks for data about the person
  | 'offensive'
  | 'repeated'
  | 'offTheme'
  | 'wrongDirection'; // harder after a weak answer, easier after a strong one

const text = z.string().min(1).max(400);

const ARGUMENTS = {
  ask_follow_up: z.object({ question: text, level: z.union([z.literal(1), z.literal(2), z.literal(3)]) }),
  rephrase: z.object({ question: text }),
  move_on: z.object({}),
  end_part: z.object({}),
};

const QUESTION = {
  type: 'string',
  description: 'One neutral question of at most 25 words, ending with a question mark. Nothing before or after it.',
} as const;

function tool(name: string, description: string, properties: Readonly<Record<string, unknown>>): LanguageModelTool {
  return {
    name,
    description,
    parameters: { type: 'object', properties, required: Object.keys(properties), additionalProperties: false },
  };
}

export const FOLLOW_UP_TOOLS: readonly LanguageModelTool[] = [
  tool('ask_follow_up', 'Ask one follow-up question on the same theme, about what the candidate has just said.', {
    question: QUESTION,
    level: {
      type: 'integer',
      enum: [1, 2, 3],
      description: '1 concrete, 2 general, 3 abstract (compare, speculate, evaluate, predict)',
    },
  }),
  tool('rephrase', 'Ask the open question again in simpler words, when the candidate has not understood it.', {
    question: QUESTION,
  }),
  tool('move_on', 'Go on to the next prepared question.', {}),
  tool('end_part', 'End the discussion, only when its time is nearly over.', {}),
];

/** From a tool call as the model wrote it; null when it is none of ours or its arguments are not what they should be. */
export function suggestionOf(name: string, given: unknown): FollowUpSuggestion | null {
  switch (name) {
    case 'ask_follow_up': {
      const { success, data } = ARGUMENTS.ask_follow_up.safeParse(given);
      return success ? { action: 'askFollowUp', text: data.question, level: data.level } : null;
    }
    case 'rephrase': {
      const { success, data } = ARGUMENTS.rephrase.safeParse(given);
      return success ? { action: 'rephrase', text: data.question } : null;
    }
    case 'move_on':
      return ARGUMENTS.move_on.safeParse(given).success ? { action: 'moveOn' } : null;
    case 'end_part':
      return ARGUMENTS.end_part.safeParse(given).success ? { action: 'endPart' } : null;
    default:
      return null;
  }
}
