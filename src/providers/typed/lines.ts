/** Reads lines from a pipe on demand. */
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { safeText } from '../../engine/text/safe-text.js';

/**
 * A last line without a line end counts. Control characters other than tabs are removed. Ending the iteration releases the
 * pipe, even while it waits for a line.
 */
export function linesOf(input: Readable): AsyncIterable<string> {
  const lines = createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY, terminal: false });
  const iterator = lines[Symbol.asyncIterator]();
  return {
    [Symbol.asyncIterator]: () => ({
      async next() {
        const step = await iterator.next();
        if (step.done === true) return { done: true, value: undefined };
        return { done: false, value: safeText(step.value) };
      },
      async return() {
        lines.close();
        input.destroy();
        return { done: true, value: undefined };
      },
    }),
  };
}

/**
 * The same lines; null when they turn out within `waitMs` to have ended before the first. Later is soon enough for whoever
 * answers question by question, who writes nothing before the first question.
 */
export async function linesUnlessEnded(
  lines: AsyncIterable<string>,
  waitMs = 500,
): Promise<AsyncIterable<string> | null> {
  const iterator = lines[Symbol.asyncIterator]();
  let first: Promise<IteratorResult<string>> | null = iterator.next();
  const known = await Promise.race([first.catch(() => ({ done: true })), sleep(waitMs, null, { ref: false })]);
  if (known?.done === true) return null;
  return {
    [Symbol.asyncIterator]: () => ({
      async next() {
        const step = first ?? iterator.next();
        first = null;
        return await step;
      },
      async return() {
        return (await iterator.return?.()) ?? { done: true, value: undefined };
      },
    }),
  };
}
