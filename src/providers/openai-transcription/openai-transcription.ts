/**
 * Recognition by OpenAI's transcription endpoint, or a compatible one (Groq's Whisper, a local server). It transcribes files, so
 * words arrive after a pause at the earliest: a second choice for conversations.
 */
import type { Availability } from '../../engine/ports/availability.js';
import type { Clock } from '../../engine/ports/clock.js';
import type { SpeechToText, SpeechToTextStream } from '../../engine/ports/speech-to-text.js';
import { lacksScope } from '../accounts/account-questions.js';
import { boundedFetch } from '../network/bounded-fetch.js';
import { createOpenAiClient } from '../openai-client/create-openai-client.js';
import type { FailureSource } from '../resilience/provider-failure.js';
import { transcriptionError, TranscriptionStream } from './transcription-stream.js';

/**
 * Half the price of whisper-1, mishears less, and streams its text, so that a slow answer is known in part. It gives no
 * word times, which whisper-1 does; ours are estimated from where sound is, and the aligner finds the exact ones.
 */
const OPENAI_MODEL = 'gpt-4o-mini-transcribe';
/** Groq has Whisper alone; the turbo one answers within a few hundred milliseconds. */
const GROQ_MODEL = 'whisper-large-v3-turbo';
const GROQ_URL = 'https://api.groq.com/openai/v1';

/** Whose key, error codes and prices count. */
export type TranscriptionVendor = 'openai' | 'groq';

const VENDORS = {
  openai: { label: 'OpenAI', variable: 'OPENAI_API_KEY', model: OPENAI_MODEL, baseUrl: null },
  groq: { label: 'Groq', variable: 'GROQ_API_KEY', model: GROQ_MODEL, baseUrl: GROQ_URL },
} as const;

export interface OpenAiTranscriptionOptions {
  readonly apiKey: string;
  readonly clock: Clock;
  readonly model?: string;
  /** Address of your own server, including /v1. */
  readonly baseUrl?: string;
  readonly vendor?: TranscriptionVendor;
  /** Real milliseconds: the check of the key at opening, and from the end of a turn to its words. */
  readonly bounds?: { readonly finalMs?: number };
}

/** Long enough for an answer of two minutes, whose last piece alone is left to hear. */
const FINAL_MS = 2_400;
const OPEN_MS = 2_000;

export async function detectOpenAiTranscription({
  apiKey,
  vendor = 'openai',
}: {
  readonly apiKey: string | null;
  readonly vendor?: TranscriptionVendor;
}): Promise<Availability> {
  const { label, variable } = VENDORS[vendor];
  if (apiKey !== null && apiKey.trim() !== '')
    return { available: true, detail: `${label} transcription, with your key` };
  return {
    available: false,
    why: `there is no key for ${label}`,
    remedy: `Set ${variable}, or run: ielts-examiner keys set ${vendor}`,
  };
}

export function createOpenAiTranscription(options: OpenAiTranscriptionOptions): SpeechToText {
  const { vendor = 'openai' } = options;
  const { model = VENDORS[vendor].model } = options;
  const id = `${vendor}:${model}`;
  const whisper = model.includes('whisper');
  return {
    id,
    capabilities: { partials: false, wordTimes: whisper, confidences: true, endOfTurn: false },
    open: () =>
      options.clock.hold(
        open(options, model, { provider: id, vendor, secrets: [options.apiKey] }, VENDORS[vendor].baseUrl),
      ),
  };
}

/** Asks for the model's name: free, and tells whether key and address are right. */
async function open(
  { apiKey, clock, baseUrl, bounds = {} }: OpenAiTranscriptionOptions,
  model: string,
  source: FailureSource,
  vendorUrl: string | null,
): Promise<SpeechToTextStream> {
  const client = await createOpenAiClient({
    apiKey: apiKey.trim(),
    baseUrl: baseUrl ?? vendorUrl,
    fetch: boundedFetch,
  });
  const { toFile } = await import('openai');
  try {
    await client.models.retrieve(model, { timeout: OPEN_MS });
  } catch (error) {
    const { status, code, message } = error as {
      readonly status?: number;
      readonly code?: string | null;
      readonly message?: string;
    };
    const restricted = status === 403 && lacksScope(message);
    // Servers of one's own may know no list of models, and a restricted key may transcribe without reading it.
    if (!restricted && (status !== 404 || code === 'model_not_found')) throw transcriptionError(source, clock, error);
  }
  return new TranscriptionStream({ source, client, toFile, model, clock, finalMs: bounds.finalMs ?? FINAL_MS });
}
