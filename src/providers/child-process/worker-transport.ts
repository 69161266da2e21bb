/** A script in a worker thread: it cannot block the frame path, and starts faster than a process. */
import { Worker } from 'node:worker_threads';
import type { StartTransport } from './transport.js';
import { TextTail } from './text-tail.js';

export interface WorkerOptions {
  readonly script: URL;
  /** What the script finds as `workerData`. */
  readonly data?: unknown;
}

export function workerTransport({ script, data }: WorkerOptions): StartTransport {
  return (listener) => {
    const worker = new Worker(script, { workerData: data, execArgv: [], stdout: true, stderr: true });
    const tail = new TextTail();
    let killed = false;
    for (const stream of [worker.stdout, worker.stderr]) {
      stream.setEncoding('utf8').on('data', (text: string) => {
        tail.add(text);
      });
    }
    worker.on('message', (message: unknown) => {
      if (!killed) listener.message(message);
    });
    worker.on('error', (error) => {
      tail.add(error instanceof Error ? error.message : String(error));
    });
    worker.on('exit', (code) => {
      if (!killed) listener.gone(`exit code ${String(code)}`);
    });
    return {
      send: (message) => {
        worker.postMessage(message);
      },
      keepAlive: (wanted) => {
        if (wanted) worker.ref();
        else worker.unref();
      },
      kill: async () => {
        killed = true;
        // Whoever waits for its end must live to see it.
        worker.ref();
        await worker.terminate();
      },
      log: () => tail.text(),
    };
  };
}
