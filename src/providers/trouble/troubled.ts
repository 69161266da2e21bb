/** Makes the providers of a session slow or failing, as somebody asked for, and stands others in for those that fail. */
import { seededRandom } from '../../engine/exam/random.js';
import type { Clock } from '../../engine/ports/clock.js';
import type { LanguageModel } from '../../engine/ports/language-model.js';
import type { ProviderMonitor } from '../../engine/ports/provider-monitor.js';
import type { SpeechToText } from '../../engine/ports/speech-to-text.js';
import type { TextToSpeech } from '../../engine/ports/text-to-speech.js';
import { createResilientModel } from '../chat-completions/resilient-model.js';
import { ResilientVoice } from '../cloud-speech/resilient-voice.js';
import { Patience } from '../resilience/patience.js';
import { createResilientRecogniser } from '../resilience/recognition/resilient-recogniser.js';
import type { Fault } from './failing-providers.js';
import { failingLanguageModel, failingSpeechToText, failingTextToSpeech } from './failing-providers.js';
import { slowLanguageModel, slowSpeechToText, slowTextToSpeech } from './slow-providers.js';

export type TroubledPort = 'speechToText' | 'textToSpeech' | 'languageModel';

export interface Trouble {
  /** Milliseconds that everything a port says comes later. */
  readonly lateMs: Readonly<Record<TroubledPort, number>>;
  readonly faults: Readonly<Record<TroubledPort, readonly Fault[]>>;
}

export interface TroubledProviders {
  readonly speechToText: SpeechToText | null;
  readonly textToSpeech: TextToSpeech | null;
  readonly languageModel: LanguageModel | null;
}

/** How the one is called that takes over from a provider that fails: it is the same, without faults. */
const STAND_IN = 'stand-in';

/** Where a port has faults, what keeps a live session going keeps this one going. */
export function troubled(
  { speechToText, textToSpeech, languageModel }: TroubledProviders,
  { lateMs, faults }: Trouble,
  { clock, monitor }: { readonly clock: Clock; readonly monitor: ProviderMonitor },
): TroubledProviders {
  const shared = { clock, monitor, patience: new Patience(clock), random: seededRandom(1) };
  const late = <Provider>(
    provider: Provider,
    port: TroubledPort,
    slow: (inner: Provider, ms: number, clock: Clock) => Provider,
  ): Provider => (lateMs[port] > 0 ? slow(provider, lateMs[port], clock) : provider);
  const ears = (inner: SpeechToText): SpeechToText => {
    const first = late(inner, 'speechToText', slowSpeechToText);
    if (faults.speechToText.length === 0) return first;
    return createResilientRecogniser({
      ...shared,
      recognisers: [failingSpeechToText(first, faults.speechToText)],
      lastResort: { id: STAND_IN, capabilities: inner.capabilities, open: () => inner.open() },
    });
  };
  const mouth = (inner: TextToSpeech): TextToSpeech => {
    const first = late(inner, 'textToSpeech', slowTextToSpeech);
    if (faults.textToSpeech.length === 0) return first;
    return new ResilientVoice({
      ...shared,
      voices: [failingTextToSpeech(first, faults.textToSpeech, clock)],
      lastResort: {
        id: STAND_IN,
        cacheKey: STAND_IN,
        synthesize: (request) => inner.synthesize(request),
        close: () => inner.close(),
      },
    });
  };
  const mind = (inner: LanguageModel): LanguageModel => {
    const first = late(inner, 'languageModel', slowLanguageModel);
    if (faults.languageModel.length === 0) return first;
    return createResilientModel({
      ...shared,
      models: [
        failingLanguageModel(first, faults.languageModel, clock),
        {
          id: STAND_IN,
          model: inner.model,
          capabilities: inner.capabilities,
          generate: (request) => inner.generate(request),
          close: () => inner.close(),
        },
      ],
    });
  };
  return {
    speechToText: speechToText === null ? null : ears(speechToText),
    textToSpeech: textToSpeech === null ? null : mouth(textToSpeech),
    languageModel: languageModel === null ? null : mind(languageModel),
  };
}
