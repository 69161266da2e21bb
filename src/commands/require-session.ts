/** Finds the session that a person named, or names similar ones in the error. */
import { safeLine } from '../engine/text/safe-text.js';
import { AppError } from '../engine/errors.js';
import { nearestId } from '../engine/text/nearest.js';
import type { Store } from '../store/open-store.js';
import type { SessionRecord } from '../store/session-repository.js';

const NAMED = 3;
/** Longer than any id; keeps the comparison fast for pasted text. */
const LONGEST_COMPARED = 60;

/** By id, the beginning of an id, or `last`. Rejects with `sessions.unknown` or `sessions.ambiguous`, exit code 2. */
export async function requireSession(store: Store, wanted: string): Promise<SessionRecord> {
  const found = await store.getSession(wanted);
  if (found !== null) return found;
  const ids = (await store.listSessions()).map((session) => session.id);
  const named = safeLine(wanted).slice(0, LONGEST_COMPARED);
  throw new AppError({
    code: 'sessions.unknown',
    message: ids.length === 0 ? 'There are no sessions yet.' : `There is no session "${named}".`,
    remedy:
      ids.length === 0
        ? 'Take a test first: ielts-examiner practice'
        : `Nearest: ${nearestIds(named, ids).join(', ')}. See them all: ielts-examiner sessions list`,
    exitCode: 2,
  });
}

function nearestIds(wanted: string, ids: readonly string[]): readonly string[] {
  const left = new Set(ids);
  const nearest: string[] = [];
  while (nearest.length < NAMED) {
    const id = nearestId(left, wanted);
    if (id === null) break;
    left.delete(id);
    nearest.push(id);
  }
  return nearest;
}
