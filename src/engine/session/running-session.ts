/** What a running session shows to the outside: events as they happen, and a light status up to ten times a second. */
import type { CandidateAction } from './actions.js';
import type { SessionEvent } from './log/events.js';

/** Clocks and levels right now, for a screen; what is going on is read from the events. */
export interface LiveStatus {
  /** Media time. */
  readonly atMs: number;
  /** Voice activity says that the candidate is speaking. */
  readonly candidateSpeaking: boolean;
  /** Input level, dB below full scale; -90 for silence. */
  readonly levelDb: number;
  /** Media time since the part began. */
  readonly partElapsedMs: number;
  /** Until the part (or the long turn, once it runs) is stopped; null while nothing limits it. */
  readonly partRemainingMs: number | null;
  /** Left of the preparation minute or of the long turn; null outside them. */
  readonly countdownMs: number | null;
}

export interface SessionObserver {
  /** Called in order, partial transcripts included. Must return quickly. */
  onEvent?(event: SessionEvent): void;
  /** At most ten times a second. */
  onStatus?(status: LiveStatus): void;
}

export interface SessionResult {
  readonly sessionId: string;
  readonly status: 'completed' | 'ended' | 'failed' | 'aborted';
  readonly why: string;
}

/** A session that is running, steered from outside. Its observers are given to it before it starts, and miss nothing. */
export interface LiveSession {
  readonly sessionId: string;
  act(action: CandidateAction): void;
  /** Stops at once; what is known is saved, the session can be resumed. */
  abort(why: string): void;
  /** Rejects with what a watcher threw when it heard of the end; all is saved and closed then, too. */
  readonly finished: Promise<SessionResult>;
}
