/** The keychain behind a process of its own, which is ended when it does not answer: a wait for it has always a bound. */
import { spawn, type ChildProcessByStdio } from 'node:child_process';
import type { Socket } from 'node:net';
import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { environmentWithoutKeys } from './environment.js';

/** As `@napi-rs/keyring` has it. */
export interface KeychainEntry {
  getPassword(signal: AbortSignal): Promise<string | null | undefined>;
  setPassword(password: string, signal: AbortSignal): Promise<void>;
  deleteCredential(signal: AbortSignal): Promise<boolean>;
}

export interface RemoteKeychainOptions {
  readonly service: string;
  readonly env: NodeJS.ProcessEnv;
}

const answerSchema = z.union([
  z.object({ result: z.union([z.string(), z.boolean(), z.null()]) }),
  z.object({ error: z.string() }),
]);
type Result = string | boolean | null;

interface Waiting {
  resolve(result: Result): void;
  reject(error: Error): void;
}

/** Keys are read together; after that the process is of no use. */
const IDLE_MS = 500;

export class RemoteKeychain {
  readonly #options: RemoteKeychainOptions;
  #process: KeychainProcess | null = null;
  /** It did not answer once, and would keep the next one waiting as long. */
  #silent = false;

  constructor(options: RemoteKeychainOptions) {
    this.#options = options;
  }

  entry(name: string): KeychainEntry {
    return {
      getPassword: async (signal) => {
        const password = await this.#request({ call: 'getPassword', name }, signal);
        return typeof password === 'string' ? password : null;
      },
      setPassword: async (value, signal) => {
        await this.#request({ call: 'setPassword', name, value }, signal);
      },
      deleteCredential: async (signal) => (await this.#request({ call: 'deleteCredential', name }, signal)) === true,
    };
  }

  async #request(request: object, signal: AbortSignal): Promise<Result> {
    if (this.#silent) throw new Error('it did not answer before');
    if (this.#process?.usable !== true) this.#process = new KeychainProcess(this.#options);
    const child = this.#process;
    const silent = (): void => {
      this.#silent = true;
      child.kill(new Error('it did not answer'));
    };
    signal.addEventListener('abort', silent, { once: true });
    try {
      return await child.ask(request);
    } finally {
      signal.removeEventListener('abort', silent);
    }
  }
}

class KeychainProcess {
  readonly #child: ChildProcessByStdio<Writable, Readable, null>;
  /** In the order of their requests, which is that of the answers. */
  readonly #waiting: Waiting[] = [];
  readonly #onExit = (): void => {
    this.#child.kill('SIGKILL');
  };
  #idle: NodeJS.Timeout | undefined;
  #ended: Error | null = null;

  constructor({ service, env }: RemoteKeychainOptions) {
    const script = fileURLToPath(new URL('./keychain-process.mjs', import.meta.url));
    this.#child = spawn(process.execPath, [script, service], {
      env: environmentWithoutKeys(env),
      stdio: ['pipe', 'pipe', 'ignore'],
    });
    const end = (error: Error): void => {
      this.kill(error);
    };
    process.once('exit', this.#onExit);
    this.#child.on('error', end);
    this.#child.stdin.on('error', end);
    this.#child.on('close', () => {
      end(new Error('it cannot be asked'));
    });
    createInterface({ input: this.#child.stdout }).on('line', (line) => {
      this.#answer(line);
    });
  }

  get usable(): boolean {
    return this.#ended === null;
  }

  ask(request: object): Promise<Result> {
    return new Promise((resolve, reject) => {
      if (this.#ended !== null) {
        reject(this.#ended);
        return;
      }
      this.#waiting.push({ resolve, reject });
      this.#hold();
      this.#child.stdin.write(`${JSON.stringify(request)}\n`);
    });
  }

  kill(error: Error): void {
    this.#ended ??= error;
    clearTimeout(this.#idle);
    process.off('exit', this.#onExit);
    this.#child.kill('SIGKILL');
    for (const each of this.#waiting.splice(0)) each.reject(this.#ended);
  }

  #answer(line: string): void {
    const asked = this.#waiting.shift();
    this.#hold();
    try {
      const answer = answerSchema.parse(JSON.parse(line));
      if ('error' in answer) asked?.reject(new Error(answer.error));
      else asked?.resolve(answer.result);
    } catch {
      asked?.reject(new Error('its answer has no meaning'));
    }
  }

  /** The program waits for answers, not for this process. */
  #hold(): void {
    clearTimeout(this.#idle);
    const awaited = this.#waiting.length > 0;
    for (const each of [this.#child, this.#child.stdin as Socket, this.#child.stdout as Socket]) {
      if (awaited) each.ref();
      else each.unref();
    }
    if (awaited) return;
    this.#idle = setTimeout(() => {
      this.kill(new Error('it is not needed any more'));
    }, IDLE_MS);
    this.#idle.unref();
  }
}
