/** Splits one long recording of a candidate into answers, by voice activity. */
import type { VoiceActivityDetector } from '../../engine/ports/voice-activity-detector.js';
import { FRAME_MS, FRAME_SAMPLES } from '../../engine/speech/frame.js';

/**
 * A pause this long is the examiner speaking, a shorter one belongs to the answer. Between two answers lie the end of
 * turn (a second or more) and a question (two or more); pauses inside an answer rarely reach two seconds.
 */
const PAUSE_MS = 2000;
/** Shorter speech is taken for a cough or a click. */
const MIN_SPEECH_MS = 200;
/** Audio kept before and after the speech, so that soft first and last sounds are not lost. */
const BEFORE_MS = 200;
const AFTER_MS = 300;
/** A frame counts as speech when at least this many of the last {@link WINDOW} frames do: single frames are clicks. */
const VOTES = 3;
const WINDOW = 5;

interface Stretch {
  startFrame: number;
  /** Exclusive. */
  endFrame: number;
  speechFrames: number;
}

/** @returns views into `samples`, in order; empty when nobody speaks */
export function splitAnswers(samples: Int16Array, voiceActivity: VoiceActivityDetector): readonly Int16Array[] {
  const stretches: Stretch[] = [];
  let votes: readonly boolean[] = [];
  voiceActivity.reset();
  for (let index = 0; (index + 1) * FRAME_SAMPLES <= samples.length; index++) {
    const frame = samples.subarray(index * FRAME_SAMPLES, (index + 1) * FRAME_SAMPLES);
    votes = [...votes.slice(1 - WINDOW), voiceActivity.process(frame) >= 0.5];
    if (votes.filter(Boolean).length < VOTES) continue;
    const last = stretches.at(-1);
    if (last !== undefined && index - last.endFrame < PAUSE_MS / FRAME_MS) {
      last.endFrame = index + 1;
      last.speechFrames++;
    } else {
      stretches.push({ startFrame: Math.max(0, index + 1 - WINDOW), endFrame: index + 1, speechFrames: 1 });
    }
  }
  return stretches
    .filter((stretch) => stretch.speechFrames * FRAME_MS >= MIN_SPEECH_MS)
    .map(({ startFrame, endFrame }) =>
      samples.subarray(
        Math.max(0, startFrame - BEFORE_MS / FRAME_MS) * FRAME_SAMPLES,
        Math.min(samples.length, (endFrame + AFTER_MS / FRAME_MS) * FRAME_SAMPLES),
      ),
    );
}
