/**
 * How much of a sound is steady tones, as music is. Notes stay where they are for a fifth of a second and more; the
 * harmonics of a voice that speaks glide all the time, with its melody.
 */
import { SAMPLE_RATE } from './frame.js';
import { createSpectrumMeter } from './spectrum.js';

/** 64 ms: harmonics of a low voice lie several steps of 15.6 Hz apart. */
const SIZE = 1024;
const STEP_MS = 50;
/** A tone is followed through this many further spectra, 200 ms. */
const FOLLOWED = 4;
/** The strongest tones of a moment, with their harmonics. */
const TONES = 5;
const LOWEST_HZ = 150;
const HIGHEST_HZ = 3000;
/** Weaker than the strongest by more (20 dB), a peak may be chance. */
const WEAKEST = 0.1;
/** A quarter of a semitone: an instrument's vibrato stays within it. */
const MOVED = 0.015;
/** Of voices. */
const LOWEST_PITCH_HZ = 70;
const HIGHEST_PITCH_HZ = 400;
/** Two semitones to each side: about where a speaker's "uhh" lies; tunes go further. */
const HELD_WITHIN = 1.12;
/** Parts of a pitch by which a peak may lie beside its harmonic. */
const BESIDE = 0.1;
/** Two tones are harmonics of something, whatever they are. */
const FEWEST_HARMONICS = 3;
/** From one pitch that is tried to the next: a twelfth of a semitone. */
const FINE = 1.005;
/** Moments looked at in one recording, spread evenly: 0.1 s of work. */
const MOST_MOMENTS = 300;

interface Stretch {
  readonly startMs: number;
  readonly endMs: number;
}

/**
 * Of the strongest tones in the given stretches, the share that is still there through the next 200 ms: 0 to 1. Music
 * .2 to 1 (a plucked tune or a singer alone from .1, drums 0); 400 read sentences of learners at most .14, in the mean .01.
 * A voice that hesitates ("uhh") holds a tone, too, but always about the same: what belongs to the one pitch held most
 * counts as gliding. Null under a second.
 * @param samples 16 kHz mono, from 0 ms
 */
export function steadyToneShare(samples: Int16Array, stretches: readonly Stretch[]): number | null {
  const voicedMs = stretches.reduce((total, { startMs, endMs }) => total + endMs - startMs, 0);
  if (voicedMs < 1000) return null;
  const moments = momentsOf(samples, stretches, Math.max(STEP_MS, voicedMs / MOST_MOMENTS));
  const tones = moments.reduce((total, { hertz }) => total + hertz.length, 0);
  const steady = moments.reduce((total, each) => total + each.steady, 0);
  return tones === 0 ? 0 : (steady - ofOnePitch(moments)) / tones;
}

/** The strongest tones of a moment, and how many of them stay. */
interface Moment {
  readonly hertz: readonly number[];
  readonly steady: number;
}

function momentsOf(samples: Int16Array, stretches: readonly Stretch[], everyMs: number): readonly Moment[] {
  const meter = createSpectrumMeter(SIZE);
  const moments: Moment[] = [];
  for (const { startMs, endMs } of stretches) {
    for (let atMs = startMs; atMs + FOLLOWED * STEP_MS <= endMs; atMs += everyMs) {
      const [hertz = [], ...later] = Array.from({ length: FOLLOWED + 1 }, (_, ahead) => {
        const start = Math.round(((atMs + ahead * STEP_MS) * SAMPLE_RATE) / 1000);
        return tonesOf(meter.measure(samples, start));
      });
      const steady = hertz.filter((each) =>
        later.every((others) => others.some((other) => Math.abs(other - each) < MOVED * each)),
      ).length;
      moments.push({ hertz, steady });
    }
  }
  return moments;
}

/** Steady tones of the moments that are harmonics of one pitch, near the pitch that has most of them. */
function ofOnePitch(moments: readonly Moment[]): number {
  const held = moments.flatMap(({ hertz, steady }) => {
    const pitch = steady === 0 ? null : pitchUnder(hertz);
    return pitch === null ? [] : [{ pitch, steady }];
  });
  const near = held.map(({ pitch }) =>
    held.reduce((sum, other) => {
      const apart = Math.max(other.pitch, pitch) / Math.min(other.pitch, pitch);
      return apart < HELD_WITHIN ? sum + other.steady : sum;
    }, 0),
  );
  return Math.max(0, ...near);
}

/** The highest pitch of a voice that all tones are harmonics of; null where they are of several, or too few to tell. */
function pitchUnder(hertz: readonly number[]): number | null {
  if (hertz.length < FEWEST_HARMONICS) return null;
  for (let pitch = HIGHEST_PITCH_HZ; pitch >= LOWEST_PITCH_HZ; pitch /= FINE) {
    const off = hertz.filter((each) => Math.abs(each - Math.round(each / pitch) * pitch) > BESIDE * pitch);
    if (off.length === 0) return pitch;
  }
  return null;
}

/** Frequencies of the strongest peaks, Hz. */
function tonesOf(magnitudes: Float64Array): readonly number[] {
  const perStep = SAMPLE_RATE / SIZE;
  const from = Math.ceil(LOWEST_HZ / perStep);
  const to = Math.floor(HIGHEST_HZ / perStep);
  const loudest = magnitudes.subarray(from, to + 1).reduce((most, each) => Math.max(most, each), 0);
  const peaks: { readonly hertz: number; readonly magnitude: number }[] = [];
  for (let at = from; at <= to; at += 1) {
    const magnitude = magnitudes[at] as number;
    const [before, after] = [magnitudes[at - 1] as number, magnitudes[at + 1] as number];
    if (magnitude === 0 || magnitude < WEAKEST * loudest || magnitude < before || magnitude <= after) continue;
    peaks.push({ hertz: (at + summit(before, magnitude, after)) * perStep, magnitude });
  }
  return peaks
    .toSorted((one, other) => other.magnitude - one.magnitude)
    .slice(0, TONES)
    .map(({ hertz }) => hertz);
}

/** Where a parabola through the logarithms of three neighbours is highest, in steps from the middle one. */
function summit(before: number, middle: number, after: number): number {
  const [left, centre, right] = [before, middle, after].map((each) => Math.log(each + 1)) as [number, number, number];
  const curve = left - 2 * centre + right;
  return curve === 0 ? 0 : (0.5 * (left - right)) / curve;
}
