/**
 * Replays fixtures in this thread, or in several worker threads. Results come in the order of the jobs, whatever finishes
 * first, and are the same either way: a replay shares nothing with its neighbours.
 */
import { setImmediate } from 'node:timers/promises';
import type { FixtureResult } from '../../../engine/replay/result.js';
import { brokenFixture, type ReplayEnvironment, type ReplayJob } from './job.js';
import { OrderedResults } from './ordered-results.js';
import { sharesOf, together } from './repeat-shares.js';
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
  /** What is known of a job without running it; null when it has to be run. */
  readonly recall?: (job: ReplayJob) => FixtureResult | null;
  /** Only for tests. */
  readonly workerScript?: URL;
  /** Threads even for one job: they load the program anew, as it is by then. */
  readonly alwaysThreads?: boolean;
}

export async function runJobs(options: RunJobsOptions): Promise<readonly FixtureResult[]> {
  const { workers, environment } = options;
  const inOrder = new OrderedResults(options.onResult);
  const left = await unknownJobs(options, inOrder);
  const runs = left.reduce((sum, [, job]) => sum + (job.dryRun ? 1 : job.repeat), 0);
  if (options.alwaysThreads === true || Math.min(workers, runs) > 1) await runInThreads(options, left, inOrder);
  else {
    for (const [index, job] of left) {
      if (environment.signal.aborted) break;
      options.onStarted?.(job);
      const onProgress = (mediaMs: number): void => options.onProgress?.(job, mediaMs);
      inOrder.add(index, await runJob(job, { onProgress, ...environment }));
    }
  }
  inOrder.flush();
  return inOrder.results;
}

/** Now and then somebody may interrupt, and progress is drawn. */
const RECALLED_AT_ONCE = 200;

/** Jobs that have to be run, with their places. */
async function unknownJobs(
  { jobs, recall, environment }: RunJobsOptions,
  inOrder: OrderedResults,
): Promise<readonly (readonly [number, ReplayJob])[]> {
  if (recall === undefined) return [...jobs.entries()];
  const left: [number, ReplayJob][] = [];
  for (const [index, job] of jobs.entries()) {
    if (index % RECALLED_AT_ONCE === RECALLED_AT_ONCE - 1) await setImmediate();
    if (environment.signal.aborted) break;
    const known = recall(job);
    if (known === null) left.push([index, job]);
    else inOrder.add(index, known);
  }
  return left;
}

/** A job, or one thread's part of its repetitions. */
interface Task {
  readonly job: ReplayJob;
  /** Before the first part is begun. */
  readonly begin: () => void;
  readonly finished: (result: FixtureResult) => void;
}

async function runInThreads(
  options: RunJobsOptions,
  jobs: readonly (readonly [number, ReplayJob])[],
  inOrder: OrderedResults,
): Promise<void> {
  const tasks = jobs.flatMap(([index, job]) =>
    tasksOf(job, options, (result) => {
      inOrder.add(index, result);
    }),
  );
  const queue = tasks.values();
  const count = Math.min(options.workers, tasks.length);
  await Promise.all(Array.from({ length: count }, () => runInThread(options, queue)));
}

function tasksOf(
  job: ReplayJob,
  { workers, onStarted }: RunJobsOptions,
  finished: (result: FixtureResult) => void,
): readonly Task[] {
  const shares = sharesOf(job, workers);
  const results = new Map<number, FixtureResult>();
  let begun = false;
  return shares.map((share, index) => ({
    job: share,
    begin: () => {
      if (!begun) onStarted?.(job);
      begun = true;
    },
    finished: (result) => {
      results.set(index, result);
      const [first, ...others] = shares.flatMap((_, place) => results.get(place) ?? []);
      if (first !== undefined && results.size === shares.length) finished(together(job, [first, ...others]));
    },
  }));
}

/** Takes jobs until there are no more: a thread that dies takes one fixture with it, and the next is begun. */
async function runInThread(options: RunJobsOptions, queue: Iterator<Task>): Promise<void> {
  const { signal } = options.environment;
  const thread = new ReplayThread(options.workerScript);
  const stop = (): void => void thread.close();
  signal.addEventListener('abort', stop, { once: true });
  while (!signal.aborted) {
    const next = queue.next();
    if (next.done === true) break;
    const { job, begin, finished } = next.value;
    begin();
    try {
      finished(await thread.run(job, (mediaMs) => options.onProgress?.(job, mediaMs)));
    } catch (error) {
      if (!signal.aborted) finished(brokenFixture(job.id, job.id, error));
    }
  }
  signal.removeEventListener('abort', stop);
  await thread.close();
}
