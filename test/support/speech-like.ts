/**
 * Sound with the rhythm and the spectrum of speech, made without any speech program: syllables of voiced harmonics with
 * formants, closures, hiss and pauses between phrases. Every speaker (seed) has a pitch and a rhythm of its own.
 */
import { msToSamples } from '../../src/engine/speech/frame.js';
import { silence, joined } from './tones.js';

const VOWELS = [
  [730, 1090],
  [530, 1840],
  [300, 2200],
  [570, 840],
  [440, 1020],
] as const;

/** About -20 dB while speaking. */
export function speechLike(ms: number, speaker = 1): Int16Array {
  const random = randomOf(speaker * 7919 + 13);
  const pitch = 95 + ((speaker * 47) % 120);
  const parts: Int16Array[] = [];
  let length = 0;
  for (let syllables = 1; length < msToSamples(ms); syllables++) {
    const next = [
      ...(random() < 0.5 ? [hiss(40 + random() * 70, random)] : [silence(30 + random() * 60)]),
      vowel(90 + random() * 130, pitch * (0.85 + random() * 0.3), VOWELS[Math.floor(random() * 5)] ?? VOWELS[0]),
      ...(syllables % 9 === 0 ? [silence(200 + random() * 250)] : []),
    ];
    parts.push(...next);
    length += next.reduce((sum, part) => sum + part.length, 0);
  }
  return joined(...parts).slice(0, msToSamples(ms));
}

export function amplified(samples: Int16Array, db: number): Int16Array {
  const gain = 10 ** (db / 20);
  return samples.map((sample) => Math.max(-32_768, Math.min(32_767, Math.round(sample * gain))));
}

/** Level of the frames that hold sound, in dB below full scale. */
export function activeLevelDb(samples: Int16Array): number {
  const loud = samples.filter((sample) => Math.abs(sample) > 60);
  const power = loud.reduce((sum, sample) => sum + sample * sample, 0) / Math.max(1, loud.length);
  return 10 * Math.log10(Math.max(1e-9, power / 32768 ** 2));
}

function vowel(ms: number, pitch: number, formants: readonly [number, number]): Int16Array {
  const length = msToSamples(ms);
  const wave = periodOf(Math.round(pitch / 4) * 4, formants);
  const step = (pitch * PERIOD) / 16_000;
  return Int16Array.from({ length }, (_, i) => {
    const swell = Math.sin((Math.PI * i) / length) ** 0.5;
    return Math.round(2200 * swell * (wave[Math.floor(i * step) % PERIOD] ?? 0));
  });
}

const PERIOD = 1024;
const periods = new Map<string, Float64Array>();

/** One period of a vowel: harmonics up to 3.5 kHz, the strongest near the formants. */
function periodOf(pitch: number, formants: readonly [number, number]): Float64Array {
  const key = [pitch, ...formants].join(' ');
  const known = periods.get(key);
  if (known !== undefined) return known;
  const period = new Float64Array(PERIOD);
  for (let harmonic = 1; harmonic * pitch < 3500; harmonic++) {
    const hz = harmonic * pitch;
    const gain = 30 / (200 + hz) + formants.reduce((sum, peak) => sum + 1 / (1 + ((hz - peak) / 120) ** 2), 0);
    for (let i = 0; i < PERIOD; i++)
      period[i] = (period[i] ?? 0) + gain * Math.sin((2 * Math.PI * harmonic * i) / PERIOD);
  }
  periods.set(key, period);
  return period;
}

function hiss(ms: number, random: () => number): Int16Array {
  let last = 0;
  return Int16Array.from({ length: msToSamples(ms) }, () => {
    const white = random() - 0.5;
    const high = white - last;
    last = white;
    return Math.round(2500 * high);
  });
}

function randomOf(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}
