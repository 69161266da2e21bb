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
    // In one transaction: another process may be creating the tables just now.
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

/** Nobody wakes whoever waits on it: made once, for every statement comes by. */
const PAUSE = new Int32Array(new SharedArrayBuffer(4));

/**
 * SQLite does not wait out its timeout where it fears a deadlock, such as while another process turns the write-ahead log on:
 * then it says "busy" at once, and whoever asks again gets in. Within a transaction only its end may be asked for again.
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
