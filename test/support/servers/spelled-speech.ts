/**
 * Audio that spells its words: every frame of a word has the word's number as its samples, silence is zero. Whoever gets
 * the audio can say exactly which words are in it, where, and whether a piece is missing.
 */
import type { Word } from '../../../src/engine/ports/word.js';
import { FRAME_SAMPLES, samplesToMs, type Frame } from '../../../src/engine/speech/frame.js';
import { silentFrames } from '../speech-frames.js';

const FIRST = 2000;
const STEP = 20;

export interface SpelledWord {
  readonly number: number;
  /** Frames. */
  readonly length?: number;
  /** Frames of silence after it. */
  readonly pause?: number;
}

/** A word of 200 ms and 100 ms of silence after it, unless told otherwise. */
export function spell(words: readonly SpelledWord[]): Frame[] {
  return words.flatMap(({ number, length = 10, pause = 5 }) => [
    ...Array.from({ length }, () => new Int16Array(FRAME_SAMPLES).fill(FIRST + number * STEP)),
    ...silentFrames(pause * 20),
  ]);
}

export function spelledText(words: readonly SpelledWord[]): string {
  return words.map(({ number }) => nameOf(number)).join(' ');
}

export function nameOf(number: number): string {
  return `w${String(number)}`;
}

/** What whole frames spell: a look at one sample of each is enough. Times in milliseconds from the first. */
export function readSpelledFrames(frames: readonly Frame[]): Word[] {
  return readSpelling(
    Int16Array.from(frames, ([first = 0]) => first),
    FRAME_SAMPLES,
  );
}

/** What the samples spell. Times in milliseconds from the first sample. @param every of how many samples one is given */
export function readSpelling(samples: Int16Array, every = 1): Word[] {
  const words: Word[] = [];
  let from = 0;
  for (let at = 1; at <= samples.length; at++) {
    const value = samples[from] ?? 0;
    if (at < samples.length && samples[at] === value) continue;
    if (value >= FIRST) {
      const text = nameOf((value - FIRST) / STEP);
      words.push({ text, startMs: samplesToMs(from * every), endMs: samplesToMs(at * every), confidence: 0.9 });
    }
    from = at;
  }
  return words;
}
