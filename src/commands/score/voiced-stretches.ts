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

/** Peak of a recording so quiet (-30 dB of full scale) that the detectors, which go by level too, miss half of what was said. */
const QUIET_PEAK = 1000;
/** Nothing but the noise of the device has less. */
const FAINTEST_PEAK = 128;
/** As most recordings have: -12 dB. */
const USUAL_PEAK = 8192;

export function hearAudio(samples: Int16Array, voiceActivity: VoiceActivityDetector): HeardAudio {
  const tracker = new VoiceTracker();
  const meter = new TurnQualityMeter();
  const louder = amplified(samples);
  voiceActivity.reset();
  for (let start = 0; start + FRAME_SAMPLES <= samples.length; start += FRAME_SAMPLES) {
    const frame = samples.subarray(start, start + FRAME_SAMPLES);
    const heard = louder.subarray(start, start + FRAME_SAMPLES);
    tracker.process(voiceActivity.process(heard), (start / FRAME_SAMPLES) * FRAME_MS);
    meter.add(frame, levelDb(frame), tracker.speaking);
  }
  return { segments: tracker.stretches(), quality: meter.quality() };
}

/** For the detector only: whatever is measured is measured of the sound as it is. */
function amplified(samples: Int16Array): Int16Array {
  const peak = samples.reduce((highest, sample) => Math.max(highest, Math.abs(sample)), 0);
  if (peak >= QUIET_PEAK || peak < FAINTEST_PEAK) return samples;
  return samples.map((sample) => Math.round((sample * USUAL_PEAK) / peak));
}
