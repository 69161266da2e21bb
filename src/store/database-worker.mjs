/**
 * The thread on which SQLite runs: a slow disk, a lock held by another process or a big query never stops the frame path.
 * Statements come in one after the other and are answered in order.
 */
import { parentPort, workerData } from 'node:worker_threads';

/** Statements of the repositories are few; what goes beyond is prepared anew each time. */
const KEPT_STATEMENTS = 200;

let database = null;
const statements = new Map();

const actions = {
  async open() {
    const { default: Database } = await import('better-sqlite3');
    database = new Database(workerData.path, { timeout: workerData.busyTimeoutMs });
    return {
      version: database.pragma('user_version', { simple: true }),
      applicationId: database.pragma('application_id', { simple: true }),
      tables: database.prepare('SELECT count(*) FROM sqlite_schema').pluck().get(),
    };
  },
  /**
   * Readers and the writer do not wait for each other. SQLite answers "busy" to the change itself at once, timeout or
   * not, while somebody else opens the same new file.
   */
  writeAhead() {
    const giveUpAt = performance.now() + workerData.busyTimeoutMs;
    for (;;) {
      try {
        database.exec('PRAGMA journal_mode = WAL');
        return;
      } catch (error) {
        if (!String(error?.code).startsWith('SQLITE_BUSY') || performance.now() >= giveUpAt) throw error;
        Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 10);
      }
    }
  },
  execute({ sql }) {
    database.exec(sql);
  },
  pragma({ name }) {
    return database.pragma(name, { simple: true });
  },
  query({ sql, parameters }) {
    const statement = prepared(sql);
    if (statement.reader) return { rows: statement.all(parameters), changes: 0 };
    return { rows: [], changes: statement.run(parameters).changes };
  },
  close() {
    database?.close();
    database = null;
    parentPort.close();
  },
};

function prepared(sql) {
  const known = statements.get(sql);
  if (known !== undefined) return known;
  const statement = database.prepare(sql);
  if (statements.size < KEPT_STATEMENTS) statements.set(sql, statement);
  return statement;
}

parentPort.on('message', async ({ id, action, ...given }) => {
  try {
    parentPort.postMessage({ id, value: await actions[action](given) });
  } catch (error) {
    parentPort.postMessage({
      id,
      error: { code: String(error?.code ?? ''), message: String(error?.message ?? error) },
    });
  }
});
