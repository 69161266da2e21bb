/** Rounding to bands. */

export type Rounding = 'down' | 'nearest';

/** Whole band of one criterion: nearest, halves up. */
export function wholeBand(raw: number): number {
  return Math.min(9, Math.max(0, Math.floor(raw + 0.5 + TINY)));
}

/** Keeps sums of binary fractions such as 6.249999999 on the side they belong to. */
const TINY = 1e-9;

/**
 * Speaking band from the mean of the four criteria. How .25 and .75 are rounded is not published officially: `down` follows the
 * larger part of the public accounts (6.25 and 6.75 become 6 and 6.5), `nearest` rounds them up.
 */
export function speakingBand(mean: number, rounding: Rounding): number {
  return clampBand(rounding === 'down' ? Math.floor(mean * 2 + TINY) / 2 : nearestHalf(mean));
}

/** The four skills of a whole IELTS test. */
export interface SkillBands {
  readonly listening: number;
  readonly reading: number;
  readonly writing: number;
  readonly speaking: number;
}

/**
 * Overall IELTS score by the official rule: the mean of four skills to the nearest half, a quarter going up
 * (6.125 becomes 6, 6.25 becomes 6.5, 3.875 becomes 4).
 * @throws RangeError when a band is not a half band from 0 to 9
 */
export function overallIelts(bands: SkillBands): { readonly band: number; readonly mean: number } {
  const all = [bands.listening, bands.reading, bands.writing, bands.speaking];
  const wrong = all.find((band) => !(band >= 0 && band <= 9 && Number.isInteger(band * 2)));
  if (wrong !== undefined) throw new RangeError(`Band ${String(wrong)} is not a half band from 0 to 9.`);
  const mean = all.reduce((total, band) => total + band, 0) / all.length;
  return { band: nearestHalf(mean), mean };
}

/** To the nearest half band, a quarter going up. */
export function nearestHalf(value: number): number {
  return Math.floor(value * 2 + 0.5 + TINY) / 2;
}

function clampBand(band: number): number {
  return Math.min(9, Math.max(0, band));
}
