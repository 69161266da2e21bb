/** Connects the query builder (kysely) to the database thread. Only this file imports kysely, which takes 0.1 s to load. */
import {
  Kysely,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
  type CompiledQuery,
  type DatabaseConnection,
  type Driver,
  type QueryResult,
} from 'kysely';
import type { DatabaseThread } from './database-thread.js';
import type { StoreSchema } from './schema.js';

/** The builder's `destroy` does not close the thread. */
export function createQueryBuilder(thread: DatabaseThread): Kysely<StoreSchema> {
  return new Kysely<StoreSchema>({
    dialect: {
      createAdapter: () => new SqliteAdapter(),
      createDriver: () => new ThreadDriver(thread),
      createIntrospector: (builder) => new SqliteIntrospector(builder),
      createQueryCompiler: () => new SqliteQueryCompiler(),
    },
  });
}

/** Gives the single connection to one user at a time, so that transactions do not mix. */
class ThreadDriver implements Driver {
  readonly #connection: ThreadConnection;
  readonly #queue: (() => void)[] = [];
  #busy = false;

  constructor(thread: DatabaseThread) {
    this.#connection = new ThreadConnection(thread);
  }

  async init(): Promise<void> {
    // The thread is open already.
  }

  async acquireConnection(): Promise<DatabaseConnection> {
    if (this.#busy) await new Promise<void>((resolve) => this.#queue.push(resolve));
    this.#busy = true;
    return this.#connection;
  }

  async releaseConnection(): Promise<void> {
    const next = this.#queue.shift();
    if (next === undefined) this.#busy = false;
    else next();
  }

  /** Takes the write lock at once: a transaction that got it only after reading could fail half-way and could not be repeated. */
  async beginTransaction(): Promise<void> {
    await this.#connection.thread.execute('BEGIN IMMEDIATE');
  }

  async commitTransaction(): Promise<void> {
    await this.#connection.thread.execute('COMMIT');
  }

  async rollbackTransaction(): Promise<void> {
    // A full disk may have rolled back already. The error that led here is the one to report.
    await this.#connection.thread.execute('ROLLBACK').catch(() => undefined);
  }

  async destroy(): Promise<void> {
    // The store closes the thread.
  }
}

class ThreadConnection implements DatabaseConnection {
  constructor(readonly thread: DatabaseThread) {}

  async executeQuery<R>({ sql, parameters }: CompiledQuery): Promise<QueryResult<R>> {
    const { rows, changes } = await this.thread.query(sql, parameters);
    return { rows: rows as R[], numAffectedRows: BigInt(changes) };
  }

  streamQuery(): AsyncIterableIterator<never> {
    throw new Error('rows are not streamed');
  }
}
