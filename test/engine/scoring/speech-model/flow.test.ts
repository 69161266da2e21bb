/** Pauses never raise rated fluency: not in a sentence, not in an answer, not where a pause makes a sentence out of a clause. */
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { gapPerWord } from '../../../../src/engine/scoring/speech-model/flow.js';
import { evenPiecesOf } from '../../../../src/engine/scoring/speech-model/pieces.js';
import { rateUtterance } from '../../../../src/engine/scoring/speech-model/rate-utterance.js';
import { withoutGaps } from '../../../../src/engine/scoring/speech-model/gaps.js';
import type { SpeechModel, WordSource } from '../../../../src/engine/scoring/speech-model/speech-model.js';
import { readSpeechModel } from '../../../../src/providers/speech-model/read-speech-model.js';
import { madeSentence } from './utterances.js';

let model: SpeechModel;
beforeAll(async () => {
  model = await readSpeechModel();
});

const TEXT = ['the', 'cat', 'came', 'back', 'with', 'a', 'mouse'];
const words = (count: number) => Array.from({ length: count }, (_, index) => TEXT[index % TEXT.length] ?? '');

function flowOf(count: number, gaps: readonly number[], source: WordSource): number {
  const outcome = rateUtterance(madeSentence(words(count), gaps), model, source);
  if (!outcome.rateable) throw new Error(outcome.reason);
  return outcome.rating.fluency;
}

describe('rated fluency', () => {
  // 280 ms a word: 14 words are a sentence, 15 an answer when they were recognised; read ones are an answer from 43 words on.
  it.each(['recognised', 'read'] as const)('never rises by a pause, %s words', (source) => {
    const { min, max } = source === 'read' ? { min: 41, max: 45 } : { min: 12, max: 22 };
    fc.assert(
      fc.property(
        fc.integer({ min, max }),
        fc.array(fc.constantFrom(0, 0, 0, 30, 80, 200, 300, 590, 610, 1200), { minLength: max, maxLength: max }),
        fc.nat(max - 2),
        fc.constantFrom(20, 60, 150, 250, 350, 600, 1500, 4000),
        (count, gaps, at, pause) => {
          const longer = gaps.map((gap, index) => (index === at % (count - 1) ? gap + pause : gap));
          expect(flowOf(count, longer, source)).toBeLessThanOrEqual(flowOf(count, gaps, source) + 1e-9);
        },
      ),
      { seed: 23, numRuns: source === 'read' ? 4 : 24 },
    );
  });

  it('falls with every pause up to 400 ms, and no further with a longer one', () => {
    const at = (ms: number): number => flowOf(35, [...Array<number>(16).fill(30), ms], 'recognised');
    const [short, usual, long, longer] = [at(30), at(250), at(400), at(3000)] as [number, number, number, number];
    expect(usual).toBeLessThan(short);
    expect(long).toBeLessThan(usual);
    expect(longer).toBeCloseTo(long, 9);
  });
});

describe('an utterance without the gaps between its words', () => {
  const paused = madeSentence(words(21), [0, 900, 30, 0, 250]);
  const plain = madeSentence(words(21));

  it('is the same utterance as one that had none', () => {
    const cut = withoutGaps(paused);
    expect(cut.analysis).toEqual(plain.analysis);
    expect(cut.segments).toEqual(plain.segments);
    expect(cut.samples).toHaveLength(plain.samples.length);
    expect(withoutGaps(plain)).toBe(plain);
  });

  it('is cut into even pieces by its words alone', () => {
    const pieces = evenPiecesOf(withoutGaps(paused), 2500);
    expect(pieces.map(({ words: own }) => own.length)).toEqual([10, 11]);
  });

  it('had so much time between words per word, each gap counting up to 400 ms', () => {
    expect(gapPerWord(paused)).toBeCloseTo((400 + 30 + 250) / 21);
  });
});
