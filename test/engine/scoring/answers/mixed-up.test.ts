/** Answers that got out of step with their questions. */
import { describe, expect, it } from 'vitest';
import { answerNotes } from '../../../../src/engine/scoring/answers/answer-notes.js';
import { turnsFromTranscript } from '../../../../src/engine/scoring/input/transcript-turns.js';
import { measureTest } from '../../../../src/engine/scoring/measures/measure.js';
import { MAPPING } from '../../../../src/engine/scoring/rating/mapping-data.js';
import * as idiomatic from './idiomatic-answers.js';
import { QUESTION_ANSWERS } from './question-answers.js';

type Pairs = readonly (readonly [question: string, answer: string])[];

const fifths = [0, 1, 2, 3, 4].map((fifth): Pairs =>
  QUESTION_ANSWERS.filter((_, index) => index % 5 === fifth).map(([, question, answer]) => [question, answer]),
);
const inPictures: readonly Pairs[] = [
  idiomatic.TUNING,
  idiomatic.CHECKING,
  [...idiomatic.STORIES_TUNING, ...idiomatic.STORIES_CHECKING],
].map((pairs) => pairs.map(([question, text]) => [question, text]));

function notesOf(pairs: Pairs, rotated = 0) {
  const turns = turnsFromTranscript({
    turns: pairs.map(([, text], index) => ({ text, question: pairs[(index + rotated) % pairs.length]?.[0] ?? '' })),
  });
  return answerNotes(measureTest(turns, new Map(), MAPPING.settings), { partsUnknown: true }).filter(({ why }) =>
    why.includes('fits another question'),
  );
}

describe('answers of a test', () => {
  it.each(fifths.slice(1, 4).map((pairs, index) => ({ pairs, index })))(
    'that each belong to another question of it get notes, and none as they were given (set $index)',
    ({ pairs }) => {
      expect(notesOf(pairs)).toEqual([]);
      for (const rotated of [1, 5]) {
        const notes = notesOf(pairs, rotated);
        expect(notes).toHaveLength(2);
        expect(notes[0]?.why).toMatch(/So do \d+ answers of this test.*Were questions and answers mixed up\?/);
      }
    },
  );

  it('in words of their own, which fit no question, get no such note', () => {
    for (const pairs of inPictures) expect(notesOf(pairs)).toEqual([]);
  });

  it('with one question for all, or with none, get no such note', () => {
    const [pairs = []] = fifths;
    expect(notesOf(pairs.map(([, text]) => ['What do you think?', text]))).toEqual([]);
    expect(notesOf(pairs.map(([, text]) => ['', text]))).toEqual([]);
  });
});
