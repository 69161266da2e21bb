/** Level of a signal in four bands: a small loudspeaker or a room changes the balance of bands far more than one band. */
import { SAMPLE_RATE, type Frame } from './frame.js';
import { SILENCE_DB } from './levels.js';

/** Between the bands: fundamental, first formant, second formant, hiss. */
const CROSSOVERS_HZ = [400, 1000, 2500] as const;
export const BANDS = CROSSOVERS_HZ.length + 1;

/** dB below full scale, lowest band first. */
export type BandLevels = Float64Array;

export const SILENT_BANDS: BandLevels = new Float64Array(BANDS).fill(SILENCE_DB);

const FULL_SCALE_POWER = 32768 * 32768;
const [LOW, MIDDLE, HIGH] = CROSSOVERS_HZ.map((hz) => 1 - Math.exp((-2 * Math.PI * hz) / SAMPLE_RATE)) as [
  number,
  number,
  number,
];

/** One-pole low-passes and their differences: crude separation, some 3 µs a frame. State is kept over frames. */
export class BandMeter {
  #low = 0;
  #middle = 0;
  #high = 0;

  levels(frame: Frame): BandLevels {
    let low = this.#low;
    let middle = this.#middle;
    let high = this.#high;
    let sum0 = 0;
    let sum1 = 0;
    let sum2 = 0;
    let sum3 = 0;
    for (let i = 0; i < frame.length; i++) {
      const sample = frame[i] as number;
      low += LOW * (sample - low);
      middle += MIDDLE * (sample - middle);
      high += HIGH * (sample - high);
      sum0 += low * low;
      sum1 += (middle - low) * (middle - low);
      sum2 += (high - middle) * (high - middle);
      sum3 += (sample - high) * (sample - high);
    }
    this.#low = settled(low);
    this.#middle = settled(middle);
    this.#high = settled(high);
    return Float64Array.of(
      toDb(sum0, frame.length),
      toDb(sum1, frame.length),
      toDb(sum2, frame.length),
      toDb(sum3, frame.length),
    );
  }
}

/** Denormal numbers in a long silence would slow every following frame down. */
function settled(value: number): number {
  return Math.abs(value) < 1e-20 ? 0 : value;
}

function toDb(sum: number, samples: number): number {
  const power = sum / samples / FULL_SCALE_POWER;
  return power === 0 ? SILENCE_DB : Math.max(SILENCE_DB, 10 * Math.log10(power));
}
