/** One self-contained HTML file: every session's timeline, transcript, waits and bands. */
import { replaceFile } from '../../../config/files/replace-file.js';
import { Page } from './html/page.js';
import type { Reporter } from './reporter.js';

/** @param withSound whether the candidate's answers are put into the file, which makes it many times larger */
export function htmlReporter(file: string | null, write: (line: string) => void, withSound: boolean): Reporter {
  const folders = new Map<string, string>();
  let page = new Page(0, withSound);
  return {
    events: 'stored',
    started(count, found) {
      for (const { id, folder } of found) folders.set(id, folder);
      page = new Page(count, withSound);
    },
    finished(result) {
      page.add(result, folders.get(result.id) ?? result.id);
    },
    async ended(summary) {
      const pieces = page.pieces(summary);
      if (file === null) for await (const piece of pieces) write(piece.trimEnd());
      else await replaceFile(file, pieces);
    },
    close() {
      page.close();
    },
  };
}
