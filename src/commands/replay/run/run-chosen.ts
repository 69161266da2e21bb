/** Makes jobs of the chosen fixtures, and has them run here or by the workers of a queue. */
import { availableParallelism } from 'node:os';
import { endpointingOption } from '../endpointing-option.js';
import type { CheckedBefore } from '../fixture/checked-before.js';
import { parseLatency } from '../latency-option.js';
import type { ReplayOptions } from '../replay-options.js';
import type { FoundFixture } from '../select/find-fixtures.js';
import { brokenFixture, type KeptEvents, type ReplayEnvironment, type ReplayJob } from './job.js';
import { runJobs, type JobListener, type RunJobsOptions } from './run-jobs.js';

/** What a test or a watch replaces. */
export interface ReplayRun {
  readonly environment: ReplayEnvironment;
  readonly workerScript?: URL;
  readonly alwaysThreads?: boolean;
  /** How long a lost Redis is waited for. */
  readonly queueGraceMs?: number;
  /** Where progress is shown; standard error unless given. */
  readonly terminal?: NodeJS.WriteStream;
}

export interface RunChosen extends JobListener {
  readonly chosen: readonly FoundFixture[];
  readonly options: ReplayOptions;
  readonly run: ReplayRun;
  /** What earlier dry runs know; null where fixtures are replayed. */
  readonly checked: CheckedBefore | null;
  readonly events: KeptEvents;
  readonly signal: AbortSignal;
  /** Says something to the person, beside the reports. */
  readonly tell: (text: string) => void;
}

/** @returns whether a queue was lost on the way */
export async function runChosen(request: RunChosen): Promise<boolean> {
  const { options, run, tell } = request;
  const jobs = jobsOf(request);
  if (options.queue === undefined) {
    await runJobs(jobs);
    return false;
  }
  const { runQueue } = await import('../queue/run-queue.js');
  const { lost } = await runQueue({
    ...jobs,
    address: options.queue,
    priority: options.priority ?? USUAL_PRIORITY,
    waitMs: options.wait ?? null,
    tell,
    ...(run.queueGraceMs === undefined ? {} : { graceMs: run.queueGraceMs }),
  });
  return lost;
}

/** Runs that matter more or less than others say so. */
const USUAL_PRIORITY = 100;

function jobsOf({ chosen, options, run, checked, events, signal, ...listener }: RunChosen): RunJobsOptions {
  const asked = {
    seed: options.seed ?? null,
    stt: options.stt ?? null,
    latency: options.latency === undefined ? null : parseLatency(options.latency),
    endpointing: options.endpointing === undefined ? null : endpointingOption(options.endpointing),
    record: options.record ?? false,
    speed: options.speed ?? 'max',
    events,
    repeat: options.repeat ?? 1,
    update: options.update ?? false,
    dryRun: options.dryRun ?? false,
  };
  const problems = new Map(chosen.map(({ folder, problem }) => [folder, problem]));
  return {
    ...listener,
    ...run,
    jobs: chosen.map(({ id, folder }): ReplayJob => ({ id, folder, ...asked })),
    workers: options.jobs ?? (asked.dryRun ? availableParallelism() : defaultWorkers(chosen.length * asked.repeat)),
    environment: { ...run.environment, signal, ...(checked === null ? {} : { fixtureStates: checked.states }) },
    recall: (job) => {
      const problem = problems.get(job.folder);
      return problem === undefined ? (checked?.recall(job) ?? null) : brokenFixture(job.id, job.id, problem);
    },
  };
}

/** A thread takes half a second to start, so a few replays are done sooner by one. */
function defaultWorkers(replays: number): number {
  return replays < 8 ? 1 : Math.min(availableParallelism(), Math.floor(replays / 4));
}
