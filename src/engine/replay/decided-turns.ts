/** When each turn was taken to be over, by its place in the audio, whenever its words came. */
import type { SessionEvent, SessionEventOf } from '../session/log/events.js';

export interface DecidedTurn extends SessionEventOf<'turn.ended'> {
  /** Media time of the decision. */
  readonly decidedMs: number;
}

/**
 * The event of a turn's end comes when its words are there, which may be after the answer has gone on and ended: then the
 * decision is known from the waiting time of the response. Where the examiner said nothing more, the event's time is all there is.
 */
export function decidedTurns(events: readonly SessionEvent[]): readonly DecidedTurn[] {
  const waits = new Map(
    events.flatMap((event) =>
      event.type === 'turn.responded' ? [[event.turnId, event.latency.endpointingMs] as const] : [],
    ),
  );
  return events.flatMap((event) => {
    if (event.type !== 'turn.ended') return [];
    const waitedMs = waits.get(event.turnId) ?? Infinity;
    return [{ ...event, decidedMs: Math.min(event.atMs, event.endMs + waitedMs) }];
  });
}
