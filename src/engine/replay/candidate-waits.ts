/** How long candidates wait for the examiner where a conversation should flow: after their answers in Parts 1 and 3. */
import type { SessionEvent } from '../session/log/events.js';

/** Elsewhere a silence is meant: nobody is hurried in the long turn. */
const CONVERSATION: readonly string[] = ['interview', 'discussion'];

/** Milliseconds from the end of an answer to the examiner's first sound, in the order of the answers. */
export function waitsOf(events: readonly SessionEvent[]): readonly number[] {
  const moments = new Map(
    events.flatMap((event) => (event.type === 'turn.started' ? [[event.turnId, event.moment] as const] : [])),
  );
  return events.flatMap((event) =>
    event.type === 'turn.responded' && CONVERSATION.includes(moments.get(event.turnId) ?? '')
      ? [event.latency.totalMs]
      : [],
  );
}
