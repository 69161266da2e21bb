/** Numbers and dates events and hands them to everyone who listens, in order. */
import type { Clock } from '../../ports/clock.js';
import type { SessionEvent, SessionEventBody } from './events.js';

export type EventListener = (event: SessionEvent) => void;

export interface EventLog {
  append(body: SessionEventBody): SessionEvent;
  subscribe(listener: EventListener): void;
  /** Nobody hears of what is added from now on: the session's end is the last that is said of it. */
  close(): void;
}

export interface EventLogOptions {
  readonly clock: Clock;
  /** Media time of the session, in milliseconds. */
  readonly mediaTimeMs: () => number;
  /** Sequence of the last event already in the store; 0 for a new session. */
  readonly lastSequence?: number;
}

/** Partial transcripts are shown but not stored, so they do not use up a sequence number. */
export function isStored(event: Pick<SessionEvent, 'type'>): boolean {
  return event.type !== 'transcript.partial';
}

export function createEventLog({ clock, mediaTimeMs, lastSequence = 0 }: EventLogOptions): EventLog {
  let sequence = lastSequence;
  let listeners: readonly EventListener[] = [];
  /** A listener may cause the next event; everybody hears of this one first, or the log would be out of order. */
  const undelivered: SessionEvent[] = [];
  let delivering = false;
  let closed = false;
  const deliver = () => {
    if (delivering) return;
    delivering = true;
    try {
      for (let event = undelivered.shift(); event !== undefined; event = undelivered.shift()) {
        for (const listener of listeners) listener(event);
      }
    } finally {
      delivering = false;
    }
  };
  return {
    append(body) {
      if (isStored(body)) sequence += 1;
      // One spread behind named fields: two spreads take ten times as long, and most of a test's thousands of events are partial transcripts.
      // Spreading a union widens it past what the compiler can follow; the pieces are exactly SessionEvent's.
      const event = {
        version: 1,
        sequence: Math.max(1, sequence),
        atMs: mediaTimeMs(),
        wallTime: clock.wallTime(),
        ...body,
      } as SessionEvent;
      if (!closed) undelivered.push(event);
      deliver();
      return event;
    },
    close() {
      closed = true;
    },
    subscribe(listener) {
      listeners = [...listeners, listener];
    },
  };
}
