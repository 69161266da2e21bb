/**
 * One streaming connection to Deepgram through its SDK, for either protocol version. The SDK's reconnecting is switched off:
 * it would open a new stream without the audio of the old one, and word times would silently start from zero again.
 */
import type { DeepgramClient } from '@deepgram/sdk';
import type { ProviderError } from '../../engine/ports/provider-error.js';
import {
  providerErrorOf,
  providerFailure,
  type FailureSource,
  type VendorFailure,
} from '../resilience/provider-failure.js';
import { watchHandshake, type WatchedHandshake } from './handshake.js';

export const DEEPGRAM_URL = 'https://api.deepgram.com';

/** What the SDK's two kinds of socket have in common. */
export interface ListenSocket {
  /** The reconnecting socket below, for messages that the SDK has no method for. */
  readonly socket: { send(message: string): void };
  readonly readyState: number;
  on(event: 'open', run: () => void): void;
  on(event: 'message', run: (message: unknown) => void): void;
  on(event: 'close', run: (event: { readonly code: number; readonly reason?: string }) => void): void;
  on(event: 'error', run: (error: Error) => void): void;
  connect(): unknown;
  close(): void;
  sendMedia(samples: ArrayBufferView): void;
  sendCloseStream(message: { readonly type: 'CloseStream' }): void;
  /** Only the second version has it. */
  ping?(): void;
}

export interface ConnectionArguments {
  readonly agent: WatchedHandshake['agent'];
  readonly reconnectAttempts: number;
  readonly connectionTimeoutInSeconds: number;
}

export interface ConnectionOptions {
  readonly source: FailureSource;
  readonly apiKey: string;
  /** http(s) or ws(s). */
  readonly baseUrl: string;
  /** Real milliseconds until the handshake is given up. */
  readonly connectMs: number;
  /** Real milliseconds to wait for the server's answer to a close. */
  readonly closeMs: number;
  readonly wallTimeMs: () => number;
  /** Asks the SDK for a socket that is not connected yet. */
  readonly create: (client: DeepgramClient, options: ConnectionArguments) => Promise<ListenSocket>;
  /** Must not throw. */
  readonly message: (message: unknown) => void;
  /** Called once when the connection is lost, but not after `close`. */
  readonly gone: (error: ProviderError) => void;
}

const OPEN = 1;

/** Header values must be printable; the SDK would end the process with an unhandled rejection. */
const PRINTABLE = /^[\x21-\x7e]+$/;

export class ListenConnection {
  readonly #options: ConnectionOptions;
  readonly #handshake: WatchedHandshake;
  readonly #socket: ListenSocket;
  #closing = false;
  #gone = false;
  #left: () => void = () => undefined;

  /** Connects. Sends no audio and costs nothing. Rejects with a ProviderError. */
  static async open(options: ConnectionOptions): Promise<ListenConnection> {
    const { source, apiKey, connectMs } = options;
    if (!PRINTABLE.test(apiKey)) {
      throw providerErrorOf(source, 'authentication', { detail: 'the key has characters that no key has' });
    }
    const url = socketUrl(options);
    const { DeepgramClient } = await import('@deepgram/sdk');
    const handshake = watchHandshake(url.startsWith('wss:'));
    const client = new DeepgramClient({ apiKey, baseUrl: url });
    const socket = await options.create(client, {
      agent: handshake.agent,
      reconnectAttempts: 0,
      connectionTimeoutInSeconds: connectMs / 1000,
    });
    const connection = new ListenConnection(options, handshake, socket);
    await connection.#connect();
    return connection;
  }

  private constructor(options: ConnectionOptions, handshake: WatchedHandshake, socket: ListenSocket) {
    this.#options = options;
    this.#handshake = handshake;
    this.#socket = socket;
  }

  get usable(): boolean {
    return !this.#gone && !this.#closing && this.#socket.readyState === OPEN;
  }

  sendAudio(samples: Int16Array): void {
    this.#try(() => {
      this.#socket.sendMedia(samples);
    });
  }

  send(message: object): void {
    this.#try(() => {
      this.#socket.socket.send(JSON.stringify(message));
    });
  }

  ping(): void {
    this.#try(() => this.#socket.ping?.());
  }

  /** Closes the connection, whether or not the server answers. Never rejects. */
  async close(): Promise<void> {
    if (this.#closing) return;
    const polite = this.usable;
    this.#closing = true;
    if (polite) {
      const left = new Promise<void>((resolve) => (this.#left = resolve));
      const timer = setTimeout(this.#left, this.#options.closeMs);
      this.#try(() => {
        this.#socket.sendCloseStream({ type: 'CloseStream' });
      });
      await left;
      clearTimeout(timer);
    }
    this.#cut();
  }

  #connect(): Promise<void> {
    return new Promise((resolve, reject) => {
      let opened = false;
      const failed = (error: ProviderError): void => {
        this.#gone = true;
        this.#cut();
        this.#left();
        if (!opened) reject(error);
        else if (!this.#closing) this.#options.gone(error);
      };
      const end = (failure: VendorFailure, error: Error | null): void => {
        if (this.#gone) return;
        // The SDK tells of a close before it tells of the error behind it.
        queueMicrotask(() => {
          if (!this.#gone) failed(this.#error(failure, error ?? newest, opened));
        });
      };
      let newest: Error | null = null;
      this.#socket.on('open', () => {
        opened = true;
        resolve();
      });
      this.#socket.on('message', (message) => {
        if (!this.#gone) this.#options.message(message);
      });
      this.#socket.on('close', ({ code, reason }) => {
        end({ closeCode: code, code: closeReasonCode(reason ?? ''), detail: reason ?? null }, null);
      });
      this.#socket.on('error', (error) => {
        newest = error;
        end({ cause: error }, error);
      });
      this.#socket.connect();
    });
  }

  #error(failure: VendorFailure, error: Error | null, opened: boolean): ProviderError {
    const { source, wallTimeMs } = this.#options;
    const { refusal } = this.#handshake;
    if (!opened && refusal !== null) return providerFailure(source, { ...refusal, wallTimeMs: wallTimeMs() });
    // The SDK's word for a handshake that takes too long.
    if (error?.message === 'TIMEOUT') return providerErrorOf(source, 'timeout', { detail: 'no connection' });
    const cause = (opened ? null : this.#handshake.failure) ?? error;
    return providerFailure(source, cause === null ? failure : { cause });
  }

  #cut(): void {
    try {
      this.#socket.close();
    } catch {
      // It was not open.
    }
    this.#handshake.cut();
  }

  #try(send: () => void): void {
    if (this.#gone) return;
    try {
      send();
    } catch {
      // The socket has just closed: its close event says so with the reason.
    }
  }
}

/** "NET-0001" of the close reasons that Deepgram gives, which name it as a code or in the address of a help page. */
export function closeReasonCode(reason: string): string | null {
  const found = /\b(NET|DATA|MESSAGE|BIG)-?(\d{4})\b/i.exec(reason);
  return found === null ? null : `${String(found[1]).toUpperCase()}-${String(found[2])}`;
}

function socketUrl({ baseUrl, source }: ConnectionOptions): string {
  const url = baseUrl.replace(/^http/, 'ws').replace(/\/$/, '');
  if (/^wss?:\/\//.test(url) && URL.canParse(url)) return url;
  throw providerErrorOf(source, 'invalidRequest', { detail: `the base URL cannot be used: ${baseUrl}` });
}
