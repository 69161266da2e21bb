/**
 * How often a detector is right about 20 ms frames. The truth: words aligned in clear and learner clips, silence between
 * them of 200 ms and more, and noise alone before and after each clip.
 */
import type { VoiceActivityDetector } from '../../../src/engine/ports/voice-activity-detector.js';
import type { Alignment } from '../../../src/engine/ports/word-aligner.js';
import { noise, type Clip } from './test-audio.js';

const FRAME = 320;
const PAD = 48_000;

export interface Labelled {
  readonly samples: Int16Array;
  /** Per frame: speech, no speech, or null where the truth is unsure (edges of words). */
  readonly truth: readonly (boolean | null)[];
  readonly rms: number;
}

export interface Accuracy {
  readonly quiet: number;
  readonly noise20dB: number;
  readonly noise10dB: number;
}

/** Shares of frames judged right, each the mean of speech and pauses, 0 to 1. */
export async function frameAccuracy(
  create: () => Promise<VoiceActivityDetector>,
  clips: readonly Labelled[],
): Promise<Accuracy> {
  const detector = await create();
  const [quiet, noise20dB, noise10dB] = [-60, -20, -10].map((db) => accuracy(detector, clips, db)) as [
    number,
    number,
    number,
  ];
  detector.close();
  return { quiet, noise20dB, noise10dB };
}

function accuracy(detector: VoiceActivityDetector, clips: readonly Labelled[], noiseDb: number): number {
  const right = { speech: 0, pause: 0 };
  const all = { speech: 0, pause: 0 };
  for (const { samples, truth, rms } of clips) {
    detector.reset();
    // Uniform noise of amplitude a has the level a / sqrt(3).
    const around = noise(samples.length, rms * 10 ** (noiseDb / 20) * Math.sqrt(3), samples.length);
    for (const [index, speech] of truth.entries()) {
      const frame = samples
        .slice(index * FRAME, (index + 1) * FRAME)
        .map((sample, i) => sample + (around[index * FRAME + i] ?? 0));
      const heard = detector.process(frame) >= 0.5;
      if (speech === null) continue;
      const kind = speech ? 'speech' : 'pause';
      all[kind] += 1;
      if (heard === speech) right[kind] += 1;
    }
  }
  if (process.env['SHOW_FIGURES']) console.log(noiseDb, right.speech / all.speech, right.pause / all.pause, all);
  return (right.speech / all.speech + right.pause / all.pause) / 2;
}

export function labelled({ samples }: Clip, { words }: Pick<Alignment, 'words'>): Labelled {
  const padded = new Int16Array(samples.length + 2 * PAD);
  padded.set(samples, PAD);
  const frames = Math.floor(padded.length / FRAME);
  const truth = Array.from({ length: frames }, (_, index) => {
    const atMs = (index * FRAME + FRAME / 2 - PAD) / 16;
    if (atMs < -100 || atMs > samples.length / 16 + 100) return false;
    const nearest = Math.min(...words.map(({ startMs, endMs }) => Math.max(startMs - atMs, atMs - endMs)));
    if (nearest < -20) return true;
    return nearest > 100 ? false : null;
  });
  const rms = Math.sqrt(samples.reduce((sum, sample) => sum + sample * sample, 0) / samples.length);
  return { samples: padded, truth, rms };
}
