/** Azure Speech as a voice: one REST request per line, SSML in, raw PCM out as it is made. */
import type { Availability } from '../../engine/ports/availability.js';
import type { Clock } from '../../engine/ports/clock.js';
import type { ProviderMonitor } from '../../engine/ports/provider-monitor.js';
import type { SpeechChunk, TextToSpeech } from '../../engine/ports/text-to-speech.js';
import { cloudVoice } from '../cloud-speech/cloud-voice.js';
import { httpFailure } from './http-failure.js';
import { PcmReader } from '../cloud-speech/pcm-reader.js';
import { fetchWithoutRedirects } from '../network/refuse-redirects.js';
import { asProviderError, providerErrorOf, type FailureSource } from '../resilience/provider-failure.js';
import { azurePlace, azureUrl, type AzureAccount } from './azure-endpoint.js';
import { ssml } from './ssml.js';

/** British, calm, and offered in every region. */
const DEFAULT_VOICE = 'en-GB-SoniaNeural';
/** The engine's own rate: nothing is converted, and a quarter of the bytes of the default. */
const OUTPUT_FORMAT = 'raw-16khz-16bit-mono-pcm';
const SAMPLE_RATE = 16_000;

export interface AzureSpeechOptions extends AzureAccount {
  readonly voice?: string;
  /** Relative speaking rate, such as "-5%". */
  readonly rate?: string;
  readonly clock: Clock;
  readonly monitor: ProviderMonitor;
}

/** Without asking anybody: whether there is a key, and a region or an endpoint of one's own. */
export function detectAzureSpeech({
  apiKey,
  region,
  baseUrl,
  voice = DEFAULT_VOICE,
}: Partial<AzureAccount> & { readonly voice?: string }): Availability {
  if (!apiKey) {
    return { available: false, why: 'there is no key for Azure Speech', remedy: 'ielts-examiner keys set azure' };
  }
  if (!region && baseUrl === undefined) {
    return {
      available: false,
      why: 'Azure Speech needs a region',
      remedy: 'Set AZURE_SPEECH_REGION, such as westeurope.',
    };
  }
  return { available: true, detail: `Azure Speech ${azurePlace({ region, baseUrl })}, voice ${voice}` };
}

export function createAzureSpeech(options: AzureSpeechOptions): TextToSpeech {
  const { apiKey, voice = DEFAULT_VOICE, rate, clock, monitor } = options;
  const source: FailureSource = { provider: `azure:${voice}`, vendor: 'azure', secrets: [apiKey] };
  return cloudVoice({
    source,
    sound: `${voice} rate ${rate ?? 'default'} ${OUTPUT_FORMAT}`,
    pricedAs: 'azure:neural',
    clock,
    monitor,
    async *speak(text, signal): AsyncGenerator<SpeechChunk> {
      const response = await fetchWithoutRedirects(azureUrl(options, 'tts', '/cognitiveservices/v1'), {
        method: 'POST',
        headers: {
          'Ocp-Apim-Subscription-Key': apiKey,
          'Content-Type': 'application/ssml+xml',
          'X-Microsoft-OutputFormat': OUTPUT_FORMAT,
          // Required by the service.
          'User-Agent': 'ielts-examiner',
        },
        body: ssml(text, rate === undefined ? { voice } : { voice, rate }),
        signal,
      });
      if (!response.ok) throw await httpFailure(source, response, clock);
      if (!/^audio\//.test(response.headers.get('content-type') ?? '') || response.body === null) {
        await response.body?.cancel();
        throw providerErrorOf(source, 'badResponse', { detail: 'no sound' });
      }
      const pcm = new PcmReader();
      for await (const bytes of response.body)
        yield { samples: pcm.read(bytes as Uint8Array), sampleRate: SAMPLE_RATE };
    },
    failure: (error) => asProviderError(source, error),
  });
}
