/** What a scripted candidate did with each answer, so that what was heard can be held against what was said. */
import { FRAME_MS, FRAME_SAMPLES } from '../speech/frame.js';

interface SaidAudio {
  readonly startMs: number;
  readonly speechStartMs: number;
  readonly speechEndMs: number;
  /** Where in its file it began; left out for an answer with a file of its own. */
  readonly fromMs?: number;
  /** When the candidate gave way to the examiner; the rest was left unsaid. */
  readonly stoppedMs?: number;
}

export interface SaidAnswer {
  /** Place in the fixture, from 1. */
  readonly answer: number;
  /** The turn that it belongs to; null while there is none. */
  readonly turnId: string | null;
  /** The turn in which it was begun, where that is another one: the examiner listened on after a cough at its beginning. */
  readonly firstTurnId?: string;
  /** The file with its audio, as the fixture names it. */
  readonly file?: string;
  /** Null for answers without speech. Media time at which the audio began, and of the speech in it. */
  readonly audio: SaidAudio | null;
}

/** A turn that an answer has, or has besides the one in which it was begun. */
export function inTurn(said: SaidAnswer, turnId: string): SaidAnswer {
  const { turnId: before } = said;
  return before === null || said.firstTurnId !== undefined
    ? { ...said, turnId }
    : { ...said, turnId, firstTurnId: before };
}

/** As if no more of an answer was said than until then. */
export function stoppedAt(said: SaidAnswer, stoppedMs: number): SaidAnswer {
  return said.audio === null ? said : { ...said, audio: { ...said.audio, stoppedMs } };
}

/** Frames this far below the loudest one (a tenth of its amplitude) are no speech. */
const PAUSE_RATIO = 0.1;
/** About -54 dB of full scale: where nothing is louder, nothing is said. */
const AUDIBLE = 66;
/** Levels need not be finer than this. */
const STRIDE = 4;

/** Where the speech in an answer's audio begins and ends, in milliseconds from its beginning; null when it is silent. */
export function speechSpan(samples: Int16Array): { readonly startMs: number; readonly endMs: number } | null {
  const frames = Math.ceil(samples.length / FRAME_SAMPLES);
  const levels = new Float64Array(frames);
  let loudest = 0;
  for (let frame = 0; frame < frames; frame++) {
    const end = Math.min(samples.length, (frame + 1) * FRAME_SAMPLES);
    let sum = 0;
    for (let at = frame * FRAME_SAMPLES; at < end; at += STRIDE) {
      const sample = samples[at] as number;
      sum += sample < 0 ? -sample : sample;
    }
    const level = (sum * STRIDE) / FRAME_SAMPLES;
    levels[frame] = level;
    if (level > loudest) loudest = level;
  }
  if (loudest < AUDIBLE) return null;
  const threshold = Math.max(AUDIBLE, loudest * PAUSE_RATIO);
  const first = levels.findIndex((level) => level >= threshold);
  const last = levels.findLastIndex((level) => level >= threshold);
  return { startMs: first * FRAME_MS, endMs: (last + 1) * FRAME_MS };
}
