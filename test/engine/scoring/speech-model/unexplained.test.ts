import { expect, it } from 'vitest';
import type { SoundAnalysis } from '../../../../src/engine/ports/sound-analyzer.js';
import { unexplainedSpeech } from '../../../../src/engine/scoring/speech-model/unexplained.js';
import type { RatedSpeech } from '../../../../src/engine/scoring/speech-model/types.js';

/** Speech from 0 to 12 s with a pause; words end to end from its beginning. */
const spoken = (wordsMs: number): RatedSpeech => ({
  outcome: { rateable: false, cause: 'noWords', reason: '' },
  segments: [
    { startMs: 0, endMs: 6000 },
    { startMs: 7000, endMs: 13_000 },
  ],
  analysis: {
    words: Array.from({ length: wordsMs / 500 }, (_, index) => ({
      startMs: 500 * index,
      endMs: 500 * index + 500,
    })),
  } as unknown as SoundAnalysis,
});

it('warns of speech that lies outside the words given, with its share', () => {
  expect(unexplainedSpeech(spoken(6000))).toMatch(/50 % of it \(6 s\) lies outside them/);
  // A word drawn out over a pause explains no more speech than there is.
  expect(unexplainedSpeech(spoken(9000))).toMatch(/33 % of it \(4 s\)/);
});

it('says nothing where the words explain it, as far as hesitation goes, or where none was found', () => {
  expect(unexplainedSpeech(spoken(10_500))).toBeNull();
  expect(unexplainedSpeech({ ...spoken(0), analysis: null })).toBeNull();
});
