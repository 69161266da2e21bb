/** Streaming recognition by Deepgram. The SDK is loaded when a connection is first opened. */
import type { Availability } from '../../engine/ports/availability.js';
import type { Clock } from '../../engine/ports/clock.js';
import type { SpeechToText } from '../../engine/ports/speech-to-text.js';
import { DEEPGRAM_BOUNDS, openDeepgramStream, type DeepgramBounds } from './deepgram-stream.js';
import { flux } from './flux.js';
import { DEEPGRAM_URL } from './listen-connection.js';
import { nova } from './nova.js';

/** The default model. It transcribes hesitations and gives a confidence per word, which scoring needs; Flux is better at ends of turns. */
export const DEEPGRAM_MODEL = 'nova-3';

export interface DeepgramOptions {
  readonly apiKey: string;
  readonly clock: Clock;
  /** "nova-3" and its kin, or "flux-general-en". */
  readonly model?: string;
  /** Address of your own server; http(s) or ws(s). */
  readonly baseUrl?: string;
  /**
   * Whether the server does what only Deepgram's own do so far: change keyterms and end turns on an open stream. Others
   * would close the stream for it. Left out: by its address.
   */
  readonly hosted?: boolean;
  readonly bounds?: Partial<DeepgramBounds>;
}

export async function detectDeepgram({ apiKey }: { readonly apiKey: string | null }): Promise<Availability> {
  if (apiKey !== null && apiKey.trim() !== '') return { available: true, detail: 'Deepgram, with your key' };
  return {
    available: false,
    why: 'there is no key for Deepgram',
    remedy: 'Set DEEPGRAM_API_KEY, or run: ielts-examiner keys set deepgram',
  };
}

export function createDeepgram(options: DeepgramOptions): SpeechToText {
  const { clock, model = DEEPGRAM_MODEL, baseUrl = DEEPGRAM_URL } = options;
  const { hosted = isDeepgram(baseUrl) } = options;
  const apiKey = options.apiKey.trim();
  const id = `deepgram:${model}`;
  return {
    id,
    capabilities: { partials: true, wordTimes: true, confidences: true, endOfTurn: true },
    open: () =>
      openDeepgramStream({
        source: { provider: id, vendor: 'deepgram', secrets: [apiKey] },
        apiKey,
        baseUrl,
        clock,
        dialect: model.startsWith('flux') ? flux(model, hosted) : nova(model, hosted),
        bounds: { ...DEEPGRAM_BOUNDS, ...options.bounds },
      }),
  };
}

function isDeepgram(baseUrl: string): boolean {
  return URL.canParse(baseUrl) && new URL(baseUrl).hostname === new URL(DEEPGRAM_URL).hostname;
}
