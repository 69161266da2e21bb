/** How far an answer goes on in the recording after its turn was ended: a candidate who is cut into speaks on. */
import { FRAME_MS, FRAME_SAMPLES } from '../../speech/frame.js';

/** A pause this long after the turn's end is its end. */
const PAUSE_MS = 1000;
const AFTER_MS = 300;
/** Frames this far below the loudest of the answer are no speech. */
const PAUSE_RATIO = 0.1;
/** Fainter than the examiner by so much, it is the examiner's own voice in the microphone. */
const ECHO_RATIO = 0.5;

/**
 * @param candidate, examiner both sides of the recording from the beginning of the answer on
 * @param heardMs how long the answer was heard
 * @returns where it ends, in milliseconds from its beginning; at least `heardMs`
 */
export function answerEnd(candidate: Int16Array, examiner: Int16Array, heardMs: number): number {
  const heardFrames = Math.ceil(heardMs / FRAME_MS);
  let loudest = 0;
  for (let frame = 0; frame < heardFrames; frame++) loudest = Math.max(loudest, level(candidate, frame));
  const frames = Math.floor(candidate.length / FRAME_SAMPLES);
  let last = heardFrames;
  for (let frame = heardFrames; frame < frames && (frame - last) * FRAME_MS < PAUSE_MS; frame++) {
    const own = level(candidate, frame);
    if (own >= loudest * PAUSE_RATIO && own >= level(examiner, frame) * ECHO_RATIO) last = frame + 1;
  }
  if (last === heardFrames) return heardMs;
  return Math.min(candidate.length / (FRAME_SAMPLES / FRAME_MS), last * FRAME_MS + AFTER_MS);
}

/** Mean absolute value of a frame. */
function level(samples: Int16Array, frame: number): number {
  let sum = 0;
  const from = frame * FRAME_SAMPLES;
  for (let at = from; at < from + FRAME_SAMPLES; at++) sum += Math.abs(samples[at] ?? 0);
  return sum / FRAME_SAMPLES;
}
