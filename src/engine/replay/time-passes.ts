/** Time after a session: no frame moves the clock any more, and a provider that waits by it would wait for ever. */
import type { Clock } from '../ports/clock.js';
import { FRAME_MS } from '../speech/frame.js';

/** The result of `work`; as long as it waits for time alone, time passes. */
export async function whileTimePasses<T>(clock: Clock, work: Promise<T>): Promise<T> {
  let over = false;
  const end = (): void => {
    over = true;
  };
  work.then(end, end);
  // Never before everything that can go on has gone on: work that does not wait takes no time.
  for (await clock.settle(); !isOver(); await clock.settle()) await clock.elapse(FRAME_MS);
  return await work;

  function isOver(): boolean {
    return over;
  }
}
