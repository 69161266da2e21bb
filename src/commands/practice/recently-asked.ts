/** Finds what the candidate was asked recently, so that a new test asks something else. */
import { settledEvents } from '../../engine/session/log/settled-events.js';
import type { Store } from '../../store/open-store.js';

/** Topics and cards of this many past tests are avoided; the bank has enough for more. */
const RECENT_SESSIONS = 5;

/** @returns ids of topics, cards and questions */
export async function recentlyAsked(store: Store, candidate: string | null): Promise<readonly string[]> {
  const recent = await store.listSessions({ limit: RECENT_SESSIONS, ...(candidate === null ? {} : { candidate }) });
  const ids = new Set<string>();
  for (const { id } of recent) {
    for (const event of settledEvents(await store.read(id))) {
      if (event.type === 'topic.announced') ids.add(event.topicId);
      if (event.type === 'card.shown') ids.add(event.cardId);
      if (event.type === 'question.asked') ids.add(event.questionId);
    }
  }
  return [...ids];
}
