import { describe, expect, it } from 'vitest';
import { seededRandom } from '../../../src/engine/statistics/seeded-random.js';
import { whyNotSpeech } from '../../../src/commands/score/why-not-speech.js';
import { chords, glidingVoice, hesitantVoice } from '../../support/music.js';

const segments = [{ startMs: 0, endMs: 4000 }];
const random = seededRandom(4);
const hiss = Int16Array.from({ length: 64_000 }, () => random.below(6000) - 3000);
const voice = glidingVoice(4000);
const music = chords(4000);

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
    expect(whyNotSpeech(hiss, segments, null)).toMatch(/may be whispered, or noise/);
    expect(whyNotSpeech(hiss, segments, heard(10, 0.6))).toMatch(/they may be whispered\./);
    expect(whyNotSpeech(hiss, segments, heard(0, 0.6))).toMatch(/noise, drums, or a few whispered words/);
    expect(whyNotSpeech(voice, segments, null)).toBeNull();
  });

  it('is told from what was recognised: next to nothing', () => {
    expect(whyNotSpeech(hiss, [{ startMs: 0, endMs: 3000 }], heard(3, 0.9))).toMatch(/may be noise, drums/);
    expect(whyNotSpeech(voice, [{ startMs: 0, endMs: 3000 }], heard(3, 0.3))).toMatch(
      /hardly one of them surely: it may be another language, an accent/,
    );
    expect(whyNotSpeech(voice, [{ startMs: 0, endMs: 3000 }], heard(3, 0.9))).toBeNull();
    expect(whyNotSpeech(voice, segments, heard(1, 0.9))).toMatch(
      /Hardly a word could be recognised: it may be another language, noise, or drums/,
    );
    expect(whyNotSpeech(voice, segments, heard(10, 0.6))).toBeNull();
    expect(whyNotSpeech(voice, segments, heard(10, null))).toBeNull();
  });

  it('is told of music by its steady tones, unless words were recognised well all the same', () => {
    expect(whyNotSpeech(music, segments, heard(4, 0.9))).toMatch(
      /sounds like music.* and words that can hardly be made out/,
    );
    expect(whyNotSpeech(music, segments, heard(0, null))).toMatch(/sounds like music.* no words/);
    expect(whyNotSpeech(music, segments, heard(12, 0.5))).toMatch(/sounds like music/);
    expect(whyNotSpeech(music, segments, null)).toMatch(/sounds like music: steady tones, and no voice/);
    // Somebody speaks clearly over a sound that holds still.
    const over = voice.map((sample, at) => Math.round(sample / 2 + (music[at] ?? 0) / 4));
    expect(whyNotSpeech(over, segments, heard(10, 0.8))).toBeNull();
  });

  it('is not found in a slow speaker who draws out every "uhh", half understood', () => {
    const slow = hesitantVoice(10_000);
    expect(whyNotSpeech(slow, [{ startMs: 0, endMs: 10_000 }], heard(12, 0.55))).toBeNull();
  });

  it('is not guessed from a moment of sound', () => {
    expect(whyNotSpeech(hiss, [{ startMs: 0, endMs: 800 }], null)).toBeNull();
  });
});
