/** What a test may bring for each port. */
import type { GrammarChecker } from '../engine/ports/grammar-checker.js';
import type { LanguageModel } from '../engine/ports/language-model.js';
import type { PronunciationAssessor } from '../engine/ports/pronunciation-assessor.js';
import type { SpeechToText } from '../engine/ports/speech-to-text.js';
import type { TextToSpeech } from '../engine/ports/text-to-speech.js';
import type { VoiceActivityDetector } from '../engine/ports/voice-activity-detector.js';
import type { WordAligner } from '../engine/ports/word-aligner.js';

export interface ProviderTypes {
  readonly speechToText: SpeechToText;
  readonly textToSpeech: TextToSpeech;
  readonly voiceActivity: VoiceActivityDetector;
  readonly wordAligner: WordAligner;
  readonly grammar: GrammarChecker;
  readonly languageModel: LanguageModel;
  readonly pronunciation: PronunciationAssessor;
}
