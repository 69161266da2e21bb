/** Reads lines from a pipe on demand. */
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
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
