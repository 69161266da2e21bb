/**
 * Azure Speech as its REST documentation defines it: text to speech from SSML (POST /cognitiveservices/v1) and
 * recognition of short audio with pronunciation assessment (POST /speech/recognition/conversation/cognitiveservices/v1).
 */
import type { ServerResponse } from 'node:http';
import { answerJson, serveHttp, type HttpServer, type HttpServerOptions, type ServedRequest } from './http-server.js';
import { answerPcm } from './pcm-answer.js';

const KNOWN_VOICES = ['en-GB-SoniaNeural', 'en-GB-RyanNeural', 'en-US-JennyNeural'];

export interface AzureSpeechServerOptions extends Pick<HttpServerOptions, 'delayMs' | 'clock'> {
  readonly apiKey: string;
  /** The score of each reference word, 0 to 100; 80 when left out. */
  readonly wordScore?: (word: string) => number;
}

export function serveAzureSpeech(options: AzureSpeechServerOptions): Promise<HttpServer> {
  return serveHttp({
    ...options,
    errorBody,
    serve: async (request, response, served) => {
      if (request.headers['ocp-apim-subscription-key'] !== options.apiKey) {
        answerJson(response, 401, errorBody(401));
        return;
      }
      if (request.path === '/speech/recognition/conversation/cognitiveservices/v1') {
        assess(request, response, options.wordScore ?? (() => 80));
        return;
      }
      if (request.path === '/cognitiveservices/voices/list') {
        answerJson(
          response,
          200,
          KNOWN_VOICES.map((name) => ({ ShortName: name })),
        );
        return;
      }
      if (request.path !== '/cognitiveservices/v1') {
        response.writeHead(404).end();
        return;
      }
      const voice = /<voice name="([\w-]+)">/.exec(request.body.toString())?.[1] ?? '';
      if (!KNOWN_VOICES.includes(voice)) {
        response.writeHead(400, `Unsupported voice ${voice}.`).end();
        return;
      }
      const text = spokenText(request.body.toString());
      const known =
        request.headers['content-type']?.startsWith('application/ssml+xml') === true &&
        request.headers['x-microsoft-outputformat'] === 'raw-16khz-16bit-mono-pcm' &&
        (request.headers['user-agent'] ?? '') !== '';
      if (!known || text === null) {
        response.writeHead(400).end('Bad request: the SSML cannot be understood.');
        return;
      }
      await answerPcm(response, text, 16_000, served, { 'content-type': 'audio/basic' });
    },
  });
}

function errorBody(status: number): unknown {
  const [code, message] = {
    401: ['Unauthorized', 'Access denied due to invalid subscription key or wrong API endpoint.'],
    403: ['OutOfCallVolumeQuota', 'Out of call volume quota.'],
    429: ['TooManyRequests', 'Requests exceed the limit of this pricing tier.'],
  }[status] ?? ['InternalServerError', 'Something went wrong.'];
  return { error: { code, message } };
}

/** The text of well-formed SSML with one voice; null for anything else. */
function spokenText(ssml: string): string | null {
  const voice = /^<speak version="1\.0" [^<>]*><voice name="[\w-]+">(.*)<\/voice><\/speak>$/s.exec(ssml)?.[1];
  const words = voice?.replace(/^<prosody rate="[^"<>]*">(.*)<\/prosody>$/s, '$1');
  if (words === undefined || /[<>]|&(?!(amp|lt|gt|quot|apos);)/.test(words)) return null;
  const named: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };
  return words.replace(/&(\w+);/g, (_, name: string) => named[name]!);
}

/** At most 30 s of 16 kHz WAV; scores as told, a word at a time. */
function assess(request: ServedRequest, response: ServerResponse, wordScore: (word: string) => number): void {
  const wav = request.body;
  const seconds = (wav.length - 44) / 32_000;
  const asked = JSON.parse(
    Buffer.from(request.headers['pronunciation-assessment'] ?? 'bnVsbA==', 'base64').toString(),
  ) as Record<string, unknown> | null;
  if (
    asked === null ||
    wav.toString('latin1', 0, 4) !== 'RIFF' ||
    seconds > 30 ||
    request.query.get('language') === null
  ) {
    answerJson(response, 400, { error: { code: 'BadRequest', message: 'Invalid request.' } });
    return;
  }
  const words = String(asked['ReferenceText'])
    .split(/\s+/)
    .filter((word) => word !== '');
  if (words.length === 0) {
    answerJson(response, 200, { RecognitionStatus: 'NoMatch', Offset: 0, Duration: 0 });
    return;
  }
  const ticks = Math.floor((seconds * 10_000_000) / words.length);
  const scores = words.map(wordScore);
  const mean = scores.reduce((sum, score) => sum + score, 0) / scores.length;
  answerJson(response, 200, {
    RecognitionStatus: 'Success',
    Offset: 0,
    Duration: ticks * words.length,
    DisplayText: words.join(' '),
    NBest: [
      {
        Confidence: 0.9,
        Lexical: words.join(' '),
        Display: words.join(' '),
        AccuracyScore: mean,
        FluencyScore: mean - 5,
        ProsodyScore: mean - 10,
        CompletenessScore: 100,
        PronScore: mean - 3,
        Words: words.map((Word, index) => ({
          Word,
          AccuracyScore: scores[index],
          ErrorType: scores[index]! < 60 ? 'Mispronunciation' : 'None',
          Offset: ticks * index,
          Duration: ticks,
        })),
      },
    ],
  });
}
