/**
 * Pitch by the YIN algorithm (de Cheveigne & Kawahara 2002): cumulative mean normalised difference, absolute threshold,
 * parabolic interpolation. Runs on audio brought down to 4 kHz, enough for voices of 70 to 400 Hz and sixteen times cheaper.
 */
import { SAMPLE_RATE } from '../../speech/frame.js';
import type { ScoredTurn } from '../types.js';
import { deviation, quantile } from './statistics.js';

const REDUCTION = 4;
const RATE = SAMPLE_RATE / REDUCTION;
const LOWEST_HZ = 70;
const HIGHEST_HZ = 400;
const LONGEST_LAG = Math.floor(RATE / LOWEST_HZ);
const SHORTEST_LAG = Math.ceil(RATE / HIGHEST_HZ);
/** 32 ms: two periods of the lowest voice. */
const WINDOW = 128;
/** YIN's usual 0.1 to 0.15; higher takes unvoiced frames for voiced. */
const THRESHOLD = 0.15;
/** Frames looked at in one answer, spread evenly: more do not change a range any more. */
const MAX_FRAMES_PER_TURN = 80;
/** Mean square under which a frame holds no voice (16-bit units, about -54 dB below full scale). */
const SILENCE_POWER = 4_000;

/** Pitch in Hz of the 4 kHz samples from `start`, or null where unvoiced. Needs WINDOW + LONGEST_LAG samples. */
export function yinPitch(samples: Float32Array, start: number): number | null {
  const difference = new Float32Array(LONGEST_LAG + 2);
  let running = 0;
  let best = -1;
  for (let lag = 1; lag <= LONGEST_LAG + 1; lag += 1) {
    // Two sums at a time, since each addition waits for the one before it; quarters of whole numbers, so the order does not matter.
    let even = 0;
    let odd = 0;
    for (let index = start; index < start + WINDOW; index += 2) {
      const step = (samples[index] as number) - (samples[index + lag] as number);
      const next = (samples[index + 1] as number) - (samples[index + lag + 1] as number);
      even += step * step;
      odd += next * next;
    }
    const distance = even + odd;
    running += distance;
    difference[lag] = running > 0 ? (distance * lag) / running : 1;
    const previous = difference[lag - 1] ?? 1;
    // The first dip under the threshold is the period; going on would find its multiples.
    if (lag > SHORTEST_LAG && previous < THRESHOLD && (difference[lag] ?? 1) >= previous) {
      best = lag - 1;
      break;
    }
  }
  return best < 0 ? null : RATE / interpolate(difference, best);
}

function interpolate(values: Float32Array, lag: number): number {
  const left = values[lag - 1] ?? 0;
  const middle = values[lag] ?? 0;
  const right = values[lag + 1] ?? 0;
  const curve = left - 2 * middle + right;
  return curve === 0 ? lag : lag + (left - right) / (2 * curve);
}

/** Pitch of up to 80 frames spread over an answer's voiced stretches, Hz, unvoiced frames left out. */
export function pitchesOf(turn: Voiced): readonly number[] {
  const voicedMs = turn.segments.reduce((total, { startMs, endMs }) => total + endMs - startMs, 0);
  return pitchTrack(turn, Math.max(20, voicedMs / MAX_FRAMES_PER_TURN)).map(({ hertz }) => hertz);
}

export type Voiced = Pick<ScoredTurn, 'samples' | 'segments' | 'startMs'>;

export interface PitchPoint {
  /** Beginning of the frame on the clock of the segments. */
  readonly atMs: number;
  readonly hertz: number;
}

/** Pitch every `stepMs` of the voiced stretches, unvoiced frames left out. */
export function pitchTrack({ samples, segments, startMs: origin }: Voiced, stepMs: number): readonly PitchPoint[] {
  if (!samples) return [];
  const frameMs = (1000 * (WINDOW + LONGEST_LAG + 1)) / RATE;
  const found: PitchPoint[] = [];
  for (const { startMs, endMs } of segments) {
    for (let atMs = startMs; atMs + frameMs <= endMs; atMs += stepMs) {
      const frame = reduce(samples, Math.round(((atMs - origin) * SAMPLE_RATE) / 1000), WINDOW + LONGEST_LAG + 2);
      const hertz = frame && yinPitch(frame, 0);
      if (hertz) found.push({ atMs, hertz });
    }
  }
  return found;
}

/** Every fourth sample, each the mean of the four around it: a plain low-pass. Null outside the recording or in silence. */
function reduce(samples: Int16Array, from: number, count: number): Float32Array | null {
  if (from < 0 || from + count * REDUCTION > samples.length) return null;
  const reduced = new Float32Array(count);
  let power = 0;
  for (let index = 0, at = from; index < count; index += 1, at += REDUCTION) {
    const sum =
      (samples[at] as number) + (samples[at + 1] as number) + (samples[at + 2] as number) + (samples[at + 3] as number);
    const value = sum / REDUCTION;
    reduced[index] = value;
    power += value * value;
  }
  return power / count < SILENCE_POWER ? null : reduced;
}

/** Pitch range: semitones between the 10th and 90th percentile, the 80 % range of Mennen, Schaeffler & Docherty (2012). Null under 50 voiced frames. */
export function pitchRange(pitches: readonly number[]): number | null {
  if (pitches.length < MIN_FRAMES) return null;
  const tones = semitones(pitches);
  return (quantile(tones, 0.9) ?? 0) - (quantile(tones, 0.1) ?? 0);
}

/** Pitch variation: standard deviation in semitones (after the pitch variation quotient of Hincks 2005). Null under 50 voiced frames. */
export function pitchVariation(pitches: readonly number[]): number | null {
  return pitches.length < MIN_FRAMES ? null : deviation(semitones(pitches));
}
const MIN_FRAMES = 50;

function semitones(pitches: readonly number[]): readonly number[] {
  return pitches.map((pitch) => 12 * Math.log2(pitch / 100));
}
