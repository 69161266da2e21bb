/**
 * The thread on which SQLite runs, so that a slow disk, a lock of another process or a big query never delays audio frames.
 * Statements are answered in the order in which they arrive.
 */
import { parentPort, workerData } from 'node:worker_threads';

/** Number of prepared statements that are kept; the repositories have fewer. */
const KEPT_STATEMENTS = 200;

let database = null;
const statements = new Map();

const actions = {
  async open({ alone }) {
    const { default: Database } = await import('better-sqlite3');
    database?.close();
    database = new Database(workerData.path, { timeout: workerData.busyTimeoutMs });
    // Without the file that processes share, for which a full disk has no room.
    if (alone) database.pragma('locking_mode = EXCLUSIVE');
    // In one transaction, because another process may be creating the tables at the same time.
    const read = database.transaction(() => ({
      version: database.pragma('user_version', { simple: true }),
      applicationId: database.pragma('application_id', { simple: true }),
      tables: database.prepare('SELECT count(*) FROM sqlite_schema').pluck().get(),
    }));
    return patiently(() => read());
  },
  execute({ sql }) {
    patiently(() => database.exec(sql));
  },
  pragma({ name }) {
    return patiently(() => database.pragma(name, { simple: true }));
  },
  query({ sql, parameters }) {
    return patiently(() => {
      const statement = prepared(sql);
      if (statement.reader) return { rows: statement.all(parameters), changes: 0 };
      return { rows: [], changes: statement.run(parameters).changes };
    });
  },
  close() {
    database?.close();
    database = null;
    parentPort.close();
  },
};

/** Waited on to pause this thread; it is never notified. */
const PAUSE = new Int32Array(new SharedArrayBuffer(4));

/**
 * Repeats `work` while the database is busy. When SQLite suspects a deadlock, such as while another process turns on the
 * write-ahead log, it does not wait for its timeout but reports "busy" at once; a second attempt succeeds. Within a
 * transaction only its last statement may be repeated.
 */
function patiently(work) {
  const giveUpAt = performance.now() + workerData.busyTimeoutMs;
  const begun = database.inTransaction;
  for (;;) {
    try {
      return work();
    } catch (error) {
      const isBusy = String(error?.code).startsWith('SQLITE_BUSY') && database.inTransaction === begun;
      if (!isBusy || performance.now() >= giveUpAt) throw error;
      Atomics.wait(PAUSE, 0, 0, 10);
    }
  }
}

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
