import { describe, expect, it } from 'vitest';
import { seededRandom } from '../../../src/engine/statistics/seeded-random.js';
import { whyNotSpeech } from '../../../src/commands/score/why-not-speech.js';
import { tone } from '../../support/tones.js';

const segments = [{ startMs: 0, endMs: 4000 }];
const random = seededRandom(4);
const hiss = Int16Array.from({ length: 64_000 }, () => random.below(6000) - 3000);
const voice = tone(4000, 140);

const heard = (count: number, confidence: number | null) => [
  {
    text: '',
    confidence: null,
    words: Array.from({ length: count }, (_, index) => ({
      text: 'word',
      startMs: index * 300,
      endMs: index * 300 + 200,
      confidence,
    })),
  },
];

describe('what is no English speech', () => {
  it('is told from the sound: whispering and noise have no pitch', () => {
    expect(whyNotSpeech(hiss, segments, null)).toMatch(/may be whispered, or music, or noise/);
    expect(whyNotSpeech(hiss, segments, heard(10, 0.6))).toMatch(/they may be whispered\./);
    expect(whyNotSpeech(hiss, segments, heard(0, 0.6))).toMatch(/music, noise, or a few whispered words/);
    expect(whyNotSpeech(voice, segments, null)).toBeNull();
  });

  it('is told from what was recognised: next to nothing', () => {
    expect(whyNotSpeech(hiss, [{ startMs: 0, endMs: 3000 }], heard(3, 0.9))).toMatch(/may be music, noise/);
    expect(whyNotSpeech(voice, [{ startMs: 0, endMs: 3000 }], heard(3, 0.3))).toMatch(
      /music, noise, or another language/,
    );
    expect(whyNotSpeech(voice, [{ startMs: 0, endMs: 3000 }], heard(3, 0.9))).toBeNull();
    expect(whyNotSpeech(voice, segments, heard(1, 0.9))).toMatch(/music, noise, or another language/);
    expect(whyNotSpeech(voice, segments, heard(10, 0.6))).toBeNull();
    expect(whyNotSpeech(voice, segments, heard(10, null))).toBeNull();
  });

  it('is not guessed from a moment of sound', () => {
    expect(whyNotSpeech(hiss, [{ startMs: 0, endMs: 800 }], null)).toBeNull();
  });
});
