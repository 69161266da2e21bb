/**
 * Replays fixtures in this thread, or in several worker threads. Results come in the order of the jobs, whatever finishes
 * first, and are the same either way: a replay shares nothing with its neighbours.
 */
import { Worker } from 'node:worker_threads';
import type { FixtureResult } from '../../../engine/replay/result.js';
import { safeText } from '../../../engine/text/safe-text.js';
import { brokenFixture, runOne } from './run-one.js';
import type { ReplayEnvironment, ReplayJob } from './run-one.js';

export interface RunJobsOptions {
  readonly jobs: readonly ReplayJob[];
  readonly workers: number;
  /** For this thread; workers open their own. */
  readonly environment: ReplayEnvironment & { readonly signal: AbortSignal };
  /** When a job is begun: by several workers in any order. */
  readonly onStarted?: (job: ReplayJob) => void;
  /** In the order of the jobs. */
  readonly onResult: (result: FixtureResult) => void;
  /** Only for tests. */
  readonly workerScript?: URL;
}

/** What a worker answers; events stay where they are unless a reporter reads them. */
export interface WorkerAnswer {
  readonly index: number;
  readonly result: FixtureResult;
}

export async function runJobs(options: RunJobsOptions): Promise<readonly FixtureResult[]> {
  const { jobs, workers, environment } = options;
  const inOrder = new OrderedResults(options.onResult);
  if (Math.min(workers, jobs.length) > 1) await runInWorkers(options, inOrder);
  else {
    for (const [index, job] of jobs.entries()) {
      if (environment.signal.aborted) break;
      options.onStarted?.(job);
      inOrder.add(index, await runOne(job, environment));
    }
  }
  inOrder.flush();
  return inOrder.results;
}

async function runInWorkers(options: RunJobsOptions, inOrder: OrderedResults): Promise<void> {
  const queue = [...options.jobs.entries()];
  const next = (): readonly [number, ReplayJob] | undefined => {
    const given = options.environment.signal.aborted ? undefined : queue.shift();
    if (given !== undefined) options.onStarted?.(given[1]);
    return given;
  };
  const count = Math.min(options.workers, options.jobs.length);
  await Promise.all(Array.from({ length: count }, () => runWorker(options, next, inOrder)));
}

/** One worker after the other until the queue is empty: a worker that dies takes one fixture with it, no more. */
async function runWorker(
  options: RunJobsOptions,
  next: () => readonly [number, ReplayJob] | undefined,
  inOrder: OrderedResults,
): Promise<void> {
  let given = next();
  while (given !== undefined) {
    const worker = new Worker(options.workerScript ?? new URL('./replay-worker.mjs', import.meta.url));
    const { signal } = options.environment;
    await new Promise<void>((resolve) => {
      const stop = (): void => void worker.terminate();
      signal.addEventListener('abort', stop, { once: true });
      worker.on('message', ({ index, result }: WorkerAnswer) => {
        inOrder.add(index, result);
        given = next();
        worker.postMessage(given === undefined ? null : { index: given[0], job: given[1] });
      });
      worker.on('error', (error) => {
        if (given === undefined || signal.aborted) return;
        const [index, job] = given;
        inOrder.add(
          index,
          brokenFixture(job.id, job.id, new Error(`its worker thread ended: ${safeText(String(error))}`)),
        );
        given = next();
      });
      worker.on('exit', () => {
        signal.removeEventListener('abort', stop);
        if (signal.aborted) given = undefined;
        resolve();
      });
      if (given !== undefined) worker.postMessage({ index: given[0], job: given[1] });
    });
  }
}

class OrderedResults {
  readonly #tell: (result: FixtureResult) => void;
  readonly #waiting = new Map<number, FixtureResult>();
  readonly results: FixtureResult[] = [];
  #next = 0;

  constructor(tell: (result: FixtureResult) => void) {
    this.#tell = tell;
  }

  add(index: number, result: FixtureResult): void {
    this.#waiting.set(index, result);
    for (;;) {
      const ready = this.#waiting.get(this.#next);
      if (ready === undefined) return;
      this.#waiting.delete(this.#next);
      this.#next++;
      this.results.push(ready);
      this.#tell(ready);
    }
  }

  /** After an interruption: what is there behind a gap. */
  flush(): void {
    for (const [, result] of [...this.#waiting].sort(([first], [second]) => first - second)) {
      this.results.push(result);
      this.#tell(result);
    }
    this.#waiting.clear();
  }
}
