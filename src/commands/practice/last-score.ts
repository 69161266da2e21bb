/** What the candidate's last report said, so that the next one says something else. */
import type { TestScore } from '../../engine/scoring/types.js';
import type { Store } from '../../store/open-store.js';

/** Further back nobody remembers what was advised; sessions that were broken off have no score. */
const RECENT_SESSIONS = 10;

/** @param sessionId the session to come, never taken for an earlier one */
export async function lastScore(
  store: Store,
  { candidate, sessionId }: { readonly candidate: string | null; readonly sessionId: string },
): Promise<TestScore | null> {
  const recent = await store.listSessions({ limit: RECENT_SESSIONS, ...(candidate === null ? {} : { candidate }) });
  for (const session of recent) {
    if (session.id === sessionId || session.candidate !== candidate) continue;
    const [score] = await store.scores(session.id);
    if (score) return score;
  }
  return null;
}
