/** A worker thread that replays one fixture after the other. When it dies, the next fixture gets a new one. */
import { Worker } from 'node:worker_threads';
import type { FixtureResult } from '../../../engine/replay/result.js';
import { safeText } from '../../../engine/text/safe-text.js';
import type { ReplayJob } from './job.js';

/** What the thread says: `results` of several jobs that it was given together. */
export type ThreadMessage =
  { readonly result: FixtureResult } | { readonly results: readonly FixtureResult[] } | { readonly progressMs: number };

export class ReplayThread {
  readonly #script: URL;
  #worker: Worker | null = null;

  /** @param script only tests give their own */
  constructor(script: URL = new URL('./replay-worker.mjs', import.meta.url)) {
    this.#script = script;
  }

  /**
   * One at a time. Rejects when the thread ends without an answer.
   * @param onProgress media time replayed so far
   */
  async run(job: ReplayJob, onProgress: (mediaMs: number) => void = () => undefined): Promise<FixtureResult> {
    return await this.#ask(job, (message) => {
      if ('progressMs' in message) onProgress(message.progressMs);
      return 'result' in message ? message.result : null;
    });
  }

  /** Short jobs, one after the other: a message there and back takes as long as one of them. As `run` otherwise. */
  async runTogether(jobs: readonly ReplayJob[]): Promise<readonly FixtureResult[]> {
    return await this.#ask(jobs, (message) => ('results' in message ? message.results : null));
  }

  /** @param answerIn null while it is not the answer */
  async #ask<Answer>(
    question: ReplayJob | readonly ReplayJob[],
    answerIn: (message: ThreadMessage) => Answer | null,
  ): Promise<Answer> {
    const worker = (this.#worker ??= new Worker(this.#script));
    return await new Promise<Answer>((resolve, reject) => {
      const settle = (finish: () => void): void => {
        worker.off('message', hear).off('error', fail).off('exit', exit);
        finish();
      };
      const hear = (message: ThreadMessage): void => {
        const answer = answerIn(message);
        if (answer !== null) settle(() => resolve(answer));
      };
      const lost = (why: string): void => {
        this.#worker = null;
        settle(() => reject(new Error(`its worker thread ended: ${why}`)));
      };
      const fail = (error: unknown): void => lost(safeText(String(error)));
      const exit = (code: number): void => lost(`exit code ${String(code)}`);
      worker.on('message', hear).on('error', fail).on('exit', exit);
      worker.postMessage(question);
    });
  }

  /** Ends the thread, whatever it is doing. */
  async close(): Promise<void> {
    const worker = this.#worker;
    this.#worker = null;
    await worker?.terminate();
  }
}
