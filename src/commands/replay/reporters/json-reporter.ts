/** One JSON document, the same on every run of the same fixtures: no wall time is in it. */
import { replaceFile } from '../../../config/files/replace-file.js';
import type { Reporter } from './reporter.js';

export function jsonReporter(file: string | null, write: (line: string) => void): Reporter {
  return {
    finished: () => undefined,
    async ended(summary, fixtures) {
      const text = JSON.stringify({ summary, fixtures }, null, 2);
      if (file === null) write(text);
      else await replaceFile(file, `${text}\n`);
    },
  };
}
