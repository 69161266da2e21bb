/**
 * A session that can be watched late: whoever begins to watch hears of everything from the first event on. A screen takes
 * longer to stand than a session to begin, and without the beginning it knows neither the candidate nor the report.
 */
import type { SessionEvent } from '../../engine/session/events.js';
import type { LiveSession, SessionObserver } from '../../engine/session/live.js';

export interface WatchFromStart {
  /** Given to the session before it starts. */
  readonly observer: SessionObserver;
  /** The session as its late watchers see it. */
  watch(live: LiveSession): LiveSession;
}

/** @param earlier what the log of a resumed session says, as it came out in the end */
export function watchFromStart(earlier: readonly SessionEvent[] = []): WatchFromStart {
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
