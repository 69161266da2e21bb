/** The speech model over what the aligner found, for its process. */
import type { SoundAnalysis } from '../../engine/ports/sound-analyzer.js';
import type { SpeechRating } from '../../engine/ports/word-aligner.js';
import { rateUtterance } from '../../engine/scoring/speech-model/rate-utterance.js';
import { findVoice } from '../../engine/speech/find-voice.js';
import { readSpeechModel } from '../speech-model/read-speech-model.js';
import { createWebrtcDetector } from '../webrtc-vad/webrtc-detector.js';

interface Utterance {
  readonly samples: Int16Array;
  readonly words: readonly string[];
  readonly analysis: SoundAnalysis;
}

/** Always WebRTC voice activity: the model was trained with it. */
export async function openSpeechRating(): Promise<(utterance: Utterance) => SpeechRating | null> {
  const [model, detector] = await Promise.all([readSpeechModel(), createWebrtcDetector()]);
  return ({ samples, words, analysis }) => {
    const outcome = rateUtterance({ samples, words, segments: findVoice(samples, detector), analysis }, model);
    if (!outcome.rateable) return null;
    const { fluency, prosodic, accuracy, total, modelVersion, words: rated } = outcome.rating;
    return {
      fluency: round(fluency),
      prosodic: round(prosodic),
      accuracy: round(accuracy),
      total: round(total),
      words: rated.length,
      modelVersion,
    };
  };
}

/** As a cassette writes it, so that a replay gives the very numbers of the recording. */
function round(value: number): number {
  return Math.round(value * 1000) / 1000;
}
