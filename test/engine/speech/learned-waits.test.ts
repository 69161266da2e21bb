/** The page on turn-taking tells how long the examiner waits. Much of that hangs on figures in the code, which its own test does not see. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { saidWords } from '../../../src/engine/speech/completeness.js';
import { NO_ANSWERS, withAnswer, type InterviewPart } from '../../../src/engine/speech/earlier-answers.js';
import { DEFAULT_ENDPOINTING, silenceAllowedMs } from '../../../src/engine/speech/endpointing.js';
import { SpeakerPauses } from '../../../src/engine/speech/speaker-pauses.js';

const MOMENTS = { 1: DEFAULT_ENDPOINTING.interview, 3: DEFAULT_ENDPOINTING.discussion } as const;

/** After each clause and at the end of texts that were learned from, said by one candidate whose pauses get longer. */
function meanWaitMs(part: InterviewPart): number {
  const file = new URL(`../../../scripts/corpus/training/part-${String(part)}.txt`, import.meta.url);
  const pauses = new SpeakerPauses();
  const waitsMs: number[] = [];
  let earlier = NO_ANSWERS;
  for (const text of readFileSync(file, 'utf8').trim().split('\n').slice(0, 60)) {
    let said = '';
    let pausedBefore: readonly number[] = [];
    for (const clause of text.split(/ \/ |(?<=[.?!]) /)) {
      if (said !== '') pausedBefore = [...pausedBefore, saidWords(said).length];
      said = `${said} ${clause}`;
      const heard = { text: said, pausedBefore, earlier, takenUp: 0, speechMs: 0, endOfTurn: null };
      waitsMs.push(silenceAllowedMs(heard, MOMENTS[part], pauses));
      pauses.add(200 + 5 * waitsMs.length);
    }
    earlier = withAnswer(earlier, part, saidWords(said).length);
  }
  return waitsMs.reduce((sum, waitMs) => sum + waitMs, 0) / waitsMs.length;
}

describe('the learned waits', () => {
  it.each([
    [1, 1630.54],
    [3, 1803.52],
  ] as const)(
    'of Part %i are those that docs/turn-taking.md tells of; else: measure them again, and write their mean here',
    (part, meanMs) => {
      expect(meanWaitMs(part)).toBeCloseTo(meanMs, 1);
    },
  );
});
