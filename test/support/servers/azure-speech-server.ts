/**
 * Azure Speech as its REST documentation defines it: text to speech from SSML (POST /cognitiveservices/v1) and
 * recognition of short audio with pronunciation assessment (POST /speech/recognition/conversation/cognitiveservices/v1).
 */
import type { ServerResponse } from 'node:http';
import { setImmediate as breathe } from 'node:timers/promises';
import {
  answerJson,
  serveHttp,
  type HttpServer,
  type HttpServerOptions,
  type Served,
  type ServedRequest,
} from './http-server.js';
import { bodyLine, misbehavingLine } from './misbehaviour.js';
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
        const answer = assessment(request, options.wordScore ?? (() => 80));
        if (answer === null) answerJson(response, 400, { error: { code: 'BadRequest', message: 'Invalid request.' } });
        else await sendInPieces(JSON.stringify(answer), response, served);
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

/** At most 30 s of 16 kHz WAV; scores as told, a word at a time. Null for a request that cannot be served. */
function assessment(request: ServedRequest, wordScore: (word: string) => number): unknown {
  const wav = request.body;
  const seconds = (wav.length - 44) / 32_000;
  const asked = JSON.parse(
    Buffer.from(request.headers['pronunciation-assessment'] ?? 'bnVsbA==', 'base64').toString(),
  ) as Record<string, unknown> | null;
  const isWave = wav.toString('latin1', 0, 4) === 'RIFF';
  if (asked === null || !isWave || seconds > 30 || request.query.get('language') === null) return null;
  const words = String(asked['ReferenceText'])
    .split(/\s+/)
    .filter((word) => word !== '');
  if (words.length === 0) return { RecognitionStatus: 'NoMatch', Offset: 0, Duration: 0 };
  const ticks = Math.floor((seconds * 10_000_000) / words.length);
  const scores = words.map(wordScore);
  const mean = scores.reduce((sum, score) => sum + score, 0) / scores.length;
  return {
    RecognitionStatus: 'Success',
    Offset: 0,
    Duration: ticks * words.length,
    DisplayText: `“${words.join(' ')}”`,
    NBest: [
      {
        Confidence: 0.9,
        Lexical: words.join(' '),
        Display: words.join(' '),
        AccuracyScore: mean,
        FluencyScore: mean - 5,
        // Only who asks for it gets it.
        ...(asked['EnableProsodyAssessment'] === 'True' ? { ProsodyScore: mean - 10 } : {}),
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
  };
}

/** In four, as networks may. */
async function sendInPieces(json: string, response: ServerResponse, { misbehaviour }: Served): Promise<void> {
  response.writeHead(200, { 'content-type': 'application/json' });
  const line = misbehavingLine(misbehaviour, bodyLine(response));
  // The first character of several bytes is in the second.
  const first = json.indexOf('“') - 5;
  const size = Math.ceil((json.length - first) / 3);
  for (const [from, to] of [
    [0, first],
    [first, first + size],
    [first + size, first + 2 * size],
    [first + 2 * size, json.length],
  ]) {
    line.send(json.slice(from, to));
    // Sent before anything breaks.
    await breathe();
  }
  line.close(1000, '');
}
