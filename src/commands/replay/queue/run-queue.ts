/**
 * Hands fixtures out to workers through a queue on Redis, and tells of each once, in order. Only so many are under way at
 * a time that Redis never holds more than their files. When Redis is lost for good, the rest is replayed here.
 */
import { randomUUID } from 'node:crypto';
import { programBuild } from '../../../config/build.js';
import { AppError, isAppError } from '../../../engine/errors.js';
import type { FixtureResult } from '../../../engine/replay/result.js';
import { brokenFixture, type ReplayJob } from '../run/job.js';
import { inPlace, OrderedResults } from '../run/ordered-results.js';
import { runJobs, type RunJobsOptions } from '../run/run-jobs.js';
import { AbsentWorkers } from './absent-workers.js';
import { bundleOf, type Bundle } from './bundle.js';
import { safeText } from '../../../engine/text/safe-text.js';
import { closed, requireRedis, shown, wayToRedis, type RedisStrings } from './connection.js';
import { loadBullmq } from './load-bullmq.js';
import { bundleKey, KEPT_SECONDS, queueOf, resultKey, type QueuedJob } from './protocol.js';
import { shownPath } from '../../shown-path.js';

export interface RunQueueOptions extends RunJobsOptions {
  readonly address: string;
  /** 1 before all others, 2,000,000 last. */
  readonly priority: number;
  /** So long a run goes on without any worker; null without end. */
  readonly waitMs: number | null;
  /** Says something to the person, beside the reports. */
  readonly tell: (text: string) => void;
  /** How long Redis may be away; only tests are less patient. */
  readonly graceMs?: number;
}

export interface QueueOutcome {
  /** Redis was lost, and the rest was replayed here. */
  readonly lost: boolean;
}

const UNDER_WAY = 64;
const ATTEMPTS = 4;
const BACKOFF_MS = 500;
const SWEEP_MS = 1000;
const GRACE_MS = 15_000;

/** Rejects with AppError `queue.address` (2), `queue.notInstalled` or `queue.unreachable` (3) before anything is begun. */
export async function runQueue(options: RunQueueOptions): Promise<QueueOutcome> {
  const way = wayToRedis(options.address);
  const { Queue, QueueEvents } = await loadBullmq();
  await requireRedis(options.address);
  const program = programBuild();
  const name = queueOf(program);
  const queue = new Queue<QueuedJob>(name, { connection: way.options });
  const events = new QueueEvents(name, { connection: way.options });
  // A lost connection shows in the sweeps; an error that nobody hears would end the program.
  queue.on('error', () => undefined);
  events.on('error', () => undefined);
  try {
    const run = new QueueRun(options, program, queue, (await queue.client) as unknown as RedisStrings);
    events.on('completed', ({ jobId }) => void run.look(jobId));
    events.on('failed', ({ jobId }) => void run.look(jobId));
    events.on('active', ({ jobId }) => run.began(jobId));
    events.on('progress', ({ jobId, data }) => run.advanced(jobId, data));
    await run.finished();
    if (!run.lost) return { lost: false };
    options.tell(`Redis at ${shown(options.address)} is lost; the other fixtures are replayed here.`);
    await run.finishHere();
    return { lost: true };
  } finally {
    way.giveUp();
    // Not "disconnect": the reader of events would go on trying, and keep the program from ending.
    await closed(events.close(), queue.close());
  }
}

/** The part of BullMQ's queue that is used. */
interface JobQueue {
  add(name: string, data: QueuedJob, options: object): Promise<unknown>;
  getJob(id: string): Promise<QueuedJobState | undefined>;
  remove(id: string): Promise<number>;
  getWorkersCount(): Promise<number>;
}

interface QueuedJobState {
  readonly failedReason?: string;
  getState(): Promise<string>;
  remove(): Promise<void>;
}

interface UnderWay {
  readonly index: number;
  readonly job: ReplayJob;
  readonly queued: QueuedJob;
  /** One look at a time. */
  looking: boolean;
}

class QueueRun {
  readonly #options: RunQueueOptions;
  readonly #queue: JobQueue;
  readonly #redis: RedisStrings;
  readonly #inOrder: OrderedResults;
  readonly #program: string;
  readonly #run = randomUUID().slice(0, 13);
  readonly #underWay = new Map<string, UnderWay>();
  readonly #waiting: Iterator<[number, ReplayJob]>;
  readonly #bundles = new Map<string, number>();
  readonly #done = new Set<number>();
  readonly #begun = new Set<string>();
  #filling = false;
  #exhausted = false;
  #answeredAt = performance.now();
  readonly #absent: AbsentWorkers;
  #deserted = false;
  #wake: () => void = () => undefined;
  lost = false;

  constructor(options: RunQueueOptions, program: string, queue: JobQueue, redis: RedisStrings) {
    this.#options = options;
    this.#program = program;
    const address = shown(options.address);
    this.#absent = new AbsentWorkers(
      { program, address, waitMs: options.waitMs, tell: options.tell },
      performance.now(),
    );
    this.#queue = queue;
    this.#redis = redis;
    this.#waiting = options.jobs.entries();
    this.#inOrder = new OrderedResults(options.onResult);
  }

  /** Until every job is answered, somebody interrupts, no worker comes, or Redis is lost. */
  async finished(): Promise<void> {
    const { signal } = this.#options.environment;
    const abort = (): void => this.#wake();
    signal.addEventListener('abort', abort, { once: true });
    this.#answerKnown();
    while (!signal.aborted && !this.lost && !this.#deserted) {
      void this.#fill();
      if (this.#exhausted && this.#underWay.size === 0) break;
      await this.#pause();
      void this.#sweep();
      if (performance.now() - this.#answeredAt > (this.#options.graceMs ?? GRACE_MS)) this.lost = true;
    }
    signal.removeEventListener('abort', abort);
    if (signal.aborted || this.#deserted) await this.#withdraw();
    if (this.#deserted && !signal.aborted) this.#giveUpRest();
    if (!this.lost) this.#inOrder.flush();
  }

  /** What nobody has to replay is handed out to nobody. */
  #answerKnown(): void {
    for (const [index, job] of this.#options.jobs.entries()) {
      const known = this.#options.recall?.(job) ?? null;
      if (known !== null) this.#answer(index, known);
    }
  }

  #giveUpRest(): void {
    for (const [index, { id }] of this.#options.jobs.entries()) {
      if (!this.#done.has(index)) this.#answer(index, brokenFixture(id, id, noWorker(this.#absent.reason)));
    }
  }

  async finishHere(): Promise<void> {
    const left = [...this.#options.jobs.entries()].filter(([index]) => !this.#done.has(index));
    await runJobs({
      ...this.#options,
      jobs: left.map(([, job]) => job),
      onResult: inPlace(left, (index, result) => {
        this.#answer(index, result);
      }),
    });
    this.#inOrder.flush();
  }

  began(id: string): void {
    const found = this.#underWay.get(id);
    if (found === undefined || this.#begun.has(id)) return;
    this.#begun.add(id);
    this.#options.onStarted?.(found.job);
  }

  advanced(id: string, mediaMs: unknown): void {
    const found = this.#underWay.get(id);
    if (found !== undefined && typeof mediaMs === 'number') this.#options.onProgress?.(found.job, mediaMs);
  }

  /** What became of a job: an answer is fetched, a failure told, one that Redis has forgotten handed out again. */
  async look(id: string): Promise<void> {
    const found = this.#underWay.get(id);
    if (found === undefined || found.looking) return;
    found.looking = true;
    try {
      const job = await this.#queue.getJob(id);
      const state = job === undefined ? 'forgotten' : await job.getState();
      this.#answeredAt = performance.now();
      if (state === 'completed') await this.#fetch(id, found);
      else if (state === 'failed') {
        this.#settle(id, found, brokenFixture(found.job.id, found.job.id, notReplayed(job?.failedReason)));
      } else if (job === undefined) await this.#add(id, found.queued, found.job.folder);
    } catch (error) {
      // Handed out again, it could not be read any more. Otherwise Redis is away, and the next sweep looks again.
      if (isAppError(error)) this.#settle(id, found, brokenFixture(found.job.id, found.job.id, error));
    } finally {
      found.looking = false;
    }
  }

  async #fetch(id: string, found: UnderWay): Promise<void> {
    const text = await this.#redis.getBuffer(resultKey(id));
    if (text === null) {
      // The answer was lost with a Redis that was started anew: once more.
      await this.#queue.remove(id);
      await this.#add(id, found.queued, found.job.folder);
      return;
    }
    this.#settle(id, found, JSON.parse(text.toString('utf8')) as FixtureResult);
    await this.#redis.del(resultKey(id));
  }

  #settle(id: string, { index, queued }: UnderWay, result: FixtureResult): void {
    if (!this.#underWay.delete(id)) return;
    this.began(id);
    this.#answer(index, result);
    const uses = (this.#bundles.get(queued.bundle) ?? 1) - 1;
    this.#bundles.set(queued.bundle, uses);
    if (uses === 0) void this.#redis.del(bundleKey(this.#run, queued.bundle)).catch(() => undefined);
    this.#wake();
  }

  #answer(index: number, result: FixtureResult): void {
    if (this.#done.has(index)) return;
    this.#done.add(index);
    this.#inOrder.add(index, result);
  }

  async #fill(): Promise<void> {
    if (this.#filling) return;
    this.#filling = true;
    try {
      while (
        this.#underWay.size < UNDER_WAY &&
        !this.#options.environment.signal.aborted &&
        !this.lost &&
        !this.#deserted
      ) {
        const next = this.#waiting.next();
        if (next.done === true) {
          this.#exhausted = true;
          break;
        }
        if (!this.#done.has(next.value[0])) await this.#handOut(...next.value);
      }
    } finally {
      this.#filling = false;
    }
    if (this.#exhausted) this.#wake();
  }

  async #handOut(index: number, job: ReplayJob): Promise<void> {
    const { id, folder, seed, stt, latency, endpointing, speed, events, repeat, update } = job;
    let bundle: Bundle;
    try {
      bundle = await bundleOf(folder);
    } catch (error) {
      // A fixture that cannot be read is no reason for the others to wait.
      this.#answer(index, brokenFixture(id, id, error));
      return;
    }
    const asked = { id, seed, stt, latency, endpointing, speed, events, repeat, update };
    const sender = { program: this.#program, run: this.#run, home: shownPath(folder) };
    const queued: QueuedJob = { ...sender, ...asked, bundle: bundle.hash, folder: bundle.folder };
    try {
      const queueId = `${this.#run}-${String(index)}`;
      this.#bundles.set(bundle.hash, (this.#bundles.get(bundle.hash) ?? 0) + 1);
      this.#underWay.set(queueId, { index, job, queued, looking: false });
      await this.#upload(bundle.hash, bundle.bytes);
      await this.#enqueue(queueId, queued);
    } catch {
      // Redis is away; the next sweep looks again.
    }
  }

  async #add(id: string, queued: QueuedJob, folder: string): Promise<void> {
    const bundle = await bundleOf(folder);
    await this.#upload(bundle.hash, bundle.bytes);
    await this.#enqueue(id, { ...queued, bundle: bundle.hash });
  }

  async #upload(hash: string, bytes: Buffer): Promise<void> {
    await this.#redis.set(bundleKey(this.#run, hash), bytes, 'EX', KEPT_SECONDS);
  }

  async #enqueue(jobId: string, queued: QueuedJob): Promise<void> {
    await this.#queue.add('replay', queued, {
      jobId,
      priority: this.#options.priority,
      attempts: ATTEMPTS,
      backoff: { type: 'exponential', delay: BACKOFF_MS },
      removeOnComplete: { age: KEPT_SECONDS },
      removeOnFail: { age: KEPT_SECONDS },
    });
    this.#answeredAt = performance.now();
  }

  /** Messages may be lost with a connection: now and then everything under way is asked for. */
  async #sweep(): Promise<void> {
    try {
      await this.#redis.ping();
      this.#answeredAt = performance.now();
      if (this.#absent.counted(await this.#queue.getWorkersCount(), performance.now())) this.#desert();
    } catch {
      return;
    }
    await Promise.all([...this.#underWay.keys()].map((id) => this.look(id)));
  }

  #desert(): void {
    this.#deserted = true;
    this.#wake();
  }

  /** What is still waiting is taken out of the queue; workers finish what they have begun, and nobody reads it. */
  async #withdraw(): Promise<void> {
    const removing = [...this.#underWay.keys()].map(async (id) => await this.#queue.remove(id));
    const forgetting = [...this.#bundles.keys()].map(async (hash) => await this.#redis.del(bundleKey(this.#run, hash)));
    await Promise.race([Promise.allSettled([...removing, ...forgetting]), pause(2000)]);
  }

  #pause(): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, SWEEP_MS);
      this.#wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }
}

function noWorker(why: string): AppError {
  return new AppError({
    code: 'queue.noWorker',
    message: `It was not replayed: ${why}.`,
    remedy: 'Start a worker of the same build, wait for longer, or replay it without --queue.',
    exitCode: 3,
  });
}

function notReplayed(why = 'nobody knows why'): AppError {
  return new AppError({
    code: 'queue.notReplayed',
    message: `No worker could replay it: ${safeText(why)}.`,
    remedy: 'Look at what the workers say, or replay it without --queue.',
    exitCode: 3,
  });
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms).unref());
}
