/**
 * How a local server of a provider behaves badly, in the same words for every protocol: over HTTP a "message" is one
 * chunk or server-sent event of the answer's body, over a WebSocket one message to the client.
 */
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';

export type Misbehaviour =
  /** The connection is reset before anything is answered. */
  | { readonly type: 'refuse' }
  /** An HTTP status instead of an answer: 401, 402, 403, 429, 500, 503. Over a WebSocket it answers the handshake. */
  | { readonly type: 'status'; readonly status: number; readonly retryAfterS?: number }
  /** The request or handshake is taken and nothing ever comes. */
  | { readonly type: 'stallBeforeFirstByte' }
  /** The rest of these happen after that many proper messages. */
  | { readonly type: 'stallInTheMiddle'; readonly after: number }
  /** Closes; see {@link CLOSE_CODES}. Over HTTP the connection breaks, whatever the code. */
  | { readonly type: 'close'; readonly after: number; readonly code: number; readonly reason?: string }
  /** One message that means nothing; proper ones follow. */
  | { readonly type: 'garbage'; readonly after: number; readonly content?: string }
  /** Every message from then on comes twice. */
  | { readonly type: 'duplicate'; readonly after: number }
  /** The two messages after that come in the wrong order. */
  | { readonly type: 'reorder'; readonly after: number }
  /** One message is cut in two inside a character. Over HTTP a chunk ends there, which is allowed; in a WebSocket's text it is not. */
  | { readonly type: 'cutCharacter'; readonly after: number }
  /** One message of 10 MB. */
  | { readonly type: 'huge'; readonly after: number };

/** Everything a WebSocket can be closed with that means something to a client. 1005: without a code; 1006: without a close frame. */
export const CLOSE_CODES = [
  1000, 1001, 1002, 1003, 1005, 1006, 1007, 1008, 1009, 1011, 1012, 1013, 1014, 3000, 4000,
] as const;

const HUGE_BYTES = 10 * 1024 * 1024;

/** Whose each misbehaviour is that was taken. */
const taken = new WeakMap<Misbehaviour, Mischief>();

/** It has really happened: the answer was not what it would have been. */
export function struck(misbehaviour: Misbehaviour): void {
  const mischief = taken.get(misbehaviour);
  if (mischief !== undefined) mischief.struck += 1;
}

/** What a server is told to do, one entry per coming request or connection, then what it does always. */
export class Mischief {
  #queue: (Misbehaviour | null)[] = [];
  #always: Misbehaviour | null = null;
  /** Requests and connections that it really happened to: the place it is due at may never come. */
  struck = 0;

  /** One for each coming request or connection, in order; `null`: that one is served properly. */
  next(...misbehaviours: readonly (Misbehaviour | null)[]): void {
    this.#queue.push(...misbehaviours);
  }

  /** From now on, until told otherwise; `null`: behave. */
  always(misbehaviour: Misbehaviour | null): void {
    this.#always = misbehaviour;
  }

  behave(): void {
    this.#queue = [];
    this.#always = null;
  }

  take(): Misbehaviour | null {
    // One entry of the queue, which may be null, or what is always done.
    const next = this.#queue.shift() ?? this.#always;
    if (next === null) return null;
    const own = { ...next };
    taken.set(own, this);
    return own;
  }
}

/**
 * Answers an HTTP request in the place of the server, when it misbehaves before the first byte.
 * @param errorBody the provider's own error body for a status
 * @returns whether it did, and nothing more must be sent
 */
export function answeredBadly(
  misbehaviour: Misbehaviour | null,
  request: IncomingMessage,
  response: ServerResponse,
  errorBody: (status: number) => unknown,
): boolean {
  switch (misbehaviour?.type) {
    case 'refuse':
      struck(misbehaviour);
      request.socket.destroy();
      return true;
    case 'status':
      struck(misbehaviour);
      // A client that is still sending would see a reset instead of the status.
      request.resume();
      response
        .writeHead(misbehaviour.status, statusHeaders(misbehaviour))
        .end(JSON.stringify(errorBody(misbehaviour.status)));
      return true;
    case 'stallBeforeFirstByte':
      struck(misbehaviour);
      request.resume();
      return true;
    default:
      return false;
  }
}

/** The same for the handshake of a WebSocket, of which only the bare connection is there yet. */
export function refusedHandshake(
  misbehaviour: Misbehaviour | null,
  socket: Duplex,
  errorBody: (status: number) => unknown,
): boolean {
  switch (misbehaviour?.type) {
    case 'refuse':
      struck(misbehaviour);
      socket.destroy();
      return true;
    case 'status':
      struck(misbehaviour);
      refuseHandshake(socket, misbehaviour.status, errorBody(misbehaviour.status), statusHeaders(misbehaviour));
      return true;
    case 'stallBeforeFirstByte':
      struck(misbehaviour);
      return true;
    default:
      return false;
  }
}

/** Answers a handshake with a status and a body, as servers do that want no WebSocket. */
export function refuseHandshake(
  socket: Duplex,
  status: number,
  body: unknown,
  headers: Readonly<Record<string, string>> = { 'content-type': 'application/json' },
): void {
  const text = JSON.stringify(body);
  const all = { ...headers, connection: 'close', 'content-length': String(Buffer.byteLength(text)) };
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}`);
  socket.end([`HTTP/1.1 ${String(status)} Refused`, ...lines, '', text].join('\r\n'));
}

/** Where messages go. */
export interface MessageLine {
  /** `raw`: bytes of a text that may be cut inside a character. */
  send(message: string | Buffer, raw?: boolean): void;
  close(code: number, reason: string): void;
}

/** A line whose messages go wrong at the place the misbehaviour says. */
export function misbehavingLine(misbehaviour: Misbehaviour | null, line: MessageLine): MessageLine {
  if (misbehaviour === null || !('after' in misbehaviour)) return line;
  const { after } = misbehaviour;
  let sent = 0;
  let held: string | Buffer | null = null;
  const send = (message: string | Buffer): void => {
    const index = sent++;
    if (index < after) {
      line.send(message);
      return;
    }
    const first = index === after;
    // Two messages are needed for a wrong order.
    if (misbehaviour.type === 'reorder' ? index === after + 1 : first) struck(misbehaviour);
    switch (misbehaviour.type) {
      case 'stallInTheMiddle':
        return;
      case 'close':
        if (first) line.close(misbehaviour.code, misbehaviour.reason ?? '');
        return;
      case 'duplicate':
        line.send(message);
        line.send(message);
        return;
      case 'reorder':
        if (first) {
          held = message;
          return;
        }
        line.send(message);
        if (held !== null) line.send(held);
        held = null;
        return;
      case 'garbage':
        if (first) line.send(misbehaviour.content ?? '}{ not what you asked for \u0000');
        line.send(message);
        return;
      case 'huge':
        if (first) line.send(JSON.stringify({ type: 'Huge', filler: 'x'.repeat(HUGE_BYTES) }));
        line.send(message);
        return;
      case 'cutCharacter':
        if (first) for (const part of cutInCharacter(message)) line.send(part, true);
        else line.send(message);
    }
  };
  return {
    send,
    close: (code, reason) => {
      if (held !== null) line.send(held);
      held = null;
      if (misbehaviour.type === 'stallInTheMiddle' && sent > after) return;
      line.close(code, reason);
    },
  };
}

/** A line over the body of an HTTP answer. */
export function bodyLine(response: ServerResponse): MessageLine {
  return {
    send: (message) => {
      if (!response.destroyed) response.write(message);
    },
    close: (code) => {
      if (code === 1000) response.end();
      else response.socket?.destroy();
    },
  };
}

function statusHeaders({ retryAfterS }: { readonly retryAfterS?: number }): Record<string, string> {
  return {
    'content-type': 'application/json',
    ...(retryAfterS === undefined ? {} : { 'retry-after': String(retryAfterS) }),
  };
}

/** Two parts, cut after the first byte of the first character that has several; in the middle where none has. */
function cutInCharacter(message: string | Buffer): readonly [Buffer, Buffer] {
  const bytes = Buffer.from(message as string);
  const first = bytes.findIndex((byte) => byte >= 0xc0);
  const at = first === -1 ? Math.floor(bytes.length / 2) : first + 1;
  return [bytes.subarray(0, at), bytes.subarray(at)];
}
