/** Features of pitch and loudness over the voiced stretches. */
import { levelDb } from '../../../speech/levels.js';
import { msToSamples, samplesToMs } from '../../../speech/frame.js';
import type { PitchPoint } from '../../measures/pitch.js';
import { deviation, mean, quantile } from '../../measures/statistics.js';
import type { Interval } from '../../types.js';
import type { Features } from './sounds.js';

const FEW = 8;
const FRAME_MS = 20;

/** Pitch in semitones over 100 Hz; slopes in semitones per second. */
export function melodyFeatures(pitches: readonly PitchPoint[], stepMs: number, voicedMs: number): Features {
  const tones = pitches.map(({ hertz }) => 12 * Math.log2(hertz / 100));
  if (tones.length < FEW)
    return {
      pitchMedian: null,
      pitchRange: null,
      pitchDeviation: null,
      pitchMovement: null,
      pitchSlope: null,
      pitchFall: null,
      voicedShare: voicedMs > 0 ? (pitches.length * stepMs) / voicedMs : null,
    };
  const middle = quantile(tones, 0.5) ?? 0;
  const steps = pitches.slice(1).flatMap((point, index) => {
    const before = pitches[index];
    return before && point.atMs - before.atMs <= 1.5 * stepMs
      ? [Math.abs((tones[index + 1] ?? 0) - (tones[index] ?? 0))].filter((step) => step < 6)
      : [];
  });
  const tail = tones.slice(-Math.max(3, Math.round(tones.length * 0.15)));
  return {
    pitchMedian: middle,
    pitchRange: (quantile(tones, 0.9) ?? 0) - (quantile(tones, 0.1) ?? 0),
    pitchDeviation: deviation(tones.map((tone) => Math.min(middle + 9, Math.max(middle - 9, tone)))),
    pitchMovement: mean(steps),
    pitchSlope: slope(
      pitches.map(({ atMs }) => atMs / 1000),
      tones,
    ),
    pitchFall: (quantile(tail, 0.5) ?? 0) - middle,
    voicedShare: voicedMs > 0 ? (pitches.length * stepMs) / voicedMs : null,
  };
}

/** Levels of 20 ms frames inside the voiced stretches, dB: how they vary, dip and move. */
export function loudnessFeatures(samples: Int16Array, segments: readonly Interval[]): Features {
  const levels: number[] = [];
  let segment = 0;
  const size = msToSamples(FRAME_MS);
  for (let start = 0; start + size <= samples.length; start += size) {
    const atMs = samplesToMs(start) + FRAME_MS / 2;
    while ((segments[segment]?.endMs ?? Infinity) <= atMs) segment += 1;
    if ((segments[segment]?.startMs ?? Infinity) <= atMs) levels.push(levelDb(samples.subarray(start, start + size)));
  }
  const loud = quantile(levels, 0.9);
  return {
    loudnessDeviation: deviation(levels),
    loudnessRange: loud === null ? null : loud - (quantile(levels, 0.1) ?? loud),
    loudnessMedianDrop: loud === null ? null : loud - (quantile(levels, 0.5) ?? loud),
    loudnessMovement: mean(levels.slice(1).map((level, index) => Math.abs(level - (levels[index] ?? level)))),
  };
}

function slope(times: readonly number[], values: readonly number[]): number {
  const [time, value] = [mean(times) ?? 0, mean(values) ?? 0];
  let product = 0;
  let square = 0;
  for (const [index, at] of times.entries()) {
    product += (at - time) * ((values[index] ?? 0) - value);
    square += (at - time) ** 2;
  }
  return square > 0 ? product / square : 0;
}
