/** Moves a virtual clock until something is done. */
import type { VirtualClock } from '../../src/engine/time/virtual-clock.js';

/** @param limitMs virtual time after which the test has failed */
export async function untilDone<T>(clock: VirtualClock, work: Promise<T>, limitMs = 600_000): Promise<T> {
  let done = false;
  const end = (): void => {
    done = true;
  };
  work.then(end, end);
  await clock.settle();
  for (const began = clock.nowMs(); !done;) {
    if (clock.nowMs() - began > limitMs) throw new Error(`not done after ${String(limitMs)} ms of virtual time`);
    await clock.elapse(10);
    await clock.settle();
  }
  return work;
}
