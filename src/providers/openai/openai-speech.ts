/** OpenAI's speech through the `openai` package. It is loaded when the voice is created, not in the middle of a test. */
import type { Availability } from '../../engine/ports/availability.js';
import type { Clock } from '../../engine/ports/clock.js';
import type { ProviderError } from '../../engine/ports/provider-error.js';
import type { ProviderMonitor } from '../../engine/ports/provider-monitor.js';
import type { SpeechChunk, TextToSpeech } from '../../engine/ports/text-to-speech.js';
import { cloudVoice } from '../cloud-speech/cloud-voice.js';
import { PcmReader } from '../cloud-speech/pcm-reader.js';
import { createOpenAiClient } from '../openai-client/create-openai-client.js';
import {
  asProviderError,
  providerErrorOf,
  providerFailure,
  type FailureSource,
} from '../resilience/provider-failure.js';

const DEFAULT_MODEL = 'gpt-4o-mini-tts';
/** The most British of its voices. */
const DEFAULT_VOICE = 'fable';
/** The sample rate of `response_format: "pcm"`. */
const SAMPLE_RATE = 24_000;
/** Instructions for the newer models; older ones take none. */
const DIRECTIONS = 'A calm, friendly examiner with a British accent. Even pace, clear, no drama.';
/** Ends requests that nobody waits for any more; the resilience layer's bounds are far shorter. */
const TIMEOUT_MS = 30_000;

export interface OpenAiSpeechOptions {
  readonly apiKey: string;
  readonly baseUrl?: string;
  readonly model?: string;
  readonly voice?: string;
  /** How to speak; only the newer models listen to it. */
  readonly instructions?: string;
  /** 0.25 to 4; 1 is normal. */
  readonly speed?: number;
  readonly clock: Clock;
  readonly monitor: ProviderMonitor;
}

/** Without asking anybody: whether there is a key. */
export function detectOpenAiSpeech({
  apiKey,
  model = DEFAULT_MODEL,
  voice = DEFAULT_VOICE,
}: Partial<OpenAiSpeechOptions>): Availability {
  return apiKey
    ? { available: true, detail: `OpenAI ${model}, voice ${voice}` }
    : { available: false, why: 'there is no key for OpenAI', remedy: 'ielts-examiner keys set openai' };
}

export async function createOpenAiSpeech(options: OpenAiSpeechOptions): Promise<TextToSpeech> {
  const { apiKey, baseUrl, model = DEFAULT_MODEL, voice = DEFAULT_VOICE, clock, monitor } = options;
  const source: FailureSource = { provider: `openai:${model}`, vendor: 'openai', secrets: [apiKey] };
  const directions = {
    ...(model.startsWith('tts-') ? {} : { instructions: options.instructions ?? DIRECTIONS }),
    ...(options.speed === undefined ? {} : { speed: options.speed }),
  };
  const openai = await clock.hold(createOpenAiClient({ apiKey, baseUrl: baseUrl ?? null, timeoutMs: TIMEOUT_MS }));
  return cloudVoice({
    source,
    sound: `${voice} ${JSON.stringify(directions)}`,
    pricedAs: source.provider,
    clock,
    monitor,
    async *speak(text, signal): AsyncGenerator<SpeechChunk> {
      const response = await openai.audio.speech.create(
        { model, voice, input: text, response_format: 'pcm', ...directions },
        { signal },
      );
      if (/json|html|text/.test(response.headers.get('content-type') ?? '') || response.body === null) {
        await response.body?.cancel();
        throw providerErrorOf(source, 'badResponse', { detail: 'no sound' });
      }
      const pcm = new PcmReader();
      for await (const bytes of response.body)
        yield { samples: pcm.read(bytes as Uint8Array), sampleRate: SAMPLE_RATE };
    },
    failure: (error) => openAiFailure(source, error, clock),
  });
}

/** The package's errors carry status, headers and the vendor's code; those of the connection, a cause. */
export function openAiFailure(source: FailureSource, error: unknown, clock: Clock): ProviderError {
  const {
    status,
    headers,
    code,
    type,
    param,
    error: body,
  } = error as {
    readonly status?: unknown;
    readonly headers?: unknown;
    readonly code?: unknown;
    readonly type?: unknown;
    readonly param?: unknown;
    readonly error?: { readonly message?: unknown };
  };
  if (typeof status !== 'number') return asProviderError(source, error);
  return providerFailure(source, {
    status,
    code: typeof code === 'string' ? code : typeof type === 'string' ? type : null,
    parameter: typeof param === 'string' ? param : null,
    detail: typeof body?.message === 'string' ? body.message : null,
    header: (name) => (headers instanceof Headers ? headers.get(name) : null),
    wallTimeMs: Date.parse(clock.wallTime()),
  });
}
