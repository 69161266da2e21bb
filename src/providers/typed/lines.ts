/** The lines of a pipe, read as they are asked for. */
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { safeText } from '../../engine/text/safe-text.js';

/**
 * A last line without a line end counts; control characters other than tabs are left out.
 * Ending the iteration lets go of the pipe, even while a line is being waited for.
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
