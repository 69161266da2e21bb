import { expect, it } from 'vitest';
import type { SoundAnalysis } from '../../../../src/engine/ports/sound-analyzer.js';
import { unexplainedSpeech } from '../../../../src/engine/scoring/speech-model/unexplained.js';
import type { RatedSpeech } from '../../../../src/engine/scoring/speech-model/types.js';

/** Speech from 0 to 6 and 7 to 13 s, with words of half a second that begin at these times. */
const spoken = (startsMs: readonly number[]): RatedSpeech => ({
  outcome: { rateable: false, cause: 'noWords', reason: '' },
  segments: [
    { startMs: 0, endMs: 6000 },
    { startMs: 7000, endMs: 13_000 },
  ],
  analysis: { words: startsMs.map((startMs) => ({ startMs, endMs: startMs + 500 })) } as unknown as SoundAnalysis,
});

const every = (stepMs: number): readonly number[] =>
  Array.from({ length: 13_000 / stepMs }, (_, index) => stepMs * index);

it('asks about the longest speech without a word: at the end, at the beginning, or between two words, pauses left out', () => {
  expect(unexplainedSpeech(spoken([0, 1000, 2500, 4000, 5500, 8000]))).toMatch(/5 s of speech from 9 s on/);
  expect(unexplainedSpeech(spoken([4000, 5500, 8000, 10_000, 12_000]))).toMatch(/4 s of speech from 0 s on/);
  expect(unexplainedSpeech(spoken([0, 2000, 4000, 8500, 10_000, 12_000]))).toMatch(/3 s of speech from 5 s on/);
});

it('says nothing of hesitation between many words, however much it is in all, or where no word was found', () => {
  expect(unexplainedSpeech(spoken(every(500)))).toBeNull();
  // Three quarters of the speech lie outside the words.
  expect(unexplainedSpeech(spoken(every(2000)))).toBeNull();
  expect(unexplainedSpeech(spoken([]))).toBeNull();
  expect(unexplainedSpeech({ ...spoken([0]), analysis: null })).toBeNull();
});
