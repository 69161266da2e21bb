/** Worker threads for jobs that come one by one. */
import type { FixtureResult } from '../../../engine/replay/result.js';
import type { ReplayJob } from './job.js';
import { ReplayThread } from './replay-thread.js';

export class ThreadPool {
  readonly #idle: ReplayThread[];
  readonly #all: readonly ReplayThread[];

  /** No more jobs than `size` may be run at a time. */
  constructor(size: number) {
    this.#all = Array.from({ length: size }, () => new ReplayThread());
    this.#idle = [...this.#all];
  }

  /** Rejects when the thread dies; the next job gets a new one. */
  async run(job: ReplayJob, onProgress: (mediaMs: number) => void): Promise<FixtureResult> {
    const thread = this.#idle.pop();
    if (thread === undefined) throw new Error('no thread is free');
    try {
      return await thread.run(job, onProgress);
    } finally {
      this.#idle.push(thread);
    }
  }

  async close(): Promise<void> {
    await Promise.all(this.#all.map((thread) => thread.close()));
  }
}
