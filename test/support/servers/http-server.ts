/** What the local servers of request-and-answer providers share: a port, the body, time, and mischief. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Clock } from '../../../src/engine/ports/clock.js';
import { answeredBadly, Mischief } from './misbehaviour.js';

export interface ServedRequest {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

export interface HttpServer {
  /** Without a path. */
  readonly baseUrl: string;
  readonly mischief: Mischief;
  readonly requests: readonly ServedRequest[];
  /** Requests whose client went away before the answer was whole. */
  readonly abandoned: number;
  close(): Promise<void>;
}

export interface HttpServerOptions {
  /** Before anything is answered, in the clock's time; real time without one. */
  readonly delayMs?: number;
  readonly clock?: Clock;
  readonly errorBody: (status: number) => unknown;
  /** Answers; misbehaviour before the first byte is dealt with already. */
  readonly serve: (request: ServedRequest, response: ServerResponse, mischief: Served) => void | Promise<void>;
}

export interface Served {
  readonly misbehaviour: ReturnType<Mischief['take']>;
}

export async function serveHttp(options: HttpServerOptions): Promise<HttpServer> {
  const mischief = new Mischief();
  const requests: ServedRequest[] = [];
  let abandoned = 0;
  const answer = async (message: IncomingMessage, response: ServerResponse): Promise<void> => {
    response.on('close', () => {
      if (!response.writableFinished) abandoned += 1;
    });
    const misbehaviour = mischief.take();
    const body = await bodyOf(message);
    const { pathname, searchParams } = new URL(message.url ?? '/', 'http://localhost');
    const request: ServedRequest = {
      method: message.method ?? '',
      path: pathname,
      query: searchParams,
      headers: Object.fromEntries(Object.entries(message.headers).map(([name, value]) => [name, String(value)])),
      body,
    };
    requests.push(request);
    if (answeredBadly(misbehaviour, message, response, options.errorBody)) return;
    await pause(options.delayMs ?? 0, options.clock);
    if (!response.destroyed) await options.serve(request, response, { misbehaviour });
  };
  const server = createServer((message, response) => {
    answer(message, response).catch(() => response.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    baseUrl: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`,
    mischief,
    requests,
    get abandoned() {
      return abandoned;
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

export function answerJson(response: ServerResponse, status: number, body: unknown, headers = {}): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body));
}

async function bodyOf(message: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of message) parts.push(part as Buffer);
  return Buffer.concat(parts);
}

function pause(ms: number, clock?: Clock): Promise<void> {
  if (ms === 0) return Promise.resolve();
  return new Promise((resolve) => {
    if (clock === undefined) setTimeout(resolve, ms);
    else clock.setTimer(ms, resolve);
  });
}
