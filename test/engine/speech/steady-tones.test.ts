import { describe, expect, it } from 'vitest';
import { steadyToneShare } from '../../../src/engine/speech/steady-tones.js';
import { createSpectrumMeter } from '../../../src/engine/speech/spectrum.js';
import { seededRandom } from '../../../src/engine/statistics/seeded-random.js';
import { chords, glidingVoice, hesitantVoice, tune } from '../../support/music.js';
import { tone } from '../../support/tones.js';

const all = [{ startMs: 0, endMs: 5000 }];

describe('steady tones', () => {
  it('are most of music, and next to nothing of a voice or of noise', () => {
    const random = seededRandom(3);
    const hiss = Int16Array.from({ length: 80_000 }, () => random.below(6000) - 3000);
    expect(steadyToneShare(chords(5000), all)).toBeGreaterThan(0.6);
    expect(steadyToneShare(glidingVoice(5000), all)).toBeLessThan(0.1);
    expect(steadyToneShare(hiss, all)).toBeLessThan(0.05);
    expect(steadyToneShare(new Int16Array(80_000), all)).toBe(0);
    expect(steadyToneShare(tune(5000), all)).toBeGreaterThan(0.25);
    expect(steadyToneShare(chords(5000), [{ startMs: 0, endMs: 900 }])).toBeNull();
  });

  it('are not the "uhh" of somebody who hesitates, drawn out again and again', () => {
    expect(steadyToneShare(hesitantVoice(10_000), [{ startMs: 0, endMs: 10_000 }])).toBeLessThan(0.1);
  });
});

describe('a spectrum', () => {
  it('has its summit at the frequency of a tone, with the height that theory gives', () => {
    const magnitudes = createSpectrumMeter(1024).measure(tone(1000, 1000, 4000), 160);
    // 1000 Hz is step 64 of 15.625 Hz; a Hann window lets through half of amplitude times size / 2.
    expect(magnitudes.indexOf(Math.max(...magnitudes))).toBe(64);
    expect(magnitudes[64]).toBeCloseTo((4000 * 1024) / 4, -3);
    expect(magnitudes[80]).toBeLessThan(500);
  });
});
