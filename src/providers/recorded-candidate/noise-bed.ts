/** A steady, seeded room noise under everything a scripted candidate says, at a given distance below the speech. */
import { seededRandom } from '../../engine/statistics/seeded-random.js';
import { FRAME_SAMPLES, SAMPLE_RATE, SILENT_FRAME } from '../../engine/speech/frame.js';
import type { Frame } from '../../engine/speech/frame.js';
import { babble } from './babble.js';

export interface NoiseOptions {
  readonly kind: 'white' | 'pink' | 'brown' | 'babble';
  /** Speech level above noise level, in decibels. */
  readonly snrDb: number;
  readonly seed: number;
}

/** The bed repeats after this long, far beyond what anything downstream remembers. */
const BED_SECONDS = 20;
/** Speech level assumed where no answer has audio: about -26 dB of full scale. */
const USUAL_SPEECH_RMS = 1640;
/** Frames this far below the loud ones (a tenth of their amplitude) are pauses. */
const PAUSE_RATIO = 0.1;

export class NoiseBed {
  readonly #bed: Int16Array;
  #at = 0;

  constructor(options: NoiseOptions, answers: readonly Int16Array[]) {
    const rms = speechRms(answers) / 10 ** (options.snrDb / 20);
    this.#bed = makeBed(options, rms);
  }

  /** A new frame: the given one with the next 20 ms of noise. */
  over(frame: Frame): Frame {
    const bed = this.#bed;
    const start = this.#at;
    this.#at = (start + FRAME_SAMPLES) % bed.length;
    if (frame === SILENT_FRAME) return bed.slice(start, start + FRAME_SAMPLES);
    const mixed = new Int16Array(FRAME_SAMPLES);
    for (let index = 0; index < FRAME_SAMPLES; index++) {
      const sum = (frame[index] ?? 0) + (bed[start + index] ?? 0);
      mixed[index] = sum > 32_767 ? 32_767 : sum < -32_768 ? -32_768 : sum;
    }
    return mixed;
  }
}

/** Root mean square of the frames that carry speech. */
export function speechRms(answers: readonly Int16Array[]): number {
  const levels: number[] = [];
  for (const samples of answers) {
    for (let at = 0; at + FRAME_SAMPLES <= samples.length; at += FRAME_SAMPLES) {
      let sum = 0;
      for (let index = at; index < at + FRAME_SAMPLES; index++) sum += (samples[index] ?? 0) ** 2;
      levels.push(Math.sqrt(sum / FRAME_SAMPLES));
    }
  }
  const loud = levels.toSorted((a, b) => a - b)[Math.floor(levels.length * 0.95)] ?? 0;
  const speech = levels.filter((level) => level > loud * PAUSE_RATIO);
  if (speech.length === 0) return USUAL_SPEECH_RMS;
  return Math.sqrt(speech.reduce((sum, level) => sum + level * level, 0) / speech.length);
}

function makeBed(options: NoiseOptions, rms: number): Int16Array {
  const random = seededRandom(options.seed);
  const white = (): number => (random.below(2_000_001) - 1_000_000) / 1_000_000;
  const length = BED_SECONDS * SAMPLE_RATE;
  const filtered = (next: () => number): Float64Array => Float64Array.from({ length }, next);
  const raw = {
    white: () => filtered(white),
    pink: () => filtered(pinkFrom(white)),
    brown: () => filtered(brownFrom(white)),
    babble: () => babble(white, length),
  }[options.kind]();
  const rawRms = Math.sqrt(raw.reduce((sum, value) => sum + value * value, 0) / raw.length);
  const scale = rms / rawRms;
  return Int16Array.from(raw, (value) => Math.max(-32_768, Math.min(32_767, Math.round(value * scale))));
}

/** Paul Kellet's economy filter: falls 3 dB per octave within half a decibel over the band of speech. */
function pinkFrom(white: () => number): () => number {
  let low = 0;
  let middle = 0;
  let high = 0;
  return () => {
    const value = white();
    low = 0.997_65 * low + value * 0.099_046;
    middle = 0.963 * middle + value * 0.296_516_4;
    high = 0.57 * high + value * 1.052_691_3;
    return low + middle + high + value * 0.1848;
  };
}

/** Falls 6 dB per octave above 50 Hz: traffic and ventilation. The leak keeps the sum from wandering off. */
function brownFrom(white: () => number): () => number {
  const leak = Math.exp((-2 * Math.PI * 50) / SAMPLE_RATE);
  let value = 0;
  return () => {
    value = leak * value + white();
    return value;
  };
}
