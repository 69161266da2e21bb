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

export async function runJobs(options: RunJobsOptions): Promise<void> {
  const { workers, alwaysThreads = false } = options;
  const inOrder = new OrderedResults(options.onResult);
  const left = await unknownJobs(options, inOrder);
  const isLook = left.some(([, { dryRun }]) => dryRun);
  const tasks = isLook ? lookingTasks(left, options, inOrder) : replayTasks(left, options, inOrder);
  const queue = tasks.values();
  const atOnce = Math.min(workers, isLook ? Math.ceil(left.length / LOOKS_WORTH_A_THREAD) : tasks.length);
  // The others leave this thread next to nothing to do while they look.
  const here = !alwaysThreads && (isLook || atOnce <= 1) ? 1 : 0;
  const others = Array.from({ length: atOnce - here }, () => runInThread(options, queue));
  await Promise.all(here === 1 ? [...others, runHere(options, queue)] : others);
  inOrder.flush();
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

/** A job, one thread's part of its repetitions, or several fixtures to look at. */
interface Task {
  readonly jobs: readonly ReplayJob[];
  readonly begin: () => void;
  /** Of the job in this place. */
  readonly finished: (place: number, result: FixtureResult) => void;
}

type PlacedJobs = readonly (readonly [number, ReplayJob])[];

/** A message to a thread and back takes as long as a look: so many go together. */
const LOOKS_TOGETHER = 40;
/** Of these, as many as another thread may wait for its next. */
const LOOKS_AT_ONCE = 2;
/** So many take as long as a thread takes to start. */
const LOOKS_WORTH_A_THREAD = 400;

function lookingTasks(left: PlacedJobs, { onStarted }: RunJobsOptions, inOrder: OrderedResults): readonly Task[] {
  return Array.from({ length: Math.ceil(left.length / LOOKS_TOGETHER) }, (_, batch): Task => {
    const own = left.slice(batch * LOOKS_TOGETHER, (batch + 1) * LOOKS_TOGETHER);
    return {
      jobs: own.map(([, job]) => job),
      begin: () => {
        for (const [, job] of own) onStarted?.(job);
      },
      finished: (place, result) => {
        inOrder.add(own[place]?.[0] ?? 0, result);
      },
    };
  });
}

function replayTasks(left: PlacedJobs, options: RunJobsOptions, inOrder: OrderedResults): readonly Task[] {
  return left.flatMap(([index, job]) =>
    sharedTasks(job, options, (result) => {
      inOrder.add(index, result);
    }),
  );
}

function sharedTasks(
  job: ReplayJob,
  { workers, onStarted }: RunJobsOptions,
  finished: (result: FixtureResult) => void,
): readonly Task[] {
  const shares = sharesOf(job, workers);
  const results = new Map<number, FixtureResult>();
  let begun = false;
  return shares.map((share, index) => ({
    jobs: [share],
    /** Before the first part is begun. */
    begin: () => {
      if (!begun) onStarted?.(job);
      begun = true;
    },
    finished: (_, result) => {
      results.set(index, result);
      const [first, ...others] = shares.flatMap((_share, place) => results.get(place) ?? []);
      if (first !== undefined && results.size === shares.length) finished(together(job, [first, ...others]));
    },
  }));
}

async function runHere({ environment, ...options }: RunJobsOptions, queue: Iterable<Task>): Promise<void> {
  for (const { jobs, begin, finished } of queue) {
    if (environment.signal.aborted) break;
    begin();
    for (const [place, job] of jobs.entries()) {
      const onProgress = (mediaMs: number): void => options.onProgress?.(job, mediaMs);
      finished(place, await runJob(job, { onProgress, ...environment }));
      // A look never waits for anything, and somebody may interrupt, or other threads have something to say.
      if (job.dryRun && place % LOOKS_AT_ONCE === LOOKS_AT_ONCE - 1) await setImmediate();
      if (environment.signal.aborted) break;
    }
  }
}

/** Takes jobs until there are no more: a thread that dies takes one fixture with it, and the next is begun. */
async function runInThread(options: RunJobsOptions, queue: Iterable<Task>): Promise<void> {
  const { signal } = options.environment;
  const thread = new ReplayThread(options.workerScript);
  const stop = (): void => void thread.close();
  signal.addEventListener('abort', stop, { once: true });
  for (const task of queue) {
    if (signal.aborted) break;
    task.begin();
    for (const [place, result] of (await resultsOf(thread, task.jobs, options)).entries()) {
      if (!signal.aborted) task.finished(place, result);
    }
  }
  signal.removeEventListener('abort', stop);
  await thread.close();
}

/** Empty when it was interrupted. */
async function resultsOf(
  thread: ReplayThread,
  jobs: readonly ReplayJob[],
  options: RunJobsOptions,
): Promise<readonly FixtureResult[]> {
  const [first] = jobs;
  if (first === undefined) return [];
  try {
    if (jobs.length > 1) return await thread.runTogether(jobs);
    return [await thread.run(first, (mediaMs) => options.onProgress?.(first, mediaMs))];
  } catch (error) {
    if (options.environment.signal.aborted) return [];
    if (jobs.length === 1) return [brokenFixture(first.id, first.id, error)];
    // One of them has ended the thread, and the others can be looked at.
    const results: FixtureResult[] = [];
    for (const job of jobs) results.push(...(await resultsOf(thread, [job], options)));
    return results;
  }
}
