/** An end of the examiner's voice that remembers what could be heard, and when. */
import type { AudioOutput } from '../../src/engine/ports/audio-output.js';
import type { Clock } from '../../src/engine/ports/clock.js';
import { FRAME_MS, FRAME_SAMPLES, SILENT_FRAME, type Frame } from '../../src/engine/speech/frame.js';
import { createNullOutput } from '../../src/providers/null-output/null-output.js';

const AUDIBLE = 500;

export interface ListeningOutput extends AudioOutput {
  /** What a speaker would have played since the beginning. */
  sound(): Int16Array;
  /** Milliseconds from the session's beginning to the first sound. */
  firstSoundMs(): number;
}

export function listeningOutput(clock: Clock): ListeningOutput {
  const inner = createNullOutput({ clock });
  const frames: Frame[] = [];
  return {
    ...inner,
    write(frame) {
      // While nothing is handed over, a speaker is silent.
      while (frames.length * FRAME_MS + FRAME_MS < clock.nowMs()) frames.push(SILENT_FRAME);
      frames.push(frame.slice());
      inner.write(frame);
    },
    sound() {
      const all = new Int16Array(frames.length * FRAME_SAMPLES);
      for (const [index, frame] of frames.entries()) all.set(frame, index * FRAME_SAMPLES);
      return all;
    },
    firstSoundMs: () => frames.findIndex((frame) => frame.some((sample) => Math.abs(sample) > AUDIBLE)) * FRAME_MS,
  };
}

/** The longest silence between two sounds. Milliseconds of 16 kHz sound. */
export function longestSilenceMs(sound: Int16Array): number {
  let longest = 0;
  let last = -1;
  for (let at = 0; at < sound.length; at++) {
    if (Math.abs(sound[at]!) <= AUDIBLE) continue;
    if (last !== -1) longest = Math.max(longest, at - last);
    last = at;
  }
  return longest / 16;
}
