/** `--watch`: replays once, then again whatever a change touches, until somebody presses Ctrl-C. */
import { isAppError, type ExitCode } from '../../../engine/errors.js';
import { replayFixtures } from '../replay-fixtures.js';
import type { ReplayRun } from '../run/run-chosen.js';
import type { ReplayOptions } from '../replay-options.js';
import type { FoundFixture } from '../select/find-fixtures.js';
import { selectFixtures } from '../select/select-fixtures.js';
import { ChangeWatcher } from './change-watcher.js';
import { touchedFixtures } from './touched-fixtures.js';
import { outside, PROGRAM_FOLDERS, realPlaces, reportFiles, searchedFolders, sharedFiles } from './watched-folders.js';
import { counted } from '../../../engine/text/counted.js';

/** @returns 130: nothing else ends a watch than an interruption */
export async function watchFixtures(
  options: ReplayOptions,
  write: (line: string) => void,
  run: ReplayRun,
): Promise<ExitCode> {
  let chosen = await selectFixtures(options);
  const searched = await searchedFolders(options.paths);
  const watcher = new ChangeWatcher([...searched, ...PROGRAM_FOLDERS], await reportFiles(options.reporter));
  const unwatched = new Set<string>();
  /** What fixtures have elsewhere: behind links, or shared. @returns the files that they share */
  const watchElsewhere = async (places: ReadonlyMap<string, string>): Promise<readonly string[]> => {
    const linked = outside(searched, places);
    const files = await sharedFiles(chosen, [...searched, ...linked]);
    for (const { message } of hasQuit() ? [] : watcher.watchAlso(linked, files)) {
      if (!unwatched.has(message)) process.stderr.write(`note: ${message} Changes there are not seen.\n`);
      unwatched.add(message);
    }
    return files;
  };
  let quit = false;
  const stop = (): void => {
    quit = true;
    watcher.close();
  };
  const hasQuit = (): boolean => quit;
  // From the beginning to the end: between two runs, too, a Ctrl-C ends the watch and not the program at once.
  process.on('SIGINT', stop).on('SIGTERM', stop);
  try {
    let shared = await watchElsewhere(await realPlaces(chosen));
    // Threads load the program anew: a change of its code is seen, too.
    let code = await replayFixtures(chosen, options, write, { ...run, alwaysThreads: true });
    // Said again only with news: where the output lies among the fixtures, each line of it is a change.
    let told: number | null = null;
    while (code !== 130 && !hasQuit()) {
      if (told !== chosen.length) write(`Watching ${counted(chosen.length, 'fixture')}; Ctrl-C ends.`);
      told = chosen.length;
      const changed = await watcher.changes();
      if (changed === null) {
        // The terminal shows ^C without a line feed.
        if (process.stdout.isTTY) write('');
        break;
      }
      const before = chosen;
      chosen = await chooseAgain(options, before);
      if (hasQuit()) break;
      const places = await realPlaces(chosen);
      const touched = touchedFixtures(chosen, before, changed, { program: [...PROGRAM_FOLDERS, ...shared], places });
      // The change may include another file, or link to another folder.
      shared = await watchElsewhere(places);
      if (hasQuit()) break;
      if (touched.length === 0) continue;
      write('');
      told = null;
      code = await replayFixtures(touched, options, write, { ...run, alwaysThreads: true });
    }
    return 130;
  } finally {
    process.off('SIGINT', stop).off('SIGTERM', stop);
    watcher.close();
  }
}

/** `--only-failed` chose at the beginning: what passes meanwhile is still watched. */
async function chooseAgain(options: ReplayOptions, before: readonly FoundFixture[]): Promise<readonly FoundFixture[]> {
  try {
    const found = await selectFixtures({ ...options, onlyFailed: false });
    const folders = new Set(before.map(({ folder }) => folder));
    return options.onlyFailed === true ? found.filter(({ folder }) => folders.has(folder)) : found;
  } catch (error) {
    // The last fixture was moved away; another may come.
    if (isAppError(error) && (error.exitCode === 4 || error.code === 'replay.notFound')) return [];
    throw error;
  }
}
