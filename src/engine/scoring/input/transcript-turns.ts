/** A transcript from outside as answers to be rated. */
import type { RatedPart } from '../../exam/types.js';
import { withoutCaptionTags } from '../../text/caption-tags.js';
import type { ScoredTurn } from '../types.js';
import type { TranscriptDocument } from './transcript-schema.js';

const PARTS: Readonly<Record<1 | 2 | 3, RatedPart>> = { 1: 'part1', 2: 'part2', 3: 'part3' };

const TURN_ID = 't';

/**
 * Spoken answers without sound. Words with times give the voiced stretches; without them an answer has no timing at all.
 * Where no part is told, every answer counts as one of Part 1. Tags of captions ("[Music]") are left out.
 */
export function turnsFromTranscript(document: TranscriptDocument): readonly ScoredTurn[] {
  const { turns } = document;
  const asText = takenForText(document);
  return turns.flatMap(({ question = '', text: written, part = 1, words: timed = [] }, index): ScoredTurn[] => {
    const text = withoutCaptionTags(written);
    if (text.trim() === '') return [];
    const words = timed.filter((word) => withoutCaptionTags(word.text) !== '');
    return [
      {
        turnId: `${TURN_ID}${String(index + 1)}`,
        part: PARTS[part],
        question,
        text,
        words: words.map(({ confidence = null, ...word }) => ({ ...word, confidence })),
        startMs: words[0]?.startMs ?? 0,
        endMs: words.at(-1)?.endMs ?? 0,
        questionEndedAtMs: null,
        segments: words.map(({ startMs, endMs }) => ({ startMs, endMs })),
        typed: false,
        samples: null,
        ...(asText > 0 ? { asText } : {}),
      },
    ];
  });
}

/**
 * Where no question and no part is told, up to so many pieces are a whole test in one text, or one of each part, and from so many on they are answers.
 * In between, each piece more makes them a little more so: one alone must not move a band much. Judgement.
 */
const [MOST_TEXTS, FEWEST_ANSWERS] = [3, 10];

function takenForText(document: TranscriptDocument): number {
  const pieces = document.turns.filter(({ text }) => withoutCaptionTags(text).trim() !== '').length;
  const told = !partsUnknownIn(document) || document.turns.some(({ question = '' }) => question.trim() !== '');
  if (told) return 0;
  return Math.min(1, Math.max(0, (FEWEST_ANSWERS - pieces) / (FEWEST_ANSWERS - MOST_TEXTS)));
}

/** The number of the answer in its transcript, from 1. */
export function answerNumber(turnId: string): number {
  return Number(turnId.slice(TURN_ID.length));
}

/** No answer tells its part. */
export function partsUnknownIn({ turns }: TranscriptDocument): boolean {
  return turns.every(({ part }) => part === undefined);
}
