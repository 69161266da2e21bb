/** Replays what a worker takes from the queue, and leaves the results in Redis for the one who asked. */
import type { FixtureResult } from '../../../engine/replay/result.js';
import { safeText } from '../../../engine/text/safe-text.js';
import { shellPath } from '../../../engine/text/shell-path.js';
import { shownPath } from '../../shown-path.js';
import type { ThreadPool } from '../run/thread-pool.js';
import type { RedisStrings } from './connection.js';
import { FixtureFolders } from './fixture-folders.js';
import { KEPT_SECONDS, queuedJobSchema, resultKey } from './protocol.js';

export interface QueuedReplaysOptions {
  /** The build of this worker. */
  readonly program: string;
  /** A folder for the fixtures' files. */
  readonly home: string;
  readonly redis: RedisStrings;
  readonly threads: ThreadPool;
  readonly write: (line: string) => void;
  /** What is thrown where no second attempt helps. */
  readonly Refused: new (message: string) => Error;
}

/** The part of BullMQ's job that is used. */
interface TakenJob {
  readonly id?: string | undefined;
  readonly data: unknown;
  updateProgress(mediaMs: number): Promise<void>;
}

export class QueuedReplays {
  readonly #options: QueuedReplaysOptions;
  readonly #folders: FixtureFolders;
  #done = 0;

  constructor(options: QueuedReplaysOptions) {
    this.#options = options;
    this.#folders = new FixtureFolders(options.home, options.redis);
  }

  get done(): number {
    return this.#done;
  }

  /** Rejects where the job is to be tried again, and with `Refused` where it is not. */
  async replay(job: TakenJob): Promise<void> {
    const { program, redis, threads, write, Refused } = this.#options;
    const asked = queuedJobSchema.safeParse(job.data);
    if (!asked.success || job.id === undefined)
      throw new Refused(`the worker has ielts-examiner ${program}, which does not know this job`);
    const { run, bundle, folder, home: sender, program: wantedProgram, ...wanted } = asked.data;
    // Another version may come to another result, and nobody would know why.
    if (wantedProgram !== program)
      throw new Refused(`the worker has ielts-examiner ${program}, and ${wantedProgram} was asked for`);
    const place = await this.#folders.open(run, bundle, folder);
    try {
      const replayed = await threads.run({ ...wanted, folder: place, record: false, dryRun: false }, (mediaMs) => {
        job.updateProgress(mediaMs).catch(() => undefined);
      });
      const result = named(replayed, place, sender);
      await redis.set(resultKey(job.id), JSON.stringify(result), 'EX', KEPT_SECONDS);
      write(`${result.status.padEnd(7)} ${safeText(result.id)}`);
      this.#done++;
    } finally {
      await this.#folders.close(bundle);
    }
  }
}

/** What to do is done where the fixture lies, not in the copy that was replayed. */
function named(result: FixtureResult, copy: string, folder: string): FixtureResult {
  const told = (text: string): string => text.replaceAll(shownPath(copy), safeText(folder));
  const inCommand = (text: string): string => text.replaceAll(shellPath(shownPath(copy)), shellPath(folder));
  return {
    ...result,
    failures: result.failures.map(({ remedy, ...failure }) => ({
      ...failure,
      message: told(failure.message),
      ...(remedy === undefined ? {} : { remedy: inCommand(remedy) }),
    })),
  };
}
