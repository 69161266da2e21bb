/** What a session gets from the registry: one provider per port, why it was chosen, and what is missing. */
import type { Profile } from '../../config/profiles/resolve-profile.js';
import type { Clock } from '../../engine/ports/clock.js';
import type { GrammarChecker } from '../../engine/ports/grammar-checker.js';
import type { LanguageModel } from '../../engine/ports/language-model.js';
import type { PronunciationAssessor } from '../../engine/ports/pronunciation-assessor.js';
import type { SpeechCache } from '../../engine/ports/speech-cache.js';
import type { SpeechToText } from '../../engine/ports/speech-to-text.js';
import type { TextToSpeech } from '../../engine/ports/text-to-speech.js';
import type { VoiceActivityDetector } from '../../engine/ports/voice-activity-detector.js';
import type { WordAligner } from '../../engine/ports/word-aligner.js';
import type { ProviderPort } from '../../engine/session/events.js';
import type { ProviderNotices } from '../../engine/session/provider-notices.js';
import type { ChosenProvider } from '../../engine/session/session-options.js';
import type { Accounts } from './accounts.js';

/** Provider names by port; left out means "the best there is". `none` switches a port off where that is possible. */
export interface ProviderWishes {
  readonly speechToText?: string;
  readonly textToSpeech?: string;
  readonly voiceActivity?: string;
  readonly wordAligner?: string;
  readonly grammar?: string;
  readonly languageModel?: string;
  /** Left out: only where `pronunciationAssessment` asks for one. */
  readonly pronunciation?: string;
}

export interface ProviderRequest {
  readonly clock: Clock;
  readonly wishes: ProviderWishes;
  /** What the test used until now: goes first where nothing is wished for, and may be gone. */
  readonly before?: ProviderWishes;
  /** The order in which providers are tried. Left out: only what runs on this machine. */
  readonly profile?: Profile;
  /** Left out: nobody's, so that no cloud can be used. */
  readonly accounts?: Accounts;
  /** Typed sessions need no recogniser, voice detector or aligner. */
  readonly acoustic: boolean;
  /** A second opinion on pronunciation, by the profile's assessor. It costs money: only when asked for. */
  readonly pronunciationAssessment?: boolean;
}

/** Something better that is not here, with the command that fixes it. */
export interface MissingProvider {
  readonly port: ProviderPort;
  readonly provider: string;
  readonly why: string;
  readonly remedy: string;
}

export interface SessionProviders {
  readonly speechToText: SpeechToText | null;
  readonly textToSpeech: TextToSpeech | null;
  readonly voiceActivity: VoiceActivityDetector;
  readonly wordAligner: WordAligner | null;
  readonly grammar: GrammarChecker | null;
  readonly languageModel: LanguageModel | null;
  /** Left out or null: nobody gives a second opinion. */
  readonly pronunciationAssessor?: PronunciationAssessor | null;
  /** Where the providers tell of failures, switches and use. */
  readonly notices: ProviderNotices;
  readonly speechCache: SpeechCache | null;
  readonly chosen: readonly ChosenProvider[];
  readonly missing: readonly MissingProvider[];
  /** Quality caveats for the start line and the report, such as pocketsphinx's word errors. */
  readonly warnings: readonly string[];
}
