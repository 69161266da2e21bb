/**
 * OpenAI's transcription endpoint as its documentation and SDK define it: multipart upload, verbose_json with word times
 * for Whisper, server-sent deltas for the newer models, error bodies; and the free look-up of a model.
 */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Word } from '../../../src/engine/ports/word.js';
import { samplesToMs } from '../../../src/engine/speech/frame.js';
import { answeredBadly, bodyLine, misbehavingLine, Mischief, type Misbehaviour } from './misbehaviour.js';
import { spelledEar, type GrowEar } from './recognition.js';

export interface TranscriptionServerOptions {
  readonly apiKey: string;
  readonly ear?: GrowEar;
  readonly models?: readonly string[];
}

export interface TranscriptionServer {
  /** With its /v1. */
  readonly baseUrl: string;
  /** For uploads; looking a model up is always served, unless `lookUps` misbehaves. */
  readonly mischief: Mischief;
  readonly lookUps: Mischief;
  /** Form fields of the uploads, the audio as its length in milliseconds. */
  readonly uploads: readonly Readonly<Record<string, string>>[];
  readonly lookedUp: () => number;
  settled(): Promise<void>;
  close(): Promise<void>;
}

const MODELS = ['whisper-1', 'gpt-4o-mini-transcribe', 'gpt-4o-transcribe', 'whisper-large-v3-turbo'];
const WAV_HEADER_BYTES = 44;

export async function startTranscriptionServer(options: TranscriptionServerOptions): Promise<TranscriptionServer> {
  const [mischief, lookUps] = [new Mischief(), new Mischief()];
  const uploads: Record<string, string>[] = [];
  const work = new Set<Promise<void>>();
  let lookedUp = 0;

  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const lookUp = request.method === 'GET';
    const misbehaviour = (lookUp ? lookUps : mischief).take();
    if (lookUp) lookedUp += 1;
    if (answeredBadly(misbehaviour, request, response, errorBody)) return;
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    if (request.headers.authorization !== `Bearer ${options.apiKey}`) {
      json(response, 401, errorBody(401));
      return;
    }
    const model = /^\/v1\/models\/(.+)$/.exec(request.url ?? '')?.[1];
    if (model !== undefined) {
      const known = (options.models ?? MODELS).includes(decodeURIComponent(model));
      if (known) json(response, 200, { id: model, object: 'model', created: 1, owned_by: 'openai' });
      else
        json(response, 404, {
          error: { message: 'no such model', type: 'invalid_request_error', code: 'model_not_found', param: null },
        });
      return;
    }
    await transcribe(request, response, Buffer.concat(chunks), misbehaviour);
  };

  async function transcribe(
    request: IncomingMessage,
    response: ServerResponse,
    body: Buffer,
    misbehaviour: Misbehaviour | null,
  ): Promise<void> {
    const type = request.headers['content-type'] ?? '';
    const form = await new Response(new Uint8Array(body), { headers: { 'content-type': type } }).formData();
    const file = form.get('file');
    if (!(file instanceof Blob)) {
      json(response, 400, errorBody(400));
      return;
    }
    const bytes = Buffer.from(await file.arrayBuffer());
    const samples = new Int16Array((bytes.length - WAV_HEADER_BYTES) / 2);
    samples.forEach((_, index) => (samples[index] = bytes.readInt16LE(WAV_HEADER_BYTES + index * 2)));
    const fields = Object.fromEntries(
      [...form].flatMap(([name, value]) => (typeof value === 'string' ? [[name, value] as const] : [])),
    );
    const durationMs = samplesToMs(samples.length);
    uploads.push({ ...fields, durationMs: String(durationMs) });
    const ear = await (options.ear ?? spelledEar)();
    await ear.hear(samples);
    const words = await ear.flush();
    await ear.close();
    if (response.destroyed) return;
    const line = misbehavingLine(misbehaviour, bodyLine(response));
    if (fields['stream'] === 'true' && fields['model']?.includes('whisper') !== true) {
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      const send = (event: object): void => {
        line.send(`data: ${JSON.stringify(event)}\n\n`);
      };
      words.forEach(({ text }, index) => {
        send({ type: 'transcript.text.delta', delta: index === 0 ? text : ` ${text}` });
      });
      const logprobs = words.map(({ text, confidence }) => ({
        token: text,
        bytes: [],
        logprob: Math.log(confidence ?? 0.5),
      }));
      send({ type: 'transcript.text.done', text: `${spoken(words)}${words.length > 0 ? '.' : ''}`, logprobs });
      line.send('data: [DONE]\n\n');
      line.close(1000, '');
      return;
    }
    response.writeHead(200, { 'content-type': 'application/json' });
    line.send(JSON.stringify(verbose(words, durationMs)));
    line.close(1000, '');
  }

  const server = createServer((request, response) => {
    const done = answer(request, response).catch(() => {
      response.destroy();
    });
    work.add(done);
    void done.then(() => work.delete(done));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    baseUrl: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}/v1`,
    mischief,
    lookUps,
    uploads,
    lookedUp: () => lookedUp,
    settled: async () => {
      await new Promise((resolve) => setTimeout(resolve, 1));
      await Promise.all(work);
    },
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function verbose(words: readonly Word[], durationMs: number): unknown {
  const segment = { id: 0, seek: 0, tokens: [], temperature: 0, compression_ratio: 1, no_speech_prob: 0.01 };
  return {
    task: 'transcribe',
    language: 'english',
    duration: durationMs / 1000,
    text: spoken(words),
    words: words.map(({ text, startMs, endMs }) => ({ word: text, start: startMs / 1000, end: endMs / 1000 })),
    segments:
      words.length === 0
        ? []
        : [{ ...segment, start: 0, end: durationMs / 1000, text: spoken(words), avg_logprob: Math.log(0.9) }],
    usage: { type: 'duration', seconds: Math.ceil(durationMs / 1000) },
  };
}

function spoken(words: readonly Word[]): string {
  return words.map(({ text }) => text).join(' ');
}

const ERRORS: Readonly<Record<number, readonly [string, string | null]>> = {
  400: ['invalid_request_error', null],
  401: ['invalid_request_error', 'invalid_api_key'],
  402: ['insufficient_quota', 'insufficient_quota'],
  403: ['invalid_request_error', null],
  429: ['requests', 'rate_limit_exceeded'],
};

function errorBody(status: number): unknown {
  const [type, code] = ERRORS[status] ?? ['server_error', null];
  const message =
    status === 403 ? 'You have insufficient permissions. Missing scopes: x.' : `refused with ${String(status)}`;
  return { error: { message, type, code, param: null } };
}

function json(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}
