/** A small server of files on this machine, which can behave badly on demand. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface FileRequest {
  readonly path: string;
  readonly range: string | null;
}

/** How the next request is answered; `null` means properly. */
export type Misbehaviour = ((request: IncomingMessage, response: ServerResponse, content: Buffer) => void) | null;

export interface FileServer {
  readonly url: string;
  readonly requests: FileRequest[];
  readonly files: Map<string, Buffer>;
  /** One entry per coming request. */
  readonly misbehave: Misbehaviour[];
  close(): Promise<void>;
}

export async function startFileServer(): Promise<FileServer> {
  const files = new Map<string, Buffer>();
  const requests: FileRequest[] = [];
  const misbehave: Misbehaviour[] = [];
  const server = createServer((request, response) => {
    const path = request.url ?? '/';
    requests.push({ path, range: request.headers.range ?? null });
    const content = files.get(path);
    const trick = misbehave.shift() ?? null;
    if (trick !== null) trick(request, response, content ?? Buffer.alloc(0));
    else if (content === undefined) response.writeHead(404).end('not here');
    else serve(request, response, content);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`,
    requests,
    files,
    misbehave,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function serve(request: IncomingMessage, response: ServerResponse, content: Buffer): void {
  const from = Number(/^bytes=(\d+)-$/.exec(request.headers.range ?? '')?.[1] ?? NaN);
  if (Number.isNaN(from)) {
    response.writeHead(200, { 'content-length': content.length }).end(content);
  } else if (from >= content.length) {
    response.writeHead(416).end();
  } else {
    const range = `bytes ${String(from)}-${String(content.length - 1)}/${String(content.length)}`;
    response.writeHead(206, { 'content-length': content.length - from, 'content-range': range });
    response.end(content.subarray(from));
  }
}

/** Sends that many bytes of what was promised, then breaks the connection. */
export function breaksAfter(bytes: number): Misbehaviour {
  return (_, response, content) => {
    response.writeHead(200, { 'content-length': content.length });
    response.write(content.subarray(0, bytes), () => setImmediate(() => response.destroy()));
  };
}

/** Sends that many bytes and then nothing, for ever. */
export function stallsAfter(bytes: number): Misbehaviour {
  return (_, response, content) => {
    response.writeHead(200, { 'content-length': content.length });
    response.write(content.subarray(0, bytes));
  };
}

export function answers(status: number, headers: Readonly<Record<string, string>> = {}): Misbehaviour {
  return (_, response) => {
    response.writeHead(status, headers).end();
  };
}

/** As servers do that know no ranges. */
export function sendsAll(content?: Buffer): Misbehaviour {
  return (_, response, original) => {
    response.writeHead(200, { 'content-length': (content ?? original).length }).end(content ?? original);
  };
}
