import { expect, it } from 'vitest';
import { virtualClock } from '../../../src/commands/practice/choose-ends.js';
import type { VirtualClock } from '../../../src/engine/time/virtual-clock.js';

it('a session at full speed carries the dates at which it was run, and does not end in the future', async () => {
  const clock = virtualClock() as VirtualClock;
  const before = new Date().toISOString();
  const told = clock.wallTime();
  await clock.elapse(14 * 60_000);
  const end = clock.wallTime();
  const times = [before, told, end, new Date().toISOString()];
  expect(times).toEqual(times.toSorted());
});
