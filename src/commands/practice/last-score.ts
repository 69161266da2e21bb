/** Finds the candidate's last score, so that the next report does not repeat its advice. */
import type { TestScore } from '../../engine/scoring/types.js';
import type { Store } from '../../store/open-store.js';

/** How many sessions are searched; sessions that were broken off have no score. */
const RECENT_SESSIONS = 10;

interface Asked {
  /** The candidate's name; null for sessions without one. */
  readonly candidate: string | null;
  /** The coming session, or the one to be rated again; it is never returned. */
  readonly sessionId: string;
  /** When that session began (ISO 8601); left out for a coming session. */
  readonly startedAt?: string;
}

export async function lastScore(store: Store, { candidate, sessionId, startedAt }: Asked): Promise<TestScore | null> {
  const earlier = startedAt === undefined ? {} : { before: startedAt };
  for (const { id } of await store.listSessions({ candidate, ...earlier, limit: RECENT_SESSIONS })) {
    if (id === sessionId) continue;
    const [score] = await store.scores(id);
    if (score) return score;
  }
  return null;
}
