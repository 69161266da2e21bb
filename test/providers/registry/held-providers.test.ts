import { setImmediate as breathe, setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import type { PronunciationAssessor } from '../../../src/engine/ports/pronunciation-assessor.js';
import { whileTimePasses } from '../../../src/engine/replay/time-passes.js';
import { VirtualClock } from '../../../src/engine/time/virtual-clock.js';
import { heldAssessor } from '../../../src/providers/registry/held-providers.js';

const slow: PronunciationAssessor = {
  id: 'own:slow',
  assess: async () => {
    await sleep(30);
    return null;
  },
  close: async () => undefined,
};

describe('an assessor of pronunciation in virtual time', () => {
  it('takes no time of a session, however long it really works', async () => {
    const clock = new VirtualClock({ breathe });
    await whileTimePasses(clock, heldAssessor(slow, clock).assess(new Int16Array(320), []));
    expect(clock.nowMs()).toBe(0);
  });
});
