/** The engines that rate files: opened once, each loaded when first needed. */
import { AppError } from '../../engine/errors.js';
import type { GrammarChecker } from '../../engine/ports/grammar-checker.js';
import type { SpeechToTextStream } from '../../engine/ports/speech-to-text.js';
import type { VoiceActivityDetector } from '../../engine/ports/voice-activity-detector.js';
import type { WordAligner } from '../../engine/ports/word-aligner.js';
import type { SpeechRater } from '../../engine/scoring/speech-model/types.js';
import { PatientClock } from './patient-clock.js';

export interface ScoringEngines {
  readonly clock: PatientClock;
  readonly voiceActivity: VoiceActivityDetector;
  readonly aligner: WordAligner | null;
  readonly grammar: GrammarChecker | null;
  /** Rates read utterances from their sound; null when its parts are not here. */
  readonly speechRater: SpeechRater | null;
  /** Stable name of the recogniser; null when there is none. */
  readonly recogniserId: string | null;
  /** Quality caveats, such as pocketsphinx's word errors. */
  readonly warnings: readonly string[];
  /** Loads the recogniser the first time. Rejects with `score.noRecogniser` when there is none. */
  recogniser(): Promise<SpeechToTextStream>;
  close(): Promise<void>;
}

/** @param stt recogniser by name; undefined for the best there is */
export async function openScoringEngines(stt: string | undefined): Promise<ScoringEngines> {
  const { openProviders } = await import('../../providers/registry/open-providers.js');
  const clock = new PatientClock();
  const wishes = { textToSpeech: 'none', ...(stt === undefined ? {} : { speechToText: stt }) };
  const providers = await openProviders({ clock, wishes, acoustic: true });
  const { openSpeechRater } = await import('../../providers/registry/speech-raters.js');
  const speechRater = await openSpeechRater();
  let stream: Promise<SpeechToTextStream> | null = null;
  return {
    clock,
    voiceActivity: providers.voiceActivity,
    aligner: providers.wordAligner,
    grammar: providers.grammar,
    speechRater,
    recogniserId: providers.speechToText?.id ?? null,
    warnings: providers.warnings,
    recogniser: () => {
      if (providers.speechToText === null) return Promise.reject(noRecogniser());
      stream ??= providers.speechToText.open();
      return stream;
    },
    close: async () => {
      providers.voiceActivity.close();
      await Promise.allSettled([
        stream?.then((opened) => opened.close()),
        providers.wordAligner?.close(),
        providers.grammar?.close(),
        speechRater?.close(),
      ]);
    },
  };
}

function noRecogniser(): AppError {
  return new AppError({
    code: 'score.noRecogniser',
    message: 'Audio without a text needs speech recognition, and none is installed here.',
    remedy: 'Give the words with --reference, or install a recogniser: ielts-examiner doctor says which.',
    exitCode: 3,
  });
}
