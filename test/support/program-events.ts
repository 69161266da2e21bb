/** The events that a program printed as JSON, one a line. */
import {
  parseEvent,
  type EventType,
  type SessionEvent,
  type SessionEventOf,
} from '../../src/engine/session/log/events.js';

/** Without a last line that a killed process has not finished. */
export function eventsOf(stdout: string): readonly SessionEvent[] {
  return stdout
    .slice(0, stdout.lastIndexOf('\n') + 1)
    .split('\n')
    .filter(Boolean)
    .map((line) => parseEvent(JSON.parse(line)));
}

export function ofType<Type extends EventType>(
  events: readonly SessionEvent[],
  type: Type,
): readonly SessionEventOf<Type>[] {
  return events.filter((event): event is SessionEventOf<Type> => event.type === type);
}
