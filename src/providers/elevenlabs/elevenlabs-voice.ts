/**
 * ElevenLabs through the `elevenlabs` package. The package is loaded when the voice is created: loading blocks the program for
 * half a second, which must not happen in the middle of a test. The endpoint with character times costs the same as the
 * plain one, and lets another voice continue at the right word after a failure.
 */
import type { ElevenLabs } from 'elevenlabs';
import type { Availability } from '../../engine/ports/availability.js';
import type { Clock } from '../../engine/ports/clock.js';
import type { ProviderMonitor } from '../../engine/ports/provider-monitor.js';
import type { SpeechChunk, TextToSpeech } from '../../engine/ports/text-to-speech.js';
import { cloudVoice } from '../cloud-speech/cloud-voice.js';
import { PcmReader } from '../cloud-speech/pcm-reader.js';
import { asProviderError, providerErrorOf, type FailureSource } from '../resilience/provider-failure.js';
import { boundLines } from './bounded-lines.js';
import { elevenLabsFailure } from './elevenlabs-failure.js';
import { SpokenWords, type CharacterTimes } from './spoken-words.js';
import { watchRequest } from './watched-fetch.js';

/** Its first audio comes after some 75 ms, at half the price of the large model. */
const DEFAULT_MODEL = 'eleven_flash_v2_5';
/** "Alice": British and clear, available in every account. */
const DEFAULT_VOICE = 'Xb7hH8MSUJpSbSDYk0k2';
/** The engine's own rate; open to every plan. `optimize_streaming_latency` is deprecated and does nothing for Flash. */
const OUTPUT_FORMAT = 'pcm_16000';
const SAMPLE_RATE = 16_000;
/** The package's own timer; our bounds are shorter. */
const TIMEOUT_S = 5;

/** A setting left out is the one stored with the voice. */
export interface ElevenLabsVoiceSettings {
  /** 0 to 1: higher is steadier. */
  readonly stability?: number;
  readonly similarityBoost?: number;
  readonly style?: number;
  readonly speakerBoost?: boolean;
  /** 0.7 to 1.2; 1 is normal. */
  readonly speed?: number;
}

export interface ElevenLabsOptions {
  readonly apiKey: string;
  readonly baseUrl?: string;
  readonly model?: string;
  /** A voice id, not a name. */
  readonly voice?: string;
  readonly settings?: ElevenLabsVoiceSettings;
  readonly clock: Clock;
  readonly monitor: ProviderMonitor;
}

/** Without asking anybody: whether there is a key. */
export function detectElevenLabs({ apiKey, model = DEFAULT_MODEL }: Partial<ElevenLabsOptions>): Availability {
  return apiKey
    ? { available: true, detail: `ElevenLabs ${model}` }
    : { available: false, why: 'there is no key for ElevenLabs', remedy: 'ielts-examiner keys set elevenlabs' };
}

export async function createElevenLabsVoice(options: ElevenLabsOptions): Promise<TextToSpeech> {
  const { apiKey, baseUrl, model = DEFAULT_MODEL, voice = DEFAULT_VOICE, settings, clock, monitor } = options;
  const source: FailureSource = { provider: `elevenlabs:${model}`, vendor: 'elevenlabs', secrets: [apiKey] };
  const { ElevenLabsClient } = await clock.hold(import('elevenlabs'));
  const { textToSpeech } = new ElevenLabsClient({ apiKey, ...(baseUrl === undefined ? {} : { baseUrl }) });
  return cloudVoice({
    source,
    sound: `${voice} ${JSON.stringify(settings ?? {})} ${OUTPUT_FORMAT}`,
    pricedAs: source.provider,
    clock,
    monitor,
    async *speak(text, signal): AsyncGenerator<SpeechChunk> {
      const begun = await watchRequest(() =>
        textToSpeech.streamWithTimestamps(
          voice,
          {
            text,
            model_id: model,
            output_format: OUTPUT_FORMAT,
            ...(settings === undefined ? {} : { voice_settings: voiceSettings(settings) }),
          },
          // The resilience layer retries, since it knows how long a conversation can wait.
          { maxRetries: 0, timeoutInSeconds: TIMEOUT_S, abortSignal: signal },
        ),
      );
      if ('error' in begun) throw await elevenLabsFailure(source, begun.error, begun.request, clock);
      const pcm = new PcmReader();
      const words = new SpokenWords(SAMPLE_RATE);
      for await (const message of boundLines(begun.answer)) {
        const { sound, times } = readMessage(message, source);
        yield* words.add(pcm.read(sound), times);
      }
      yield* words.end();
    },
    failure: (error) => asProviderError(source, error),
  });
}

function voiceSettings({
  similarityBoost,
  speakerBoost,
  ...settings
}: ElevenLabsVoiceSettings): ElevenLabs.VoiceSettings {
  return {
    ...settings,
    ...(similarityBoost === undefined ? {} : { similarity_boost: similarityBoost }),
    ...(speakerBoost === undefined ? {} : { use_speaker_boost: speakerBoost }),
  };
}

/** Checks a message, which the package passes on as whatever JSON it is. */
function readMessage(
  message: unknown,
  source: FailureSource,
): { readonly sound: Uint8Array; readonly times: CharacterTimes | null } {
  const { audio_base64: audio, alignment } = (message ?? {}) as Readonly<Record<string, unknown>>;
  if (typeof audio !== 'string') throw providerErrorOf(source, 'badResponse', { detail: 'a message without sound' });
  return { sound: Buffer.from(audio, 'base64'), times: readTimes(alignment) };
}

function readTimes(alignment: unknown): CharacterTimes | null {
  const {
    characters,
    character_start_times_seconds: startS,
    character_end_times_seconds: endS,
  } = (alignment ?? {}) as Readonly<Record<string, unknown>>;
  if (!isArrayOf<string>(characters, 'string') || !isArrayOf<number>(startS, 'number')) return null;
  if (!isArrayOf<number>(endS, 'number')) return null;
  return { characters, startS, endS };
}

function isArrayOf<Item>(value: unknown, type: 'string' | 'number'): value is readonly Item[] {
  return Array.isArray(value) && value.every((item) => typeof item === type);
}
