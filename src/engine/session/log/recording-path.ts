/** Where a session's log says its recording is. */
import type { SessionEvent } from './events.js';

/** Null: nothing was spoken. A test that began with typed answers may have gone on by voice, and the other way round. */
export function recordingPathOf(events: readonly SessionEvent[]): string | null {
  return events.reduce<string | null>(
    (path, event) =>
      event.type === 'session.started' || event.type === 'session.resumed' ? (event.recordingPath ?? path) : path,
    null,
  );
}
