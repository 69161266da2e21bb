/** The main thread's side of the thread on which SQLite runs. It knows statements but no sessions. */
import { Worker } from 'node:worker_threads';

/** An error of SQLite (code `SQLITE_FULL`, ...) or of the thread itself (`THREAD_ENDED`). */
export class DatabaseError extends Error {
  constructor(
    readonly code: string,
    message: string,
  ) {
    super(message);
    this.name = 'DatabaseError';
  }
}

export interface OpenedDatabase {
  readonly version: number;
  readonly applicationId: number;
  readonly tables: number;
}

export interface QueryAnswer {
  readonly rows: readonly unknown[];
  readonly changes: number;
}

interface Reply {
  readonly id: number;
  readonly value?: unknown;
  readonly error?: { readonly code: string; readonly message: string };
}

interface Waiting {
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: DatabaseError) => void;
}

export class DatabaseThread {
  readonly #worker: Worker;
  readonly #waiting = new Map<number, Waiting>();
  #lastId = 0;
  #ended: DatabaseError | null = null;

  /** Starts the thread; `open` opens the file. */
  constructor(path: string, busyTimeoutMs: number) {
    this.#worker = new Worker(new URL('./database-worker.mjs', import.meta.url), {
      workerData: { path, busyTimeoutMs },
    });
    this.#worker.unref();
    this.#worker.on('message', (reply: Reply) => {
      this.#settle(reply);
    });
    this.#worker.on('error', (error) => {
      this.#end(error.message);
    });
    this.#worker.on('exit', () => {
      this.#end('the database thread ended');
    });
  }

  /** @param alone while no other process has it open, and for reading; needs no room on the disk */
  async open(alone = false): Promise<OpenedDatabase> {
    return (await this.#call('open', { alone })) as OpenedDatabase;
  }

  /** Runs statements that return no rows. */
  async execute(sql: string): Promise<void> {
    await this.#call('execute', { sql });
  }

  async pragma(name: string): Promise<number> {
    return (await this.#call('pragma', { name })) as number;
  }

  async query(sql: string, parameters: readonly unknown[]): Promise<QueryAnswer> {
    return (await this.#call('query', { sql, parameters })) as QueryAnswer;
  }

  /** May be called twice. Never rejects. */
  async close(): Promise<void> {
    if (this.#ended !== null) return;
    await this.#call('close').catch(() => undefined);
    this.#end('the database is closed');
    await this.#worker.terminate();
  }

  #call(action: string, given: Readonly<Record<string, unknown>> = {}): Promise<unknown> {
    if (this.#ended !== null) return Promise.reject(this.#ended);
    const id = ++this.#lastId;
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject });
      // The thread keeps the process alive only while a request is under way.
      this.#worker.ref();
      this.#worker.postMessage({ id, action, ...given });
    });
  }

  #settle({ id, value, error }: Reply): void {
    const waiting = this.#waiting.get(id);
    this.#waiting.delete(id);
    if (this.#waiting.size === 0) this.#worker.unref();
    if (error === undefined) waiting?.resolve(value);
    else waiting?.reject(new DatabaseError(error.code, error.message));
  }

  #end(why: string): void {
    this.#ended ??= new DatabaseError('THREAD_ENDED', why);
    for (const { reject } of this.#waiting.values()) reject(this.#ended);
    this.#waiting.clear();
  }
}
