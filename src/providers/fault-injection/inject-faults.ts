/** Makes the providers of a session slow or failing on purpose, with a stand-in for each provider that fails. */
import { seededRandom } from '../../engine/statistics/seeded-random.js';
import type { Clock } from '../../engine/ports/clock.js';
import type { LanguageModel } from '../../engine/ports/language-model.js';
import type { ProviderMonitor } from '../../engine/ports/provider-monitor.js';
import type { SpeechToText } from '../../engine/ports/speech-to-text.js';
import type { TextToSpeech } from '../../engine/ports/text-to-speech.js';
import { createResilientModel } from '../resilience/resilient-model.js';
import { ResilientVoice } from '../resilience/voice/resilient-voice.js';
import { Patience } from '../resilience/patience.js';
import { createResilientRecogniser } from '../resilience/recognition/resilient-recogniser.js';
import type { Fault } from './failing-providers.js';
import { failingLanguageModel, failingSpeechToText, failingTextToSpeech } from './failing-providers.js';
import { slowLanguageModel, slowSpeechToText, slowTextToSpeech } from './slow-providers.js';

export type FaultyPort = 'speechToText' | 'textToSpeech' | 'languageModel';

export interface InjectedFaults {
  /** How much later everything from a port arrives, in milliseconds; 0 for no delay. */
  readonly lateMs: Readonly<Record<FaultyPort, number>>;
  readonly faults: Readonly<Record<FaultyPort, readonly Fault[]>>;
}

export interface FaultyProviders {
  readonly speechToText: SpeechToText | null;
  readonly textToSpeech: TextToSpeech | null;
  readonly languageModel: LanguageModel | null;
}

/** The id of the provider that takes over from a failing one: the same provider without faults. */
const STAND_IN = 'stand-in';

/**
 * Wraps the providers. A port with faults gets the same retries and failover as in a live session.
 * @param clock the session's: delays and timeouts pass on it
 */
export function injectFaults(
  { speechToText, textToSpeech, languageModel }: FaultyProviders,
  { lateMs, faults }: InjectedFaults,
  { clock, monitor }: { readonly clock: Clock; readonly monitor: ProviderMonitor },
): FaultyProviders {
  const shared = { clock, monitor, patience: new Patience(clock), random: seededRandom(1) };
  const late = <Provider>(
    provider: Provider,
    port: FaultyPort,
    slow: (inner: Provider, ms: number, clock: Clock) => Provider,
  ): Provider => (lateMs[port] > 0 ? slow(provider, lateMs[port], clock) : provider);
  const recogniser = (inner: SpeechToText): SpeechToText => {
    const first = late(inner, 'speechToText', slowSpeechToText);
    if (faults.speechToText.length === 0) return first;
    return createResilientRecogniser({
      ...shared,
      recognisers: [failingSpeechToText(first, faults.speechToText)],
      lastResort: { id: STAND_IN, capabilities: inner.capabilities, open: () => inner.open() },
    });
  };
  const voice = (inner: TextToSpeech): TextToSpeech => {
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
  const model = (inner: LanguageModel): LanguageModel => {
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
    speechToText: speechToText === null ? null : recogniser(speechToText),
    textToSpeech: textToSpeech === null ? null : voice(textToSpeech),
    languageModel: languageModel === null ? null : model(languageModel),
  };
}
