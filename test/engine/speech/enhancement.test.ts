import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Enhancer } from '../../../src/engine/speech/enhancement.js';
import { levelDb } from '../../../src/engine/speech/levels.js';
import { framesOf } from '../../support/speech-frames.js';
import { joined, tone } from '../../support/tones.js';

const through = (samples: Int16Array, enhancer = new Enhancer()): Int16Array =>
  joined(...framesOf(samples).map((frame) => enhancer.process(frame)));
/** Level after the filter has settled. */
const settledDb = (samples: Int16Array): number => levelDb(through(samples).subarray(8000));
const lossDb = (hz: number): number => settledDb(tone(1500, hz)) - levelDb(tone(1500, hz).subarray(8000));

describe('rumble', () => {
  it('DC is removed', () => {
    expect(settledDb(new Int16Array(24_000).fill(5000))).toBeLessThan(-85);
  });

  it('30 Hz loses 14 dB and more', () => {
    expect(lossDb(30)).toBeLessThan(-14);
  });

  it.each([120, 200, 1000, 6000])('speech at %d Hz keeps its level within 1 dB', (hz) => {
    expect(Math.abs(lossDb(hz))).toBeLessThan(1);
  });

  it('frames join without a click: the same as one long filter', () => {
    const samples = through(tone(400, 200));
    const steps = samples.subarray(3200).map((sample, i, all) => Math.abs(sample - (all[i - 1] ?? sample)));
    expect(Math.max(...steps)).toBeLessThan(4500 * 2 * Math.PI * (200 / 16_000) * 1.1);
  });
});

it('filters as its difference equation says, sample for sample, over frames', () => {
  // Second-order Butterworth high-pass at 70 Hz, bilinear transform.
  const w = Math.tan((Math.PI * 70) / 16_000);
  const b = 1 / (1 + Math.SQRT2 * w + w * w);
  const [a1, a2] = [2 * (w * w - 1) * b, (1 - Math.SQRT2 * w + w * w) * b];
  const sample = fc.integer({ min: -15_000, max: 15_000 });
  fc.assert(
    fc.property(fc.array(sample, { minLength: 640, maxLength: 640 }), (samples) => {
      let [x1, x2, y1, y2] = [0, 0, 0, 0];
      const expected = samples.map((x) => {
        const y = b * (x + x2) - 2 * b * x1 - a2 * y2 - a1 * y1;
        [x2, x1, y2, y1] = [x1, x, y1, y];
        return Math.round(y);
      });
      const filtered = [...through(Int16Array.from(samples))];
      // A result on the border between two whole numbers may be rounded either way.
      const furthest = Math.max(...filtered.map((each, index) => Math.abs(each - (expected[index] ?? 0))));
      expect(furthest).toBeLessThanOrEqual(1);
      expect(filtered.filter((each, index) => each !== expected[index]).length).toBeLessThan(4);
    }),
    { seed: 7, numRuns: 20 },
  );
});

describe('gain', () => {
  const adapted = (levels: readonly number[]): Enhancer => {
    const enhancer = new Enhancer();
    for (const level of levels) enhancer.adapt(level);
    return enhancer;
  };
  const seconds = (count: number, level: number): number[] => Array.from({ length: count * 50 }, () => level);

  it('starts at none and moves 10 dB in a second', () => {
    expect(new Enhancer().gainDb).toBe(0);
    expect(adapted(seconds(1, -50)).gainDb).toBeCloseTo(10, 5);
  });

  it.each([
    [-33, 10],
    [-23, 0],
    [-15, -8],
    [-70, 18],
    [-3, -12],
  ])('speech at %d dB ends at a gain of %d dB', (level, gain) => {
    expect(adapted(seconds(5, level)).gainDb).toBeCloseTo(gain, 5);
  });

  it('stays where it is without speech, however loud the room', () => {
    const enhancer = adapted(seconds(2, -33));
    through(tone(2000, 300, 20_000), enhancer);
    expect(enhancer.gainDb).toBeCloseTo(10, 5);
  });

  it('is not lifted by the closures and pauses inside speech', () => {
    const words = Array.from({ length: 500 }, (_, i) => (i % 5 < 2 ? -75 : -23));
    expect(Math.abs(adapted(words).gainDb)).toBeLessThan(0.5);
  });

  it('follows a candidate who moves away from the microphone', () => {
    expect(adapted([...seconds(3, -20), ...seconds(10, -40)]).gainDb).toBeCloseTo(17, 1);
  });
});

describe('the limiter', () => {
  it('never wraps round: every sample keeps its sign and its order', () => {
    const enhancer = new Enhancer();
    for (let i = 0; i < 200; i++) enhancer.adapt(-60);
    const loud = tone(500, 1000, 32_767);
    const out = through(loud, enhancer);
    const wrapped = out.filter((sample, i) => {
      const before = loud[i] as number;
      return Math.abs(before) > 8000 && Math.sign(sample) !== Math.sign(before);
    });
    expect(wrapped).toHaveLength(0);
    expect(levelDb(out)).toBeGreaterThan(-3);
  });

  it('gives whole samples in range for anything it is given', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: -32_768, max: 32_767 }), { minLength: 320, maxLength: 320 }),
        fc.array(fc.double({ min: -90, max: 0, noNaN: true }), { maxLength: 100 }),
        (samples, levels) => {
          const enhancer = new Enhancer();
          for (const level of levels) enhancer.adapt(level);
          const input = Int16Array.from(samples);
          const copy = input.slice();
          const out = enhancer.process(input);
          expect(input).toEqual(copy);
          expect(out).toHaveLength(320);
          // From silence the filter's first sample keeps the sign of the input's: a wrapped one would not.
          expect((out[0] as number) * (input[0] as number)).toBeGreaterThanOrEqual(0);
          expect(enhancer.gainDb).toBeLessThanOrEqual(18);
          expect(enhancer.gainDb).toBeGreaterThanOrEqual(-12);
        },
      ),
      { seed: 20_240_601, numRuns: 100 },
    );
  });
});
