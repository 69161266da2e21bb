/**
 * What ends a test from outside. Ctrl-C: the first ends the test politely and saves it, the second stops at once. The third ends the process as well, should something
 * that is being closed hang (a device that was pulled out, a disk over the network). Output that nobody reads any more ends it at
 * once, unless it is ending already: Ctrl-C ends whoever reads it (`| tee FILE`), too.
 */
import type { LiveSession } from '../../engine/session/running-session.js';
import { onLostOutput } from '../lost-output.js';

/** So much later than the reader's end a Ctrl-C that both received may be noticed. Milliseconds. */
const SAME_CTRL_C_MS = 250;

export interface Interrupts {
  /** True once the session was aborted from outside. */
  readonly aborted: boolean;
  /** What was written last may have reached nobody. */
  readonly outputLost: boolean;
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
  let outputLost = false;
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
  const stopListening = onLostOutput(() => {
    if (outputLost) return;
    outputLost = true;
    setTimeout(() => {
      if (count === 0) abort('nobody reads its output any more');
    }, SAME_CTRL_C_MS).unref();
  });
  const stop = () => {
    stopListening();
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
    get outputLost() {
      return outputLost;
    },
    stop,
  };
}

/**
 * Lets signals end the process, at once and as they would without us, but for `before`, which must be synchronous. Output that
 * nobody reads ends nothing any more.
 */
export function endOnSignals(before: () => void): { stop(): void } {
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
  const stopListening = onLostOutput(() => undefined);
  const stop = () => {
    stopListening();
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
