/** Rates the lines of a manifest on several threads. One that dies takes one line with it, no more. */
import { Worker } from 'node:worker_threads';
import { messageOf } from '../../engine/errors.js';
import { openScoringEngines, type EngineOptions, type ScoringEngines } from '../score/scoring-engines.js';
import type { ModelRatingCost } from '../score/rating-cost.js';
import { measureItem, type ItemJob, type ItemOutcome } from './measure-item.js';

export interface RunItemsOptions {
  readonly jobs: readonly ItemJob[];
  readonly threads: number;
  readonly engines: EngineOptions;
  readonly signal: AbortSignal;
  /** In the order in which they are done. */
  readonly onOutcome: (index: number, outcome: ItemOutcome) => void;
  /** What a language model cost, at the end. */
  readonly onCost: (cost: ModelRatingCost) => void;
  /** Only for tests. */
  readonly workerScript?: URL;
}

/** Resolves when all are done, or soon after the signal. */
export async function runItems(options: RunItemsOptions): Promise<void> {
  const threads = Math.min(options.threads, options.jobs.length);
  if (threads <= 1) return runHere(options);
  const queue = [...options.jobs.entries()];
  await Promise.all(Array.from({ length: threads }, () => runThread(options, queue)));
}

async function runHere({ jobs, engines: wanted, onCost, signal, onOutcome }: RunItemsOptions): Promise<void> {
  let opened: Promise<ScoringEngines> | null = null;
  const engines = (): Promise<ScoringEngines> => (opened ??= openScoringEngines(wanted));
  try {
    for (const [index, job] of jobs.entries()) {
      if (signal.aborted) return;
      onOutcome(index, await measureItem(job, engines));
    }
  } finally {
    const model = (await (opened as Promise<ScoringEngines> | null)?.catch(() => null))?.modelRater;
    if (model) onCost(model.cost());
    await (opened as Promise<ScoringEngines> | null)?.then((ready) => ready.close()).catch(() => undefined);
  }
}

async function runThread(options: RunItemsOptions, queue: [number, ItemJob][]): Promise<void> {
  const { signal } = options;
  while (queue.length > 0 && !signal.aborted) {
    await new Promise<void>((resolve) => {
      const worker = new Worker(options.workerScript ?? new URL('./eval-worker.mjs', import.meta.url), {
        workerData: { engines: options.engines },
      });
      let given: [number, ItemJob] | undefined;
      const next = (): void => {
        given = signal.aborted ? undefined : queue.shift();
        worker.postMessage(given === undefined ? null : { index: given[0], job: given[1] });
      };
      const stop = (): void => void worker.terminate();
      signal.addEventListener('abort', stop, { once: true });
      worker.on('message', ({ index, outcome }: { readonly index: number; readonly outcome: ItemOutcome }) => {
        given = undefined;
        options.onOutcome(index, outcome);
        next();
      });
      worker.on('error', (error) => {
        if (given === undefined || signal.aborted) return;
        options.onOutcome(given[0], { ok: false, message: `its thread ended: ${messageOf(error)}` });
        given = undefined;
      });
      worker.on('exit', (code) => {
        // A library that ends its process ends the thread here, and tells no error.
        if (given !== undefined && !signal.aborted)
          options.onOutcome(given[0], { ok: false, message: `its thread ended with ${String(code)}` });
        signal.removeEventListener('abort', stop);
        resolve();
      });
      next();
    });
  }
}
