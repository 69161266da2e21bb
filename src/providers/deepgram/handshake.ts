/**
 * Observes the handshake of a WebSocket. The SDK only reports "Unexpected server response: 429" and drops the headers that say
 * why the handshake was refused and when to try again. Our HTTP agent, which the SDK accepts as an option, sees them. It also
 * sees the connection, which can be cut when the server does not answer a close (the SDK would wait 30 s).
 */
import { Agent as HttpAgent, type ClientRequest, type IncomingMessage } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import type { Duplex } from 'node:stream';

export interface Refusal {
  readonly status: number;
  /** The server's message, which Deepgram repeats in a header. */
  readonly detail: string | null;
  readonly header: (name: string) => string | null;
}

export interface WatchedHandshake {
  readonly agent: HttpAgent;
  /** The response, when the server did not upgrade the connection. */
  readonly refusal: Refusal | null;
  /** Why the connection failed, with the system's error code. */
  readonly failure: Error | null;
  /** Closes the connection at once. */
  cut(): void;
}

/** What agents have and the type definitions leave out: how requests come to them. */
interface RequestTaker {
  addRequest(request: ClientRequest, ...rest: readonly unknown[]): void;
}

export function watchHandshake(secure: boolean): WatchedHandshake {
  const agent = secure ? new HttpsAgent() : new HttpAgent();
  let refusal: Refusal | null = null;
  let failure: Error | null = null;
  let connection: Duplex | null = null;
  const taker = agent as unknown as RequestTaker;
  const addRequest = taker.addRequest.bind(agent);
  taker.addRequest = (request, ...rest) => {
    request.once('socket', (socket: Duplex) => (connection = socket));
    request.once('response', (response: IncomingMessage) => {
      const header = (name: string): string | null => response.headers[name]?.toString() ?? null;
      refusal = { status: response.statusCode ?? 0, detail: header('dg-error'), header };
    });
    request.once('error', (error) => (failure ??= error));
    addRequest(request, ...rest);
  };
  return {
    agent,
    get refusal() {
      return refusal;
    },
    get failure() {
      return failure;
    },
    cut: () => {
      connection?.destroy();
      agent.destroy();
    },
  };
}
