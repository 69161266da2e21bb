/** One self-contained HTML file: every session's timeline, transcript, waits and bands. */
import { writeFile } from 'node:fs/promises';
import { AnswerAudioReader } from './html/answer-audio.js';
import { page, type ReportedFixture } from './html/page.js';
import type { Reporter } from './reporter.js';

/** @param withAudio whether the candidate's answers are put into the file, which makes it many times larger */
export function htmlReporter(file: string | null, write: (line: string) => void, withAudio: boolean): Reporter {
  const folders = new Map<string, string>();
  return {
    wantsEvents: true,
    started(_count, found) {
      for (const { id, folder } of found) folders.set(id, folder);
    },
    finished: () => undefined,
    async ended(summary, results) {
      const reader = new AnswerAudioReader();
      const fixtures: ReportedFixture[] = [];
      for (const result of results) {
        const folder = withAudio ? folders.get(result.id) : undefined;
        fixtures.push({ result, audio: folder === undefined ? [] : await reader.read(folder, result) });
      }
      const left =
        reader.leftOut === 0
          ? ''
          : `${String(reader.leftOut)} answers are without audio: their sound has changed meanwhile, or the page would be too large.`;
      const text = page(
        summary,
        fixtures,
        withAudio ? left : 'Without audio; --reporter html-audio=FILE puts the answers in.',
      );
      if (file === null) write(text.trimEnd());
      else await writeFile(file, text);
    },
  };
}
