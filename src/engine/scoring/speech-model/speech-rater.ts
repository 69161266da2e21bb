/** From audio and words to a rating: voice activity, sound analysis, model. */
import type { SoundAnalyzer } from '../../ports/sound-analyzer.js';
import type { VoiceActivityDetector } from '../../ports/voice-activity-detector.js';
import { findVoice } from '../../speech/find-voice.js';
import { rateUtterance } from './rate-utterance.js';
import type { SpeechModel } from './speech-model.js';
import type { SpeechRater } from './types.js';

export interface SpeechRaterParts {
  readonly analyzer: SoundAnalyzer;
  /** Used synchronously and reset before each recording. */
  readonly voiceActivity: VoiceActivityDetector;
  readonly model: SpeechModel;
}

/** Owns its parts: closing it closes them. */
export function createSpeechRater({ analyzer, voiceActivity, model }: SpeechRaterParts): SpeechRater {
  return {
    modelVersion: model.version,
    async rate(samples, words) {
      const segments = findVoice(samples, voiceActivity);
      // Nothing to align in silence: the aligner would only take time over it.
      const analysis = segments.length === 0 || words.length === 0 ? null : await analyzer.analyze(samples, words);
      return { outcome: rateUtterance({ samples, words, segments, analysis }, model), segments, analysis };
    },
    async close() {
      voiceActivity.close();
      await analyzer.close();
    },
  };
}
