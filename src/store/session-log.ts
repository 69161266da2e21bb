import type { SessionEvent } from '../engine/session/log/events.js';

/** The append-only log of every session. */
export interface SessionLog {
  /**
   * Adds events to a session; the first must be `session.started`. Durable when the promise resolves.
   * Rejects with an AppError (`store.full`, `store.readonly`, `store.damaged`), having written none of them.
   */
  append(sessionId: string, events: readonly SessionEvent[]): Promise<void>;
  read(sessionId: string): Promise<readonly SessionEvent[]>;
}
