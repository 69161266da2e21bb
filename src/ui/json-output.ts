/** `--json`: one event per line, exactly as stored. */
import type { SessionEvent } from '../engine/session/log/events.js';
import { isStored } from '../engine/session/log/event-log.js';
import type { SessionObserver } from '../engine/session/running-session.js';

/** `write` gets a line without its line feed. */
export function jsonOutput(write: (line: string) => void): SessionObserver {
  return {
    onEvent(event) {
      if (isStored(event)) write(jsonLine(event));
    },
  };
}

/** Also escapes DEL, the C1 controls and the line separators, which JSON leaves alone but terminals and line readers act on. */
function jsonLine(event: SessionEvent): string {
  return JSON.stringify(event).replace(
    /[\u007f-\u009f\u2028\u2029]/g,
    (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
