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
  const cut = tellsNoAnswers(document) ? { cut: { pauseMs: 0, atBoundary: true, ofText: true as const } } : {};
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
        ...cut,
      },
    ];
  });
}

/** A whole test in one text, or one of each part: no question and no part is told. */
const MOST_TEXTS = 3;

function tellsNoAnswers(document: TranscriptDocument): boolean {
  const { turns } = document;
  return (
    turns.length <= MOST_TEXTS && partsUnknownIn(document) && turns.every(({ question = '' }) => question.trim() === '')
  );
}

/** The number of the answer in its transcript, from 1. */
export function answerNumber(turnId: string): number {
  return Number(turnId.slice(TURN_ID.length));
}

/** No answer tells its part. */
export function partsUnknownIn({ turns }: TranscriptDocument): boolean {
  return turns.every(({ part }) => part === undefined);
}
