/** OpenAI's POST /v1/audio/speech: raw 24 kHz PCM in chunks, `error` bodies, rate-limit headers. */
import { answerJson, serveHttp, type HttpServer, type HttpServerOptions } from './http-server.js';
import { answerPcm } from './pcm-answer.js';

const VOICES = ['alloy', 'ash', 'ballad', 'coral', 'echo', 'fable', 'nova', 'onyx', 'sage', 'shimmer', 'verse'];

export interface OpenAiSpeechServerOptions extends Pick<HttpServerOptions, 'delayMs' | 'clock'> {
  readonly apiKey: string;
}

export function serveOpenAiSpeech(options: OpenAiSpeechServerOptions): Promise<HttpServer> {
  return serveHttp({
    ...options,
    errorBody,
    serve: async (request, response, served) => {
      if (request.headers['authorization'] !== `Bearer ${options.apiKey}`) {
        answerJson(response, 401, errorBody(401));
        return;
      }
      if (request.method !== 'POST' || request.path !== '/v1/audio/speech') {
        answerJson(response, 404, {
          error: { message: 'Unknown request URL', type: 'invalid_request_error', code: null },
        });
        return;
      }
      const { input, voice, response_format: format } = JSON.parse(request.body.toString()) as Record<string, unknown>;
      if (!VOICES.includes(String(voice))) {
        const message = `Input should be one of: ${VOICES.join(', ')}`;
        answerJson(response, 400, { error: { message, type: 'invalid_request_error', param: 'voice', code: null } });
        return;
      }
      if (typeof input !== 'string' || input === '' || format !== 'pcm') {
        answerJson(response, 400, { error: { message: 'Invalid input', type: 'invalid_request_error', code: null } });
        return;
      }
      await answerPcm(response, input, 24_000, served, {
        'content-type': 'audio/pcm',
        'x-ratelimit-limit-requests': '500',
        'x-ratelimit-remaining-requests': '499',
        'x-ratelimit-reset-requests': '120ms',
      });
    },
  });
}

function errorBody(status: number): unknown {
  const [code, type, message] = {
    401: ['invalid_api_key', 'invalid_request_error', 'Incorrect API key provided: planted-k**********0123.'],
    402: ['insufficient_quota', 'insufficient_quota', 'You exceeded your current quota.'],
    429: ['rate_limit_exceeded', 'requests', 'Rate limit reached for requests.'],
  }[status] ?? [null, 'server_error', 'The server had an error while processing your request.'];
  return { error: { message, type, param: null, code } };
}
