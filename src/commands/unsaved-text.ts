import type { LeftFile } from '../store/unsaved-events.js';

/** What is told of a file with events of an earlier test. Only one that cannot be read may be deleted. */
export function unsavedText({ path, why, isWaiting }: LeftFile): {
  readonly what: string;
  readonly remedy: string;
} {
  return isWaiting
    ? {
        what: `events of an earlier test still wait in ${path}: ${why}`,
        remedy: 'Keep that file: its events are saved at the next start at which the session database can be written.',
      }
    : {
        what: `events of an earlier test could not be read back from ${path}: ${why}`,
        remedy: 'Keep that file if you need that test; delete it if you do not.',
      };
}
