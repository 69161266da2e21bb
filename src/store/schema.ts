/** The types of the tables for the query builder. migrations.ts creates the tables. */
import type { Generated } from 'kysely';

export interface SessionsTable {
  readonly id: string;
  readonly candidate: string | null;
  /** ISO 8601, UTC, as in the event; text order is time order. */
  readonly started_at: string;
  readonly ended_at: string | null;
  readonly status: 'running' | 'completed' | 'ended' | 'failed' | 'aborted';
  /** JSON array of part numbers. */
  readonly parts: string;
  readonly band: number | null;
  readonly duration_ms: number;
  readonly recording_path: string | null;
  readonly last_sequence: number;
  /** The process that writes to the session, as `processName` has it; null once it has ended. */
  readonly running_in: string | null;
  /** Real time of the last append, also for a session on a virtual clock. */
  readonly updated_at: string;
}

export interface SessionEventsTable {
  readonly session_id: string;
  readonly sequence: number;
  readonly type: string;
  readonly at_ms: number;
  readonly wall_time: string;
  /** The whole event as JSON. */
  readonly event: string;
}

export interface ScoresTable {
  readonly id: Generated<number>;
  readonly session_id: string;
  readonly mapping: string;
  readonly rater: string;
  readonly band: number | null;
  /** The whole TestScore as JSON. */
  readonly score: string;
  readonly saved_at: string;
}

/** Written when the database is made, for people who look into it. */
export interface MetadataTable {
  readonly key: string;
  readonly value: string;
}

export interface StoreSchema {
  readonly sessions: SessionsTable;
  readonly session_events: SessionEventsTable;
  readonly scores: ScoresTable;
  readonly metadata: MetadataTable;
}
