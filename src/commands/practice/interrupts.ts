/**
 * Ctrl-C: the first ends the test politely and saves it, the second stops at once. The third ends the process as well, should something
 * that is being closed hang (a device that was pulled out, a disk over the network).
 */
import type { LiveSession } from '../../engine/session/running-session.js';

export interface Interrupts {
  /** True once the session was aborted from outside. */
  readonly aborted: boolean;
  stop(): void;
}

/** @param keepNow keeps what is not saved yet; synchronous */
export function handleInterrupts(
  session: LiveSession,
  say: (text: string) => void,
  keepNow: () => void = () => undefined,
): Interrupts {
  let count = 0;
  let aborted = false;
  const abort = (why: string) => {
    aborted = true;
    session.abort(why);
  };
  const onInterrupt = () => {
    count += 1;
    if (count === 1) {
      say('Ending the test politely; press Ctrl-C again to stop at once.');
      session.act({ type: 'quit' });
    } else if (count === 2) abort('stopped with Ctrl-C');
    else {
      stop();
      keepNow();
      process.kill(process.pid, 'SIGINT');
    }
  };
  const onTerminate = () => {
    abort('the program was told to stop');
  };
  const stop = () => {
    process.off('SIGINT', onInterrupt);
    process.off('SIGTERM', onTerminate);
    process.off('SIGHUP', onTerminate);
  };
  process.on('SIGINT', onInterrupt);
  process.on('SIGTERM', onTerminate);
  process.on('SIGHUP', onTerminate);
  return {
    get aborted() {
      return aborted;
    },
    stop,
  };
}

/** Lets signals end the process, at once and as they would without us, but for `before`, which must be synchronous. */
export function endOnSignals(before: () => void): { stop(): void } {
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
  const stop = () => {
    for (const signal of signals) process.off(signal, end);
  };
  // Not `process.exit`, which stops the database's thread in the middle of its work: that can end in a native crash.
  const end = (signal: NodeJS.Signals) => {
    before();
    stop();
    process.kill(process.pid, signal);
  };
  for (const signal of signals) process.on(signal, end);
  return { stop };
}
