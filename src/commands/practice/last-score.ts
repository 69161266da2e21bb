/** What the candidate's last report said, so that the next one says something else. */
import type { TestScore } from '../../engine/scoring/types.js';
import type { Store } from '../../store/open-store.js';

/** Further back nobody remembers what was advised; sessions that were broken off have no score. */
const RECENT_SESSIONS = 10;

interface Asked {
  /** Null: somebody without a name. */
  readonly candidate: string | null;
  /** The session to come, or to be rated again: never taken for an earlier one. */
  readonly sessionId: string;
  /** When it began; ISO 8601. Left out: it is still to come. */
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
