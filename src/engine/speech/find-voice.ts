/** Voiced stretches of a whole recording. */
import type { VoiceActivityDetector } from '../ports/voice-activity-detector.js';
import { FRAME_SAMPLES, samplesToMs } from './frame.js';
import { VoiceTracker } from './voice-tracker.js';
import type { VoicedStretch } from './voice-tracker.js';

/** @param samples 16 kHz mono; a last frame that is not full is left out */
export function findVoice(samples: Int16Array, detector: VoiceActivityDetector): readonly VoicedStretch[] {
  const tracker = new VoiceTracker();
  detector.reset();
  for (let start = 0; start + FRAME_SAMPLES <= samples.length; start += FRAME_SAMPLES)
    tracker.process(detector.process(samples.subarray(start, start + FRAME_SAMPLES)), samplesToMs(start));
  return tracker.stretches();
}
