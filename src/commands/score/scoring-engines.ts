/** The engines that rate files: opened once, each loaded when first needed. */
import { AppError } from '../../engine/errors.js';
import type { GrammarChecker } from '../../engine/ports/grammar-checker.js';
import type { SpeechToTextStream } from '../../engine/ports/speech-to-text.js';
import type { VoiceActivityDetector } from '../../engine/ports/voice-activity-detector.js';
import type { WordAligner } from '../../engine/ports/word-aligner.js';
import type { SpeechRater } from '../../engine/scoring/speech-model/types.js';
import { modelRaterOf, modelRequest, type ModelRater, type ModelRatingOptions } from './model-rating.js';
import { PatientClock } from './patient-clock.js';

export interface ScoringEngines {
  readonly clock: PatientClock;
  readonly voiceActivity: VoiceActivityDetector;
  readonly aligner: WordAligner | null;
  readonly grammar: GrammarChecker | null;
  /** Rates read utterances from their sound; null when its parts are not here. */
  readonly speechRater: SpeechRater | null;
  /** Null unless a language model was asked for. */
  readonly modelRater: ModelRater | null;
  /** Stable name of the recogniser; null when there is none. */
  readonly recogniserId: string | null;
  /** Quality caveats, such as pocketsphinx's word errors. */
  readonly warnings: readonly string[];
  /** Loads the recogniser the first time. Rejects with `score.noRecogniser` when there is none. */
  recogniser(): Promise<SpeechToTextStream>;
  close(): Promise<void>;
}

/** Plain data: threads are told by it what to open. */
export interface EngineOptions extends ModelRatingOptions {
  /** Recogniser by name; left out for the best there is. */
  readonly stt?: string;
}

/** Rejects with an AppError when something that was asked for cannot be had. */
export async function openScoringEngines(options: EngineOptions = {}): Promise<ScoringEngines> {
  const { stt, rater = 'measured' } = options;
  const { openProviders } = await import('../../providers/registry/open-providers.js');
  const clock = new PatientClock();
  const asked = await modelRequest(options);
  const requested = { ...asked.requested, textToSpeech: 'none', ...(stt === undefined ? {} : { speechToText: stt }) };
  const providers = await openProviders({ ...asked, clock, requested, acoustic: true });
  const modelRater = modelRaterOf(rater, providers.languageModel, providers.notices);
  const { openSpeechRater } = await import('../../providers/registry/speech-raters.js');
  const speechRater = await openSpeechRater();
  let stream: Promise<SpeechToTextStream> | null = null;
  return {
    clock,
    voiceActivity: providers.voiceActivity,
    aligner: providers.wordAligner,
    grammar: providers.grammar,
    speechRater,
    modelRater,
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
        providers.languageModel?.close(),
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
