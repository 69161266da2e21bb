/** Real time, virtual time, virtual time at the pace of real time, and the tests' own clock. */
import { setImmediate as breathe, setTimeout as sleep } from 'node:timers/promises';
import { PacedClock } from '../../../src/commands/replay/run/paced-clock.js';
import { VirtualClock } from '../../../src/engine/time/virtual-clock.js';
import { SystemClock } from '../../../src/providers/system-clock/system-clock.js';
import { clockContract } from '../../support/contracts/clock.contract.js';
import { ManualClock } from '../../support/manual-clock.js';

const virtual = (): VirtualClock => new VirtualClock({ breathe });

clockContract(
  'the system’s',
  () => new SystemClock(),
  async (clock, ms) => {
    const until = clock.nowMs() + ms;
    while (clock.nowMs() < until) await sleep(until - clock.nowMs() + 2);
  },
);
clockContract('a virtual one', virtual, async (clock, ms) => {
  await clock.elapse(ms);
});
clockContract(
  'a paced one',
  () => new PacedClock(virtual()),
  (clock, ms) => clock.elapse(ms),
);
clockContract(
  'one moved by hand',
  () => new ManualClock(),
  async (clock, ms) => {
    clock.advance(ms);
  },
);
