/** Sends requests to a script in its own process or thread, and rejects them when it dies. */
import { ProviderError } from '../../engine/ports/provider-error.js';
import type { ProviderErrorKind } from '../../engine/ports/provider-error.js';
import { safeText } from '../../engine/text/safe-text.js';
import type { StartTransport, Transport } from './transport.js';

export interface RemoteServiceOptions {
  readonly provider: string;
  readonly start: StartTransport;
  /** What to do when it crashes or cannot start. */
  readonly remedy: string;
  /** The longest time one call may take, including queueing and starting the script. */
  readonly timeoutMs: number;
  /** Receives messages that answer no request, such as partial transcripts. */
  readonly onNews?: (news: unknown) => void;
}

interface Call {
  resolve(result: unknown): void;
  reject(error: ProviderError): void;
}

/** What `serve.mjs` sends back. */
type Reply =
  | { readonly id: number; readonly result: unknown }
  | { readonly id: number; readonly error: { kind?: ProviderErrorKind; message: string; remedy?: string } }
  | { readonly news: unknown };

/** What is installed answers, only too late. */
const TRY_AGAIN = 'The machine may be busy, or the input too large: try again later, or with less.';

export class RemoteService {
  readonly #options: RemoteServiceOptions;
  readonly #calls = new Map<number, Call>();
  #transport: Transport | null = null;
  #nextId = 1;
  #closed = false;

  constructor(options: RemoteServiceOptions) {
    this.#options = options;
  }

  /** Resolves with the script's answer, and starts the script if necessary. Rejects with a ProviderError. */
  async call(request: unknown, timeoutMs = this.#options.timeoutMs): Promise<unknown> {
    if (this.#closed) throw this.#closedError();
    const transport = this.#running();
    const id = this.#nextId++;
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        this.#failAll(this.#error('timeout', `no answer within ${String(timeoutMs / 1000)} s`, true, TRY_AGAIN));
        void this.#stop();
      }, timeoutMs);
      const settle = (): void => {
        clearTimeout(timer);
        this.#calls.delete(id);
        if (this.#calls.size === 0) this.#transport?.keepAlive(false);
      };
      this.#calls.set(id, {
        resolve: (result) => {
          settle();
          resolve(result);
        },
        reject: (error) => {
          settle();
          reject(error);
        },
      });
      transport.keepAlive(true);
      transport.send({ id, request });
    });
  }

  /** Sends a message that gets no answer. It is lost when the script does not run. */
  tell(message: unknown): void {
    this.#transport?.send({ request: message });
  }

  /** Ends the script: pending calls are rejected, and the next call starts it again. */
  async restart(why: string): Promise<void> {
    this.#failAll(this.#error('crashed', why, true));
    await this.#stop();
  }

  async close(): Promise<void> {
    this.#closed = true;
    this.#failAll(this.#closedError());
    await this.#stop();
  }

  #running(): Transport {
    if (this.#transport !== null) return this.#transport;
    const transport = this.#options.start({
      message: (message) => {
        this.#receive(message as Reply);
      },
      gone: (how) => {
        if (this.#transport === transport) this.#transport = null;
        const said = transport.log().split('\n').at(-1) ?? '';
        this.#failAll(this.#error('crashed', `its process ended (${how})${said === '' ? '' : `: ${said}`}`, true));
      },
    });
    this.#transport = transport;
    return transport;
  }

  async #stop(): Promise<void> {
    const transport = this.#transport;
    this.#transport = null;
    await transport?.kill();
  }

  #receive(reply: Reply): void {
    if ('news' in reply) {
      this.#options.onNews?.(reply.news);
      return;
    }
    const call = this.#calls.get(reply.id);
    if (call === undefined) return;
    if ('result' in reply) call.resolve(reply.result);
    else {
      const { kind = 'badResponse', message, remedy } = reply.error;
      call.reject(this.#error(kind, safeText(message), kind === 'crashed' || kind === 'timeout', remedy));
    }
  }

  #failAll(error: ProviderError): void {
    for (const call of [...this.#calls.values()]) call.reject(error);
  }

  #closedError(): ProviderError {
    return this.#error('unavailable', 'it has been closed', false, 'Start a new session.');
  }

  #error(kind: ProviderErrorKind, why: string, retryable: boolean, remedy = this.#options.remedy): ProviderError {
    const { provider } = this.#options;
    return new ProviderError({ provider, kind, message: `${provider} failed: ${why}.`, remedy, retryable });
  }
}
