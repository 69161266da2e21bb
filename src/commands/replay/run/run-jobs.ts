/**
 * Replays fixtures in this thread, or in several worker threads. Results come in the order of the jobs, whatever finishes
 * first, and are the same either way: a replay shares nothing with its neighbours.
 */
import type { FixtureResult } from '../../../engine/replay/result.js';
import { brokenFixture, type ReplayEnvironment, type ReplayJob } from './job.js';
import { OrderedResults } from './ordered-results.js';
import { ReplayThread } from './replay-thread.js';
import { runJob } from './run-job.js';

/** What a run hears of its jobs, however they are run. */
export interface JobListener {
  /** When a job is begun: by several workers in any order. */
  readonly onStarted?: (job: ReplayJob) => void;
  /** Media time replayed so far, now and then. */
  readonly onProgress?: (job: ReplayJob, mediaMs: number) => void;
  /** In the order of the jobs. */
  readonly onResult: (result: FixtureResult) => void;
}

export interface RunJobsOptions extends JobListener {
  readonly jobs: readonly ReplayJob[];
  readonly workers: number;
  /** For this thread; workers open their own. */
  readonly environment: ReplayEnvironment & { readonly signal: AbortSignal };
  /** Only for tests. */
  readonly workerScript?: URL;
  /** Threads even for one job: they load the program anew, as it is by then. */
  readonly alwaysThreads?: boolean;
}

export async function runJobs(options: RunJobsOptions): Promise<readonly FixtureResult[]> {
  const { jobs, workers, environment } = options;
  const inOrder = new OrderedResults(options.onResult);
  if (options.alwaysThreads === true || Math.min(workers, jobs.length) > 1) await runInThreads(options, inOrder);
  else {
    for (const [index, job] of jobs.entries()) {
      if (environment.signal.aborted) break;
      options.onStarted?.(job);
      const onProgress = (mediaMs: number): void => options.onProgress?.(job, mediaMs);
      inOrder.add(index, await runJob(job, { onProgress, ...environment }));
    }
  }
  inOrder.flush();
  return inOrder.results;
}

async function runInThreads(options: RunJobsOptions, inOrder: OrderedResults): Promise<void> {
  const queue = options.jobs.entries();
  const count = Math.min(options.workers, options.jobs.length);
  await Promise.all(Array.from({ length: count }, () => runInThread(options, queue, inOrder)));
}

/** Takes jobs until there are no more: a thread that dies takes one fixture with it, and the next is begun. */
async function runInThread(
  options: RunJobsOptions,
  queue: Iterator<[number, ReplayJob]>,
  inOrder: OrderedResults,
): Promise<void> {
  const { signal } = options.environment;
  const thread = new ReplayThread(options.workerScript);
  const stop = (): void => void thread.close();
  signal.addEventListener('abort', stop, { once: true });
  while (!signal.aborted) {
    const next = queue.next();
    if (next.done === true) break;
    const [index, job] = next.value;
    options.onStarted?.(job);
    try {
      inOrder.add(index, await thread.run(job, (mediaMs) => options.onProgress?.(job, mediaMs)));
    } catch (error) {
      if (!signal.aborted) inOrder.add(index, brokenFixture(job.id, job.id, error));
    }
  }
  signal.removeEventListener('abort', stop);
  await thread.close();
}
