import { describe, expect, it } from 'vitest';
import { BandMeter } from '../../../src/engine/speech/band-levels.js';
import { SILENT_FRAME } from '../../../src/engine/speech/frame.js';
import { SILENCE_DB, TurnQualityMeter, clippedSamples, levelDb } from '../../../src/engine/speech/levels.js';
import { noiseOf } from '../../support/echo-room.js';
import { framesOf } from '../../support/speech-frames.js';
import { tone } from '../../support/tones.js';

const constant = (value: number): Int16Array => new Int16Array(320).fill(value);
const noise = (db: number, ms: number): Int16Array => {
  const next = noiseOf(db);
  return Int16Array.from({ length: ms * 16 }, () => Math.round(next()));
};

describe('the level of a frame', () => {
  it('is 0 dB at full scale, -6 dB at half, and -90 dB for silence', () => {
    expect(levelDb(constant(-32_768))).toBe(0);
    expect(levelDb(constant(16_384))).toBeCloseTo(-6.02, 2);
    expect(levelDb(SILENT_FRAME)).toBe(SILENCE_DB);
  });

  it('is 3 dB under its peak for a sine', () => {
    expect(levelDb(tone(1000, 200, 32_767))).toBeCloseTo(-3.01, 1);
  });
});

describe('the level in bands', () => {
  it.each([
    [150, 0],
    [1600, 2],
    [6000, 3],
  ])('is highest in its own band for a tone of %d Hz', (hz, band) => {
    const meter = new BandMeter();
    const levels =
      framesOf(tone(200, hz))
        .map((frame) => [...meter.levels(frame)])
        .at(-1) ?? [];
    expect(levels.indexOf(Math.max(...levels))).toBe(band);
  });

  it('is the floor in silence, also long after sound', () => {
    const meter = new BandMeter();
    for (const frame of framesOf(tone(100))) meter.levels(frame);
    for (let i = 0; i < 50; i++) meter.levels(SILENT_FRAME);
    expect([...meter.levels(SILENT_FRAME)]).toEqual([SILENCE_DB, SILENCE_DB, SILENCE_DB, SILENCE_DB]);
  });
});

describe('the audio quality of a turn', () => {
  const measured = (voiced: Int16Array, between: Int16Array) => {
    const meter = new TurnQualityMeter();
    for (const frame of framesOf(voiced)) meter.add(frame, levelDb(frame), true);
    for (const frame of framesOf(between)) meter.add(frame, levelDb(frame), false);
    return meter.quality();
  };

  it('is unknown when nothing was voiced', () => {
    expect(measured(new Int16Array(0), noise(-60, 1000))).toBeNull();
  });

  it.each([40, 20, 10])('finds a signal-to-noise ratio of %d dB', (snr) => {
    expect(measured(tone(1000, 200, 4634), noise(-20 - snr, 1000))?.snrDb).toBeCloseTo(snr, 0);
  });

  it('takes the quiet frames for the room, not the tails of words', () => {
    const tails = [...noise(-60, 600), ...noise(-35, 400)];
    expect(measured(tone(1000, 200, 4634), Int16Array.from(tails))?.snrDb).toBeCloseTo(40, 0);
  });

  it('gives no ratio without 300 ms between words', () => {
    expect(measured(tone(1000), noise(-60, 280))?.snrDb).toBeNull();
    expect(measured(tone(1000), noise(-60, 300))?.snrDb).not.toBeNull();
  });

  it('averages power, not decibels: half the frames at -20 and half silent is -23 dB', () => {
    const meter = new TurnQualityMeter();
    meter.add(constant(1), -20, true);
    meter.add(SILENT_FRAME, SILENCE_DB, true);
    expect(meter.quality()?.levelDb).toBeCloseTo(-23, 1);
  });

  it('counts the clipped share of voiced samples, on both sides of zero', () => {
    const frame = new Int16Array(320);
    frame.fill(32_767, 0, 16).fill(-32_768, 16, 32).fill(32_599, 32, 64);
    expect(clippedSamples(frame)).toBe(32);
    const meter = new TurnQualityMeter();
    meter.add(frame, -10, true);
    meter.add(constant(32_767), 0, false);
    expect(meter.quality()?.clippedShare).toBeCloseTo(0.1, 6);
  });
});
