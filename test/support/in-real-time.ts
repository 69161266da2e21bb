/**
 * Sound cards run in real time: where a machine has no time for them, sound is dropped, which is no defect of ours. What is
 * judged by its sound is tried three times; where it failed and the machine was seen to be busy, nothing can be said.
 */
import type { TestContext } from 'vitest';

const ATTEMPTS = 3;
const TICK_MS = 10;
/** A device has less than this in store: for longer, nothing of ours may stand still. */
const BUSY_MS = 60;

export async function inRealTime(context: TestContext, work: () => Promise<void>): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    const { longestGapMs, stop } = watchGaps();
    try {
      await work();
      return;
    } catch (error) {
      if (attempt < ATTEMPTS) continue;
      const gapMs = longestGapMs();
      if (gapMs <= BUSY_MS) throw error;
      context.skip(
        `this machine stood still for ${String(Math.round(gapMs))} ms, and sound was dropped: ${String(error)}`,
      );
    } finally {
      stop();
    }
  }
}

/** How long this process had no time at all. */
function watchGaps() {
  let last = performance.now();
  let longest = 0;
  const look = (): void => {
    const now = performance.now();
    longest = Math.max(longest, now - last - TICK_MS);
    last = now;
  };
  const timer = setInterval(look, TICK_MS);
  return {
    longestGapMs: () => {
      look();
      return longest;
    },
    stop: () => {
      clearInterval(timer);
    },
  };
}
