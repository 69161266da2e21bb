import type { SessionEvent } from '../engine/session/log/events.js';

export interface SessionSummary {
  readonly id: string;
  readonly candidate: string | null;
  readonly startedAt: string;
  readonly endedAt: string | null;
  /** A session whose process died is `running` as well; it can be resumed. */
  readonly status: 'running' | 'completed' | 'ended' | 'failed' | 'aborted';
  readonly parts: readonly number[];
  /** Speaking band, or null when not rated. */
  readonly band: number | null;
  readonly durationMs: number;
  readonly recordingPath: string | null;
}

/** The append-only log of every session. */
export interface SessionLog {
  /**
   * Adds events to a session; the first must be `session.started`. Durable when the promise resolves.
   * Rejects with an AppError (`store.full`, `store.readonly`, `store.damaged`), having written none of them.
   */
  append(sessionId: string, events: readonly SessionEvent[]): Promise<void>;
  read(sessionId: string): Promise<readonly SessionEvent[]>;
}
