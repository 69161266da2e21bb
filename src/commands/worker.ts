/** `worker`: takes fixtures from a queue on Redis and replays them, until it is told to stop. */
import { mkdtemp, rm } from 'node:fs/promises';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { programBuild } from '../config/build.js';
import { AppError, messageOf, type ExitCode } from '../engine/errors.js';
import { safeText } from '../engine/text/safe-text.js';
import { counted } from '../engine/text/counted.js';
import { closed, requireRedis, shown, wayToRedis, type RedisStrings } from './replay/queue/connection.js';
import { loadBullmq } from './replay/queue/load-bullmq.js';
import { queueOf } from './replay/queue/protocol.js';
import { QueuedReplays } from './replay/queue/queued-replays.js';
import { ThreadPool } from './replay/run/thread-pool.js';

export interface WorkerOptions {
  readonly queue: string;
  /** Fixtures at a time. */
  readonly jobs?: number;
  /** Such as `30/min`: all workers of the queue together begin no more. */
  readonly rate?: string;
  /** Seconds after which the fixture of a worker that is silent is taken over. */
  readonly takeover?: number;
}

const TAKEOVER_SECONDS = 15;
/** A fixture that kills its worker kills this many, not all of them. */
const MAX_TAKEOVERS = 3;
/** A worker that was told to stop waits so long for a lost Redis; BullMQ would wait for ever. */
const LOST_MS = 5000;
const WATCH_MS = 250;
/** For what is written and thrown away at the end. */
const EXIT_MS = 1500;
const RATE_MS = { s: 1000, min: 60_000, h: 3_600_000 } as const;

/**
 * The first SIGTERM or SIGINT lets it finish the fixtures it has begun, a second one ends it at once.
 * @returns 0 after it was told to stop, 130 when it did not wait, 3 when Redis was lost then. Rejects with AppError `queue.*`.
 */
export async function workerCommand(options: WorkerOptions, write: (line: string) => void): Promise<0 | ExitCode> {
  const way = wayToRedis(options.queue);
  const limiter = options.rate === undefined ? null : parseRate(options.rate);
  const { Worker, UnrecoverableError } = await loadBullmq();
  await requireRedis(options.queue);
  const jobs = options.jobs ?? availableParallelism();
  const program = programBuild();
  const lockMs = (options.takeover ?? TAKEOVER_SECONDS) * 1000;
  const threads = new ThreadPool(jobs);
  const home = await mkdtemp(join(tmpdir(), 'ielts-examiner-worker-'));
  let lost = false;
  let replays: QueuedReplays | null = null;
  const worker = new Worker(
    queueOf(program),
    async (job) => {
      if (replays === null) throw new Error('the worker has not begun');
      await replays.replay(job);
    },
    {
      connection: way.options,
      autorun: false,
      concurrency: jobs,
      lockDuration: lockMs,
      stalledInterval: Math.max(1000, lockMs / 2),
      maxStalledCount: MAX_TAKEOVERS,
      ...(limiter === null ? {} : { limiter }),
    },
  );
  worker.on('error', (error) => {
    // Told once: it is sought again twice a second.
    if (!lost && replays !== null) write(`Redis is lost (${shown(messageOf(error))}); waiting for it.`);
    lost = true;
  });
  worker.on('ready', () => {
    lost = false;
  });
  worker.on('failed', (job, error) => write(`again   ${safeText(job?.id ?? '')}: ${safeText(messageOf(error))}`));
  try {
    const redis = (await worker.client) as unknown as RedisStrings;
    replays = new QueuedReplays({ program, home, redis, threads, write, Refused: UnrecoverableError });
    const working = worker.run();
    const stopping = stopRequested(worker, () => lost, write);
    write(
      `Waiting for fixtures of ielts-examiner ${program} at ${shown(options.queue)}, ${String(jobs)} at a time; Ctrl-C finishes the present ones.`,
    );
    const end = await stopping;
    if (end !== 'done') return leave(end, write);
    await working.catch(() => undefined);
    write(`Stopped after ${counted(replays.done, 'fixture')}.`);
    return 0;
  } finally {
    way.giveUp();
    await closed(worker.disconnect(), threads.close());
    await rm(home, { recursive: true, force: true });
  }
}

/** @returns the exit code, with which the process soon ends: what seeks Redis would keep it alive */
function leave(end: 'forced' | 'lost', write: (line: string) => void): ExitCode {
  const exitCode = end === 'forced' ? 130 : 3;
  if (end === 'lost') write('Redis is still lost: what was begun is left to other workers, or to who asked for it.');
  setTimeout(() => process.exit(exitCode), EXIT_MS).unref();
  return exitCode;
}

/** @returns how it ends: all is done, somebody asked twice, or there is no Redis that could be told of what is done */
async function stopRequested(
  worker: { close(force?: boolean): Promise<void> },
  isLost: () => boolean,
  write: (line: string) => void,
): Promise<'done' | 'forced' | 'lost'> {
  let watch: NodeJS.Timeout | undefined;
  return await new Promise<'done' | 'forced' | 'lost'>((resolve) => {
    let asked = 0;
    const stop = (): void => {
      asked++;
      if (asked > 1) {
        resolve('forced');
        return;
      }
      write('Finishing what is begun; once more ends at once.');
      let lostMs = 0;
      watch = setInterval(() => {
        lostMs = isLost() ? lostMs + WATCH_MS : 0;
        if (lostMs >= LOST_MS) resolve('lost');
      }, WATCH_MS);
      const closed = (): void => {
        resolve(isLost() ? 'lost' : 'done');
      };
      worker.close().then(closed, closed);
    };
    process.on('SIGTERM', stop).on('SIGINT', stop);
  }).finally(() => {
    clearInterval(watch);
  });
}

function parseRate(written: string): { readonly max: number; readonly duration: number } {
  const [, max = '', unit = ''] = /^(\d{1,6})\/(s|min|h)$/.exec(written) ?? [];
  if (Number(max) > 0) return { max: Number(max), duration: RATE_MS[unit as keyof typeof RATE_MS] };
  throw new AppError({
    code: 'queue.rate',
    message: `"${safeText(written)}" is no rate.`,
    remedy: 'Write --rate 30/min, or so many per s or h.',
    exitCode: 2,
  });
}
