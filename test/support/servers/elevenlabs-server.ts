/**
 * ElevenLabs' text to speech as its package and documentation define it: POST /v1/text-to-speech/:voice/stream/with-timestamps
 * with `xi-api-key`, one JSON object per line with base64 sound and the times of its characters; `detail.status` in error
 * bodies; a limit on requests at a time, with its headers.
 */
import { setImmediate as breathe } from 'node:timers/promises';
import { bodyLine, misbehavingLine } from './misbehaviour.js';
import { answerJson, serveHttp, type HttpServer, type HttpServerOptions } from './http-server.js';
import { sayInTones } from './tone-speech.js';

const KNOWN_VOICES = ['Xb7hH8MSUJpSbSDYk0k2', 'JBFqnCBsd6RMkjVDRZzb'];
const CHUNK_MS = 400;

export interface ElevenLabsServerOptions extends Pick<HttpServerOptions, 'delayMs' | 'clock'> {
  readonly apiKey: string;
  readonly concurrency?: number;
  /** Times count from each chunk's beginning instead of the line's. */
  readonly relativeTimes?: boolean;
  /** No times at all, as for some models. */
  readonly withoutTimes?: boolean;
  /** Until the next piece of a line is there; left out: at once. */
  readonly nextPiece?: () => Promise<void>;
  /** Told when all of a line was sent. */
  readonly saidWhole?: (text: string) => void;
}

export function serveElevenLabs(options: ElevenLabsServerOptions): Promise<HttpServer> {
  let atATime = 0;
  const limit = options.concurrency ?? 4;
  return serveHttp({
    ...options,
    errorBody,
    serve: async (request, response, { misbehaviour }) => {
      const voice = /^\/v1\/text-to-speech\/([^/]+)\/stream\/with-timestamps$/.exec(request.path)?.[1];
      const account = request.method === 'GET' && request.path === '/v1/user/subscription';
      if (!account && (request.method !== 'POST' || voice === undefined)) {
        answerJson(response, 404, { detail: 'Not Found' });
        return;
      }
      if (request.headers['xi-api-key'] !== options.apiKey) {
        answerJson(response, 401, errorBody(401));
        return;
      }
      if (voice === undefined) {
        answerJson(response, 200, { tier: 'starter', character_count: 1_000, character_limit: 30_000 });
        return;
      }
      if (!KNOWN_VOICES.includes(decodeURIComponent(voice))) {
        const message = `A voice with voice_id ${voice} was not found.`;
        answerJson(response, 400, { detail: { status: 'voice_not_found', message } });
        return;
      }
      const { text } = JSON.parse(request.body.toString()) as { text?: unknown };
      const rate = Number(/^pcm_(\d+)$/.exec(request.query.get('output_format') ?? '')?.[1]);
      if (typeof text !== 'string' || text === '' || !Number.isInteger(rate)) {
        const detail = [{ loc: ['body', 'text'], msg: 'Field required', type: 'missing' }];
        answerJson(response, 422, { detail });
        return;
      }
      if (atATime >= limit) {
        answerJson(response, 429, errorBody(429), { 'maximum-concurrent-requests': String(limit) });
        return;
      }
      atATime += 1;
      response.on('close', () => (atATime -= 1));
      response.writeHead(200, {
        'content-type': 'application/json',
        'current-concurrent-requests': String(atATime),
        'maximum-concurrent-requests': String(limit),
        'character-cost': String(text.length),
        'request-id': 'request',
      });
      const line = misbehavingLine(misbehaviour, bodyLine(response));
      for (const message of messagesOf(text, rate, options)) {
        line.send(`${JSON.stringify(message)}\n`);
        // Sent before anything breaks.
        await (options.nextPiece ?? breathe)();
      }
      line.close(1000, '');
      options.saidWhole?.(text);
    },
  });
}

function errorBody(status: number): unknown {
  const [code, message] = {
    401: ['invalid_api_key', 'Invalid API key'],
    402: ['payment_required', 'This request needs a paid plan.'],
    403: ['missing_permissions', 'The API key you used is missing the permission text_to_speech.'],
    429: ['too_many_concurrent_requests', 'Too many concurrent requests.'],
    503: ['system_busy', 'The system is experiencing heavy traffic, please try again later.'],
  }[status] ?? ['internal_server_error', 'Internal Server error.'];
  return { detail: { status: code, message } };
}

function* messagesOf(
  text: string,
  rate: number,
  { relativeTimes = false, withoutTimes = false }: ElevenLabsServerOptions,
): Generator<unknown> {
  const { samples, characters } = sayInTones(text, rate);
  const step = Math.round((CHUNK_MS * rate) / 1000);
  let told = 0;
  for (let at = 0; at < samples.length; at += step) {
    const sound = samples.subarray(at, at + step);
    const endMs = ((at + sound.length) / rate) * 1000;
    const last = at + step >= samples.length;
    const said = characters.slice(told).filter((each) => last || each.startMs < endMs);
    told += said.length;
    const offsetMs = relativeTimes ? (at / rate) * 1000 : 0;
    yield {
      audio_base64: Buffer.from(sound.buffer, sound.byteOffset, sound.byteLength).toString('base64'),
      alignment: withoutTimes
        ? null
        : {
            characters: said.map(({ character }) => character),
            character_start_times_seconds: said.map(({ startMs }) => (startMs - offsetMs) / 1000),
            character_end_times_seconds: said.map(({ endMs: to }) => (to - offsetMs) / 1000),
          },
      normalized_alignment: null,
    };
  }
}
