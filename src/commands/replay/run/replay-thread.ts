/** A worker thread that replays one fixture after the other. When it dies, the next fixture gets a new one. */
import { Worker } from 'node:worker_threads';
import type { FixtureResult } from '../../../engine/replay/result.js';
import { safeText } from '../../../engine/text/safe-text.js';
import type { ReplayJob } from './job.js';

/** What the thread says. */
export type ThreadMessage = { readonly result: FixtureResult } | { readonly progressMs: number };

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
    const worker = (this.#worker ??= new Worker(this.#script));
    return await new Promise<FixtureResult>((resolve, reject) => {
      const settle = (finish: () => void): void => {
        worker.off('message', hear).off('error', fail).off('exit', exit);
        finish();
      };
      const hear = (message: ThreadMessage): void => {
        if ('progressMs' in message) onProgress(message.progressMs);
        else settle(() => resolve(message.result));
      };
      const lost = (why: string): void => {
        this.#worker = null;
        settle(() => reject(new Error(`its worker thread ended: ${why}`)));
      };
      const fail = (error: unknown): void => lost(safeText(String(error)));
      const exit = (code: number): void => lost(`exit code ${String(code)}`);
      worker.on('message', hear).on('error', fail).on('exit', exit);
      worker.postMessage(job);
    });
  }

  /** Ends the thread, whatever it is doing. */
  async close(): Promise<void> {
    const worker = this.#worker;
    this.#worker = null;
    await worker?.terminate();
  }
}
