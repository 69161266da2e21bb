/**
 * Looks over the shoulder of a WebSocket's handshake. The SDK tells only "Unexpected server response: 429"; why a
 * handshake was refused, and when to come back, is in headers it throws away. The agent it lets callers choose sees them,
 * and the connection too, which can then be cut when a server does not answer a close (the SDK would wait 30 s).
 */
import { Agent as HttpAgent, type ClientRequest, type IncomingMessage } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import type { Duplex } from 'node:stream';

export interface Refusal {
  readonly status: number;
  /** The server's own words; Deepgram repeats them in a header. */
  readonly detail: string | null;
  readonly header: (name: string) => string | null;
}

export interface WatchedHandshake {
  readonly agent: HttpAgent;
  /** The answer, when it was not an upgrade. */
  readonly refusal: Refusal | null;
  /** Why there is no connection, with its system code. */
  readonly failure: Error | null;
  /** Cuts the connection at once. */
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
