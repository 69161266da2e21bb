import { setImmediate as breathe } from 'node:timers/promises';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { VirtualClock } from '../../../src/engine/time/virtual-clock.js';

const newClock = (): VirtualClock => new VirtualClock({ breathe });

describe('virtual time', () => {
  it('begins at 0 on a fixed date and moves only by elapse, at once when idle', () => {
    const clock = newClock();
    expect([clock.nowMs(), clock.wallTime()]).toEqual([0, '2000-01-01T00:00:00.000Z']);
    expect(clock.elapse(20)).toBeUndefined();
    expect([clock.nowMs(), clock.wallTime()]).toEqual([20, '2000-01-01T00:00:00.020Z']);
  });

  it('runs timers in the order of their time, then of their setting, and never early', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.nat(200), { maxLength: 20 }), async (delays) => {
        const clock = newClock();
        const ran: { readonly delay: number; readonly index: number; readonly now: number }[] = [];
        delays.forEach((delay, index) => clock.setTimer(delay, () => ran.push({ delay, index, now: clock.nowMs() })));
        for (let i = 0; i < 11; i++) await clock.elapse(20);
        expect(ran.every(({ delay, now }) => delay === now)).toBe(true);
        expect(ran.map(({ index }) => index)).toEqual(
          delays.map((_, index) => index).sort((a, b) => (delays[a] ?? 0) - (delays[b] ?? 0) || a - b),
        );
      }),
      { seed: 20_240_601, numRuns: 30 },
    );
  });

  it('does not run a timer that was taken back, also twice and too late', async () => {
    const clock = newClock();
    const ran: string[] = [];
    const cancel = clock.setTimer(10, () => ran.push('cancelled'));
    const late = clock.setTimer(5, () => ran.push('ran'));
    cancel();
    cancel();
    await clock.elapse(20);
    late();
    expect(ran).toEqual(['ran']);
  });

  it('stands still while work is held, also work that fails', async () => {
    const clock = newClock();
    let finish: (error: Error) => void = () => undefined;
    const work = clock.hold(new Promise<void>((_, reject) => (finish = reject)));
    work.catch(() => undefined);
    let passed = false;
    const elapsing = Promise.resolve(clock.elapse(20)).then(() => (passed = true));
    await breathe();
    await breathe();
    expect([passed, clock.nowMs()]).toEqual([false, 0]);
    finish(new Error('broken'));
    await elapsing;
    expect(clock.nowMs()).toBe(20);
  });

  it('waits for work started by timers, and by what goes on after held work', async () => {
    const clock = newClock();
    const seen: string[] = [];
    clock.setTimer(5, () => {
      void (async () => {
        await clock.hold(breathe());
        seen.push(`first ${String(clock.nowMs())}`);
        await clock.hold(breathe());
        seen.push(`second ${String(clock.nowMs())}`);
        clock.setTimer(2, () => seen.push(`timer ${String(clock.nowMs())}`));
      })();
    });
    clock.setTimer(10, () => seen.push('later'));
    await clock.elapse(20);
    expect(seen).toEqual(['first 5', 'second 5', 'timer 7', 'later']);
  });

  it('does not pass before the results of finished work were taken up', async () => {
    const clock = newClock();
    const work = clock.hold(Promise.resolve());
    let takenUpAt = -1;
    const chain = work
      .then(() => undefined)
      .then(() => undefined)
      .then(() => (takenUpAt = clock.nowMs()));
    await Promise.resolve();
    await clock.elapse(20);
    await chain;
    expect(takenUpAt).toBe(0);
  });

  it('settles for everybody who waits', async () => {
    const clock = newClock();
    let finish: () => void = () => undefined;
    void clock.hold(new Promise<void>((resolve) => (finish = resolve)));
    const both = Promise.all([clock.settle(), clock.settle(), clock.elapse(20)]);
    await breathe();
    finish();
    await both;
    expect(clock.nowMs()).toBe(20);
  });
});
