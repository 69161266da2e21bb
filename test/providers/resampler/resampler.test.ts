import { describe, expect, it } from 'vitest';
import { createResampler } from '../../../src/providers/resampler/resampler.js';

const AMPLITUDE = 8000;

function tone(hz: number, rate: number, seconds: number): Int16Array {
  return Int16Array.from({ length: Math.round(rate * seconds) }, (_, i) =>
    Math.round(AMPLITUDE * Math.sin((2 * Math.PI * hz * i) / rate)),
  );
}

async function convert(samples: Int16Array, from: number, to: number, chunk = samples.length): Promise<Int16Array> {
  const resampler = await createResampler(from, to);
  const all: number[] = [];
  for (let at = 0; at < samples.length; at += chunk) all.push(...resampler.process(samples.subarray(at, at + chunk)));
  all.push(...resampler.flush());
  return Int16Array.from(all);
}

/** Largest difference from the ideal tone, away from the edges where the filter sees silence. */
function worstError(samples: Int16Array, hz: number, rate: number): number {
  const ideal = tone(hz, rate, samples.length / rate);
  let worst = 0;
  for (let i = 200; i < samples.length - 200; i += 1) worst = Math.max(worst, Math.abs(samples[i]! - ideal[i]!));
  return worst;
}

describe('resampler', () => {
  const pairs: [number, number][] = [
    [48_000, 16_000],
    [44_100, 16_000],
    [22_050, 16_000],
    [24_000, 16_000],
    [8000, 16_000],
    [16_000, 48_000],
    [16_000, 44_100],
  ];

  it.each(pairs)('keeps frequency, level and phase of a tone from %i to %i', async (from, to) => {
    const converted = await convert(tone(440, from, 1), from, to);
    expect(worstError(converted, 440, to)).toBeLessThan(AMPLITUDE * 0.005);
  });

  it.each(pairs)('keeps the length to the nearest sample from %i to %i', async (from, to) => {
    expect((await convert(tone(440, from, 0.5), from, to)).length).toBe(Math.round(to * 0.5));
  });

  it.each([1, 7, 320, 5000])('gives the same samples in pieces of %i as at once', async (chunk) => {
    const samples = tone(1000, 22_050, 0.4);
    expect(await convert(samples, 22_050, 16_000, chunk)).toEqual(await convert(samples, 22_050, 16_000));
  });

  it('removes what the lower rate cannot hold instead of folding it down', async () => {
    const converted = await convert(tone(11_000, 48_000, 0.5), 48_000, 16_000);
    expect(Math.max(...converted.subarray(200, -200).map(Math.abs))).toBeLessThan(AMPLITUDE * 0.005);
  });

  it('clips instead of wrapping around', async () => {
    const square = Int16Array.from({ length: 2000 }, (_, i) => (i % 200 < 100 ? 32_767 : -32_768));
    const converted = await convert(square, 16_000, 48_000);
    const middle = converted.subarray(150 * 3 - 60, 150 * 3);
    expect(middle.every((sample) => sample < -25_000)).toBe(true);
  });

  it('passes equal rates on unchanged', async () => {
    const samples = tone(440, 16_000, 0.1);
    expect(await convert(samples, 16_000, 16_000)).toEqual(samples);
  });

  it('keeps two streams apart', async () => {
    const first = await createResampler(48_000, 16_000);
    const second = await createResampler(48_000, 16_000);
    const alone = await convert(tone(300, 48_000, 0.2), 48_000, 16_000, 960);
    const mixed: number[] = [];
    const samples = tone(300, 48_000, 0.2);
    for (let at = 0; at < samples.length; at += 960) {
      mixed.push(...first.process(samples.subarray(at, at + 960)));
      second.process(tone(2000, 48_000, 0.02));
    }
    mixed.push(...first.flush());
    expect(Int16Array.from(mixed)).toEqual(alone);
  });

  it('names a rate that cannot be converted', async () => {
    await expect(createResampler(0, 16_000)).rejects.toMatchObject({ code: 'audio.rate' });
  });

  it('takes no memory for good: thousands of converters one after the other', async () => {
    const samples = new Int16Array(100);
    for (let i = 0; i < 3000; i += 1) {
      const resampler = await createResampler(22_050, 16_000);
      resampler.process(samples);
      expect(resampler.flush().length).toBeGreaterThan(0);
    }
  });
});
