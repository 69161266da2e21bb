/**
 * A server that speaks the chat completions protocol of OpenAI, Groq and local programs as the `openai` package expects
 * it: server-sent events with role, content and tool call deltas, a finish reason, a usage chunk and [DONE]; error bodies
 * and rate-limit headers. What it answers is a script or a rule; it can be told to misbehave.
 */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setImmediate as breathe, setTimeout as sleep } from 'node:timers/promises';
import { answeredBadly, bodyLine, Mischief, misbehavingLine } from './misbehaviour.js';

/** The body of one request, as it came. */
export interface ChatRequest {
  readonly model: string;
  readonly messages: readonly { readonly role: string; readonly content: string | null }[];
  readonly tools?: readonly { readonly function: { readonly name: string } }[];
  readonly tool_choice?: unknown;
  readonly response_format?: { readonly type: string; readonly json_schema?: { readonly strict?: boolean } };
  readonly stream?: boolean;
  readonly stream_options?: { readonly include_usage?: boolean };
  readonly temperature?: number;
  readonly max_tokens?: number;
  readonly max_completion_tokens?: number;
  readonly [parameter: string]: unknown;
}

export interface ChatAnswer {
  readonly text?: string;
  readonly calls?: readonly { readonly name: string; readonly arguments: unknown }[];
  readonly finishReason?: string;
  /** Milliseconds before the first word. */
  readonly delayMs?: number;
  /** Leaves the usage chunk out, as some servers do. */
  readonly withoutUsage?: boolean;
  /** An error body with this status instead. */
  readonly error?: {
    readonly status: number;
    readonly body: unknown;
    readonly headers?: Readonly<Record<string, string>>;
  };
}

export type ChatRule = (request: ChatRequest) => ChatAnswer;

export interface ChatServer {
  /** With its /v1. */
  readonly baseUrl: string;
  readonly mischief: Mischief;
  readonly requests: readonly ChatRequest[];
  /** Authorization headers, in order. */
  readonly authorizations: readonly string[];
  /** Requests whose client went away before the answer was whole. */
  readonly abandoned: number;
  answer(rule: ChatRule): void;
  close(): Promise<void>;
}

export interface ChatServerOptions {
  readonly models?: readonly string[];
  /** Parameters it refuses with 400, as the service would. */
  readonly refuses?: readonly string[];
  readonly key?: string;
  /** Answers as a whole whatever it is asked. */
  readonly neverStreams?: boolean;
  /** Until the next token is there; left out: at once. */
  readonly nextToken?: () => Promise<void>;
}

/** Characters a chunk carries: small, so that every answer comes in several. */
const CHUNK = 7;

export async function startChatServer(rule: ChatRule, options: ChatServerOptions = {}): Promise<ChatServer> {
  const mischief = new Mischief();
  const requests: ChatRequest[] = [];
  const authorizations: string[] = [];
  let answerWith = rule;
  let abandoned = 0;

  const server = createServer((request, response) => {
    void serve(request, response).catch(() => response.destroy());
  });

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const authorised = options.key === undefined || request.headers.authorization === `Bearer ${options.key}`;
    if (request.url === '/v1/models') {
      if (!authorised) {
        json(response, 401, errorBody(401));
        return;
      }
      const data = (options.models ?? ['test-model']).map((id) => ({ id, object: 'model' }));
      json(response, 200, { object: 'list', data });
      return;
    }
    const misbehaviour = mischief.take();
    authorizations.push(request.headers.authorization ?? '');
    if (answeredBadly(misbehaviour, request, response, errorBody)) return;
    const asked = JSON.parse(await bodyOf(request)) as ChatRequest;
    requests.push(asked);
    if (!authorised) {
      json(response, 401, errorBody(401));
      return;
    }
    const refused = (options.refuses ?? []).find((parameter) => mentions(asked, parameter));
    if (refused !== undefined) {
      const message = `Unsupported parameter: '${refused}' is not supported with this model.`;
      json(response, 400, {
        error: { message, type: 'invalid_request_error', param: refused, code: 'unsupported_parameter' },
      });
      return;
    }
    const answer = answerWith(asked);
    response.on('close', () => {
      if (!response.writableFinished) abandoned += 1;
    });
    if (answer.delayMs !== undefined) await sleep(answer.delayMs);
    if (answer.error !== undefined) {
      json(response, answer.error.status, answer.error.body, answer.error.headers);
      return;
    }
    if (asked.stream !== true || options.neverStreams === true) {
      json(response, 200, completion(asked, answer));
      return;
    }
    response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-cache', ...RATE_LIMITS });
    const line = misbehavingLine(misbehaviour, bodyLine(response));
    for (const chunk of chunks(asked, answer)) {
      line.send(`data: ${typeof chunk === 'string' ? chunk : JSON.stringify(chunk)}\n\n`);
      await (options.nextToken ?? breathe)();
    }
    line.close(1000, '');
  }

  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    baseUrl: `http://127.0.0.1:${String(port)}/v1`,
    mischief,
    requests,
    authorizations,
    get abandoned() {
      return abandoned;
    },
    answer: (next) => {
      answerWith = next;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
        server.closeAllConnections();
      }),
  };
}

/** A rule that gives these answers one after the other; the last one again and again. */
export function inTurn(...answers: readonly ChatAnswer[]): ChatRule {
  let next = 0;
  return () => answers[Math.min(next++, answers.length - 1)] ?? {};
}

const RATE_LIMITS = {
  'x-ratelimit-limit-requests': '1000',
  'x-ratelimit-remaining-requests': '999',
  'x-ratelimit-limit-tokens': '100000',
  'x-ratelimit-remaining-tokens': '99000',
};

function mentions(asked: ChatRequest, parameter: string): boolean {
  if (parameter === 'json_schema') return asked.response_format?.type === 'json_schema';
  return asked[parameter] !== undefined;
}

/** The bodies of OpenAI's own errors; Groq's have the same shape. */
export function errorBody(status: number): unknown {
  const of = (message: string, type: string, code: string | null) => ({ error: { message, type, param: null, code } });
  switch (status) {
    case 401:
      return of(
        'Incorrect API key provided: sk-test*********************2345.',
        'invalid_request_error',
        'invalid_api_key',
      );
    case 402:
      return of('Insufficient balance.', 'insufficient_quota', 'insufficient_quota');
    case 403:
      return of('You do not have access to this model.', 'invalid_request_error', 'model_not_allowed');
    case 404:
      return of(
        'The model does not exist or you do not have access to it.',
        'invalid_request_error',
        'model_not_found',
      );
    case 429:
      return of('Rate limit reached for requests. Please try again later.', 'requests', 'rate_limit_exceeded');
    default:
      return status >= 500
        ? of('The server had an error while processing your request.', 'server_error', null)
        : of('Invalid request.', 'invalid_request_error', null);
  }
}

function json(response: ServerResponse, status: number, body: unknown, headers: Readonly<Record<string, string>> = {}) {
  response
    .writeHead(status, { 'content-type': 'application/json', ...RATE_LIMITS, ...headers })
    .end(JSON.stringify(body));
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts).toString('utf8');
}

function usageOf(asked: ChatRequest, answer: ChatAnswer) {
  const prompt = Math.ceil(JSON.stringify(asked.messages).length / 4);
  const completionTokens = Math.ceil((answer.text ?? JSON.stringify(answer.calls ?? [])).length / 4);
  return { prompt_tokens: prompt, completion_tokens: completionTokens, total_tokens: prompt + completionTokens };
}

function finishReason(answer: ChatAnswer): string {
  return answer.finishReason ?? ((answer.calls?.length ?? 0) > 0 ? 'tool_calls' : 'stop');
}

function wireCalls(answer: ChatAnswer) {
  return (answer.calls ?? []).map((call, index) => ({
    index,
    id: `call_${String(index)}`,
    type: 'function',
    function: {
      name: call.name,
      arguments: typeof call.arguments === 'string' ? call.arguments : JSON.stringify(call.arguments),
    },
  }));
}

function completion(asked: ChatRequest, answer: ChatAnswer): unknown {
  const calls = wireCalls(answer);
  const message = {
    role: 'assistant',
    content: answer.text ?? null,
    refusal: null,
    ...(calls.length === 0 ? {} : { tool_calls: calls }),
  };
  return {
    id: 'chatcmpl-test',
    object: 'chat.completion',
    created: 1_700_000_000,
    model: asked.model,
    choices: [{ index: 0, message, logprobs: null, finish_reason: finishReason(answer) }],
    ...(answer.withoutUsage === true ? {} : { usage: usageOf(asked, answer) }),
  };
}

function* chunks(asked: ChatRequest, answer: ChatAnswer): Generator<unknown> {
  const chunk = (delta: unknown, finish: string | null = null) => ({
    id: 'chatcmpl-test',
    object: 'chat.completion.chunk',
    created: 1_700_000_000,
    model: asked.model,
    system_fingerprint: 'fp_test',
    choices: [{ index: 0, delta, logprobs: null, finish_reason: finish }],
  });
  yield chunk({ role: 'assistant', content: answer.text === undefined ? null : '', refusal: null });
  for (const part of pieces(answer.text ?? '')) yield chunk({ content: part });
  for (const call of wireCalls(answer)) {
    const { arguments: text, name } = call.function;
    yield chunk({ tool_calls: [{ ...call, function: { name, arguments: '' } }] });
    for (const part of pieces(text))
      yield chunk({ tool_calls: [{ index: call.index, function: { arguments: part } }] });
  }
  yield chunk({}, finishReason(answer));
  if (asked.stream_options?.include_usage === true && answer.withoutUsage !== true) {
    yield { ...chunk({}), choices: [], usage: usageOf(asked, answer) };
  }
  yield '[DONE]';
}

/** By whole characters: cutting one is a misbehaviour of its own. */
function pieces(text: string): string[] {
  const characters = [...text];
  const parts: string[] = [];
  for (let at = 0; at < characters.length; at += CHUNK) parts.push(characters.slice(at, at + CHUNK).join(''));
  return parts;
}
