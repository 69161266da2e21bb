/** The ends and providers of a replay. */
import type { AudioInput } from '../ports/audio-input.js';
import type { AudioOutput } from '../ports/audio-output.js';
import type { Clock } from '../ports/clock.js';
import type { GrammarChecker } from '../ports/grammar-checker.js';
import type { LanguageModel } from '../ports/language-model.js';
import type { PronunciationAssessor } from '../ports/pronunciation-assessor.js';
import type { CreateResampler } from '../ports/resampler.js';
import type { SpeechToText } from '../ports/speech-to-text.js';
import type { TextToSpeech } from '../ports/text-to-speech.js';
import type { VoiceActivityDetector } from '../ports/voice-activity-detector.js';
import type { WordAligner } from '../ports/word-aligner.js';
import type { ProviderNotices } from '../session/log/provider-notices.js';
import type { ChosenProvider } from '../session/session-options.js';
import type { CassettePort } from './cassette/format.js';

export interface ReplayPorts {
  readonly clock: Clock;
  readonly input: AudioInput;
  readonly output: AudioOutput;
  readonly speechToText: SpeechToText | null;
  readonly textToSpeech: TextToSpeech | null;
  readonly voiceActivity: VoiceActivityDetector;
  readonly wordAligner: WordAligner | null;
  readonly grammar: GrammarChecker | null;
  readonly languageModel: LanguageModel | null;
  readonly pronunciation: PronunciationAssessor | null;
  readonly notices: ProviderNotices;
  readonly createResampler: CreateResampler;
  readonly chosen: readonly ChosenProvider[];
}

/** The providers of the ports that a cassette can stand for. */
export type ProviderTypes = { readonly [Port in CassettePort]: NonNullable<ReplayPorts[Port]> };
