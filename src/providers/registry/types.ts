/** What is asked of the registry, and what a session gets from it: one provider per port, why it was chosen, what is missing. */
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
import type { ProviderPort } from '../../engine/session/log/events.js';
import type { ProviderNotices } from '../../engine/session/log/provider-notices.js';
import type { ChosenProvider } from '../../engine/session/session-options.js';
import type { Accounts } from './accounts.js';

/** Provider names by port. A port left out gets the best provider that works; `none` switches a port off where possible. */
export interface RequestedProviders {
  readonly speechToText?: string;
  readonly textToSpeech?: string;
  readonly voiceActivity?: string;
  readonly wordAligner?: string;
  readonly grammar?: string;
  readonly languageModel?: string;
  /** Left out: no assessor, unless `pronunciationAssessment` asks for one. */
  readonly pronunciation?: string;
}

export interface ProviderRequest {
  readonly clock: Clock;
  readonly requested: RequestedProviders;
  /** Resuming: the providers the test used so far. Tried first where nothing is requested; they may be gone by now. */
  readonly previous?: RequestedProviders;
  /** Gives the order in which providers are tried. Default: the profile `offline`, which uses this machine only. */
  readonly profile?: Profile;
  /** Default: no accounts, so that no cloud can be used. */
  readonly accounts?: Accounts;
  /** False for a typed session, which needs no recogniser, voice detector or aligner. */
  readonly acoustic: boolean;
  /** A typed session that goes on with a spoken one: it needs what rates the sound of the answers before. Default false. */
  readonly spokenBefore?: boolean;
  /** Whether the profile's assessor gives a second opinion on pronunciation. It costs money. Default false. */
  readonly pronunciationAssessment?: boolean;
}

/** A better provider that is not available here, with the command that makes it available. */
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
  /** Left out or null: there is no second opinion. */
  readonly pronunciation?: PronunciationAssessor | null;
  /** Where the providers report failures, switches and use. */
  readonly notices: ProviderNotices;
  readonly speechCache: SpeechCache | null;
  readonly chosen: readonly ChosenProvider[];
  readonly missing: readonly MissingProvider[];
  /** Quality caveats for the start line and the report, such as pocketsphinx's word errors. */
  readonly warnings: readonly string[];
}
