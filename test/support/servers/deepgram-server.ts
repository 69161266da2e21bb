/**
 * A Deepgram of our own: both streaming protocols and the free key check, as the SDK's types and developers.deepgram.com
 * describe them (message order, close codes and reasons, error bodies, the ten seconds without data).
 */
import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { WebSocketServer, type WebSocket } from 'ws';
import { listenV1 } from './deepgram-listen-v1.js';
import { listenV2 } from './deepgram-listen-v2.js';
import {
  answeredBadly,
  misbehavingLine,
  Mischief,
  refusedHandshake,
  refuseHandshake,
  type MessageLine,
} from './misbehaviour.js';
import { spelledEar, type GrowEar, type ServerEar } from './recognition.js';
import { joinSamples } from '../../../src/engine/speech/frame.js';

export interface DeepgramServerOptions {
  readonly apiKey: string;
  readonly ear?: GrowEar;
  /** Without data for so long the connection is closed with NET-0001. */
  readonly idleMs?: number;
  /** Between audio and what is said of it. */
  readonly delayMs?: number;
  /** 0: any that is free. */
  readonly port?: number;
}

/** What a client did over one connection. */
export interface ListenRecord {
  readonly path: string;
  readonly query: URLSearchParams;
  /** Control messages in order; audio is told by its length alone. */
  readonly messages: readonly { readonly type: string; readonly [field: string]: unknown }[];
  /** All audio, as samples. */
  readonly samples: () => Int16Array;
  readonly closedWith: () => number | null;
}

export interface DeepgramServer {
  readonly url: string;
  readonly port: number;
  readonly mischief: Mischief;
  readonly connections: readonly ListenRecord[];
  /** Requests for the list of projects: the free check of a key. */
  readonly checks: () => number;
  /** Resolves when everything that has arrived is answered. */
  settled(): Promise<void>;
  /** Cuts every connection; new ones are served. */
  cutAll(): void;
  close(): Promise<void>;
}

/** One connection, as the two protocols see it. */
export interface ListenSession {
  readonly query: URLSearchParams;
  readonly requestId: string;
  readonly line: MessageLine;
  readonly ear: ServerEar;
}

export interface ListenProtocol {
  opened(): void;
  audio(samples: Int16Array): Promise<void>;
  control(message: { readonly type: string; readonly [field: string]: unknown }): Promise<void>;
}

const MODELS: Readonly<Record<string, RegExp>> = { '/v1/listen': /^nova-[23]/, '/v2/listen': /^flux-general/ };
const NET_0001 =
  'Deepgram did not receive audio data or a text message within the timeout window. See https://dpgr.am/net0001';

export async function startDeepgramServer(options: DeepgramServerOptions): Promise<DeepgramServer> {
  const mischief = new Mischief();
  const records: ListenRecord[] = [];
  const sockets = new Set<Duplex>();
  const work = new Set<Promise<void>>();
  let checks = 0;
  const webSockets = new WebSocketServer({ noServer: true });
  const server = createServer((request, response) => {
    if (answeredBadly(mischief.take(), request, response, errorBody)) return;
    if (request.url?.startsWith('/v1/projects') !== true) answer(response, 404, errorBody(404));
    else if (!authorised(request)) answer(response, 401, errorBody(401));
    else {
      checks += 1;
      answer(response, 200, { projects: [{ project_id: randomUUID(), name: 'test' }] });
    }
  });
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  server.on('upgrade', (request, socket, head) => {
    socket.on('error', () => undefined);
    const misbehaviour = mischief.take();
    if (refusedHandshake(misbehaviour, socket, errorBody)) return;
    const url = new URL(request.url ?? '/', 'http://localhost');
    const model = MODELS[url.pathname];
    const status = !authorised(request) ? 401 : model?.test(url.searchParams.get('model') ?? '') === true ? 0 : 400;
    if (status !== 0) {
      const body = errorBody(status);
      refuseHandshake(socket, status, body, { 'content-type': 'application/json', 'dg-error': body.err_msg });
      return;
    }
    webSockets.handleUpgrade(request, socket, head, (client) => {
      const line = misbehavingLine(misbehaviour, lineTo(client));
      serve(client, url, line);
    });
  });

  function serve(client: WebSocket, url: URL, line: MessageLine): void {
    const messages: { type: string; [field: string]: unknown }[] = [];
    const audio: Int16Array[] = [];
    let closedWith: number | null = null;
    records.push({
      path: url.pathname,
      query: url.searchParams,
      messages,
      samples: () => joinSamples(audio),
      closedWith: () => closedWith,
    });
    let idle: NodeJS.Timeout | undefined;
    const alive = (): void => {
      clearTimeout(idle);
      idle = setTimeout(() => {
        line.close(1011, NET_0001);
      }, options.idleMs ?? 10_000);
    };
    alive();
    const protocol = (options.ear ?? spelledEar)().then((ear) => {
      const session: ListenSession = { query: url.searchParams, requestId: randomUUID(), line, ear };
      const started = url.pathname === '/v1/listen' ? listenV1(session) : listenV2(session);
      started.opened();
      client.once('close', () => void ear.close());
      return started;
    });
    // Messages are worked on one after the other, as they came.
    let chain: Promise<void> = Promise.resolve();
    const next = (step: (protocol: ListenProtocol) => Promise<void>): void => {
      chain = chain.then(async () => {
        if (options.delayMs !== undefined) await new Promise((resolve) => setTimeout(resolve, options.delayMs));
        await step(await protocol);
      });
      const done = chain.catch(() => {
        client.terminate();
      });
      work.add(done);
      void done.then(() => work.delete(done));
    };
    client.on('message', (data: Buffer, binary) => {
      alive();
      if (binary) {
        const samples = new Int16Array(data.length >> 1);
        for (let at = 0; at < samples.length; at++) samples[at] = data.readInt16LE(at * 2);
        audio.push(samples);
        messages.push({ type: 'Audio', samples: samples.length });
        next((started) => started.audio(samples));
        return;
      }
      const message = parsed(data);
      if (message === null) {
        line.close(1008, 'DATA-0000: the payload cannot be decoded');
        return;
      }
      messages.push(message);
      next((started) => started.control(message));
    });
    client.on('ping', () => {
      messages.push({ type: 'Ping' });
      alive();
    });
    client.on('error', () => undefined);
    client.on('close', (code) => {
      closedWith = code;
      clearTimeout(idle);
    });
  }

  function authorised(request: IncomingMessage): boolean {
    return request.headers.authorization === `Token ${options.apiKey}`;
  }

  await new Promise<void>((resolve) => server.listen(options.port ?? 0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const cutAll = (): void => {
    for (const socket of sockets) socket.destroy();
  };
  return {
    url: `http://127.0.0.1:${String(port)}`,
    port,
    mischief,
    connections: records,
    checks: () => checks,
    settled: async () => {
      do {
        await new Promise((resolve) => setTimeout(resolve, 1));
        await Promise.all(work);
      } while (work.size > 0);
      await new Promise((resolve) => setTimeout(resolve, 1));
    },
    cutAll,
    close: async () => {
      cutAll();
      await new Promise((resolve) => server.close(resolve));
      await Promise.all(work);
    },
  };
}

const CODES: Readonly<Record<number, readonly [string, string]>> = {
  400: ['Bad Request', 'No such model/language/tier combination found.'],
  401: ['INVALID_AUTH', 'Invalid credentials.'],
  402: ['ASR_PAYMENT_REQUIRED', 'Project does not have enough credits for an ASR request.'],
  403: ['INSUFFICIENT_PERMISSIONS', 'User does not have sufficient permissions for the requested operation.'],
  429: ['TOO_MANY_REQUESTS', 'Too many requests. Please try again later.'],
};

function errorBody(status: number): { err_code: string; err_msg: string; request_id: string } {
  const [err_code, err_msg] = CODES[status] ?? ['INTERNAL_SERVER_ERROR', 'Something went wrong.'];
  return { err_code, err_msg, request_id: randomUUID() };
}

function answer(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}

function lineTo(client: WebSocket): MessageLine {
  return {
    send: (message) => {
      if (client.readyState === client.OPEN) client.send(message, { binary: false });
    },
    close: (code, reason) => {
      if (code === 1006) client.terminate();
      else if (code === 1005) client.close();
      else client.close(code, reason);
    },
  };
}

function parsed(data: Buffer): { type: string; [field: string]: unknown } | null {
  try {
    const message: unknown = JSON.parse(data.toString('utf8'));
    if (typeof message === 'object' && message !== null && 'type' in message && typeof message.type === 'string')
      return message as { type: string };
  } catch {
    // Said below.
  }
  return null;
}
