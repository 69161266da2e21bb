/**
 * Lets observers join a session late: an observer receives all events from the first one on. A screen takes longer to start
 * than a session, and without the first events it knows neither the candidate nor the report.
 */
import type { SessionEvent } from '../../engine/session/log/events.js';
import type { LiveSession, SessionObserver } from '../../engine/session/running-session.js';

export interface WatchFromStart {
  /** The observer to give to the session before it starts. */
  readonly observer: SessionObserver;
  /** The session with late observers receiving all earlier events first. */
  watch(live: LiveSession): LiveSession;
}

/** @param earlier the settled events of a resumed session */
export function watchFromStart(earlier: readonly SessionEvent[]): WatchFromStart {
  const soFar: SessionEvent[] = [...earlier];
  let watchers: readonly SessionObserver[] = [];
  return {
    observer: {
      onEvent(event) {
        if (event.type !== 'transcript.partial') soFar.push(event);
        for (const watcher of watchers) watcher.onEvent?.(event);
      },
      onStatus(status) {
        for (const watcher of watchers) watcher.onStatus?.(status);
      },
    },
    watch: (live) => ({
      sessionId: live.sessionId,
      finished: live.finished,
      act: (action) => {
        live.act(action);
      },
      abort: (why) => {
        live.abort(why);
      },
      observe(watcher) {
        for (const event of soFar) watcher.onEvent?.(event);
        watchers = [...watchers, watcher];
        return () => {
          watchers = watchers.filter((other) => other !== watcher);
        };
      },
    }),
  };
}
