/** The speech model over what the aligner found, for its process. */
import type { SoundAnalysis } from '../../engine/ports/sound-analyzer.js';
import type { SpeechRating } from '../../engine/ports/word-aligner.js';
import { ratingOf } from '../../engine/scoring/speech-model/alignment-of.js';
import { rateUtterance } from '../../engine/scoring/speech-model/rate-utterance.js';
import { findVoice } from '../../engine/speech/find-voice.js';
import { readSpeechModel } from '../speech-model/read-speech-model.js';
import { createWebrtcDetector } from '../webrtc-vad/webrtc-detector.js';

interface Utterance {
  readonly samples: Int16Array;
  readonly words: readonly string[];
  readonly analysis: SoundAnalysis;
}

/** The words of an alignment are a recogniser's. Always WebRTC voice activity: the model was trained with it. */
export async function openSpeechRating(): Promise<(utterance: Utterance) => SpeechRating | null> {
  const [model, detector] = await Promise.all([readSpeechModel(), createWebrtcDetector()]);
  return ({ samples, words, analysis }) => {
    const utterance = { samples, words, segments: findVoice(samples, detector), analysis };
    return ratingOf(rateUtterance(utterance, model, 'recognised'));
  };
}
