/** Streaming recognition by Deepgram. The SDK is loaded when a connection is first opened. */
import type { Availability } from '../../engine/ports/availability.js';
import type { Clock } from '../../engine/ports/clock.js';
import type { SpeechToText } from '../../engine/ports/speech-to-text.js';
import { DEEPGRAM_BOUNDS, openDeepgramStream, type DeepgramBounds } from './deepgram-stream.js';
import { flux } from './flux.js';
import { DEEPGRAM_URL } from './listen-connection.js';
import { nova } from './nova.js';
import { streamPerQuestion } from './stream-per-question.js';

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
   * would close the stream for it, and get a connection per question instead. Left out: by its address.
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
  const dialect = model.startsWith('flux') ? flux(model, hosted) : nova(model, hosted);
  const bounds = { ...DEEPGRAM_BOUNDS, ...options.bounds };
  const source = { provider: id, vendor: 'deepgram', secrets: [apiKey] } as const;
  const connection = { source, apiKey, baseUrl, clock, dialect, bounds };
  const inTime = { ...connection, bounds: { ...bounds, connectMs: Math.min(bounds.connectMs, bounds.keytermsMs) } };
  /** Those of the newest question: an answer whose connection is lost is heard on with them. */
  let asked: readonly string[] = [];
  return {
    id,
    capabilities: { partials: true, wordTimes: true, confidences: true, endOfTurn: true },
    open: async () => {
      if (dialect.changesKeyterms) return await openDeepgramStream(connection);
      const first = await openDeepgramStream({ ...connection, keyterms: asked });
      return streamPerQuestion({
        clock,
        first,
        keyterms: asked,
        connect: (keyterms) => openDeepgramStream({ ...inTime, keyterms }),
        asked: (keyterms) => (asked = keyterms),
      });
    },
  };
}

function isDeepgram(baseUrl: string): boolean {
  return URL.canParse(baseUrl) && new URL(baseUrl).hostname === new URL(DEEPGRAM_URL).hostname;
}
