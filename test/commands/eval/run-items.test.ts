import { expect, it } from 'vitest';
import type { ItemJob, ItemOutcome } from '../../../src/commands/eval/measure-item.js';
import { runItems } from '../../../src/commands/eval/run-items.js';

it('a thread that ends without an error takes its line with it, and no other', async () => {
  const script = `
    import { parentPort } from 'node:worker_threads';
    parentPort.on('message', (message) => {
      if (message === null) return parentPort.close();
      if (message.job.id === 'b') process.exit(0);
      parentPort.postMessage({ index: message.index, outcome: { ok: false, message: 'done' } });
    });`;
  const outcomes: [number, ItemOutcome][] = [];
  await runItems({
    jobs: ['a', 'b', 'c', 'd'].map((id) => ({ id }) as ItemJob),
    threads: 2,
    engines: {},
    signal: new AbortController().signal,
    onOutcome: (...outcome) => outcomes.push(outcome),
    onCost: () => undefined,
    workerScript: new URL(`data:text/javascript,${encodeURIComponent(script)}`),
  });
  const messages = outcomes.sort(([one], [other]) => one - other).map(([, outcome]) => !outcome.ok && outcome.message);
  expect(messages).toEqual(['done', 'its thread ended with 0', 'done', 'done']);
});
