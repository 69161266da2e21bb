/** Voiced stretches of a piece of audio, by the rules that hold in a session. */
import type { VoiceActivityDetector } from '../../engine/ports/voice-activity-detector.js';
import type { Interval } from '../../engine/scoring/types.js';
import { FRAME_MS, FRAME_SAMPLES } from '../../engine/speech/frame.js';
import { levelDb, TurnQualityMeter, type TurnAudioQuality } from '../../engine/speech/levels.js';
import { VoiceTracker } from '../../engine/speech/voice-tracker.js';

export interface HeardAudio {
  /** Milliseconds from the first sample. */
  readonly segments: readonly Interval[];
  /** Null when nobody was heard. */
  readonly quality: TurnAudioQuality | null;
}

export function hearAudio(samples: Int16Array, voiceActivity: VoiceActivityDetector): HeardAudio {
  const tracker = new VoiceTracker();
  const meter = new TurnQualityMeter();
  voiceActivity.reset();
  for (let start = 0; start + FRAME_SAMPLES <= samples.length; start += FRAME_SAMPLES) {
    const frame = samples.subarray(start, start + FRAME_SAMPLES);
    tracker.process(voiceActivity.process(frame), (start / FRAME_SAMPLES) * FRAME_MS);
    meter.add(frame, levelDb(frame), tracker.speaking);
  }
  return { segments: tracker.stretches(), quality: meter.quality() };
}
