/** Loudness of frames and quality of a turn's audio: clipping, level, signal-to-noise ratio. */
import type { Frame } from './frame.js';

/** Floor of every level here: a silent frame. */
export const SILENCE_DB = -90;

const FULL_SCALE = 32768;
/** Within this of full scale a sample counts as clipped: converters saturate slightly below the limit. */
const CLIP_LEVEL = 32_600;

/** Root mean square of a frame in dB below full scale. */
export function levelDb(frame: Int16Array): number {
  let sum = 0;
  for (let i = 0; i < frame.length; i++) {
    const sample = frame[i] as number;
    sum += sample * sample;
  }
  return powerDb(sum, frame.length);
}

/** The level of samples whose squares have this sum. */
export function powerDb(sumOfSquares: number, samples: number): number {
  if (sumOfSquares === 0) return SILENCE_DB;
  return Math.max(SILENCE_DB, 10 * Math.log10(sumOfSquares / samples / (FULL_SCALE * FULL_SCALE)));
}

/** Number of samples at the limit. */
export function clippedSamples(frame: Frame): number {
  return samplesBeyond(frame, CLIP_LEVEL);
}

/** Number of samples at a level and beyond it, on both sides of zero. Every sample comes by here: one comparison for both sides. */
export function samplesBeyond(samples: Int16Array, level: number): number {
  const below = level - 1;
  let beyond = 0;
  for (let i = 0; i < samples.length; i++) {
    if (((samples[i] as number) + below) >>> 0 > 2 * below) beyond += 1;
  }
  return beyond;
}

export interface TurnAudioQuality {
  /** Mean level of the voiced frames, dB below full scale. */
  readonly levelDb: number;
  /** Voiced level over the level between words; null without pauses to measure. */
  readonly snrDb: number | null;
  /** Share of voiced samples at the limit, 0 to 1. */
  readonly clippedShare: number;
}

/** Gathers the audio quality of one turn. Levels are averaged as power, then turned to dB. */
export class TurnQualityMeter {
  #voicedPower = 0;
  #voicedFrames = 0;
  #clipped = 0;
  #samples = 0;
  /** The quietest frames tell the noise floor; speech tails would raise a mean. */
  readonly #unvoicedDb: number[] = [];

  add(frame: Frame, frameDb: number, voiced: boolean): void {
    if (voiced) {
      this.#voicedPower += 10 ** (frameDb / 10);
      this.#voicedFrames += 1;
      this.#clipped += clippedSamples(frame);
      this.#samples += frame.length;
    } else {
      this.#unvoicedDb.push(frameDb);
    }
  }

  quality(): TurnAudioQuality | null {
    if (this.#voicedFrames === 0) return null;
    const voicedDb = 10 * Math.log10(this.#voicedPower / this.#voicedFrames);
    const floor = noiseFloorDb(this.#unvoicedDb);
    return {
      levelDb: voicedDb,
      snrDb: floor === null ? null : voicedDb - floor,
      clippedShare: this.#clipped / this.#samples,
    };
  }
}

/** Fewer unvoiced frames than this (300 ms) say nothing about the room. */
const ENOUGH_FRAMES = 15;

function noiseFloorDb(unvoicedDb: readonly number[]): number | null {
  if (unvoicedDb.length < ENOUGH_FRAMES) return null;
  const sorted = unvoicedDb.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length * 0.3)] ?? null;
}
