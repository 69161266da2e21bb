/** What every clock must do, whether its time passes by itself or is moved. */
import { describe, expect, it } from 'vitest';
import type { Clock } from '../../../src/engine/ports/clock.js';

/** @param pass lets at least that much of the clock's time pass. Milliseconds */
export function clockContract<Kind extends Clock>(
  name: string,
  create: () => Kind,
  pass: (clock: Kind, ms: number) => Promise<void>,
): void {
  describe(`${name} as a clock`, () => {
    it('never goes back, and its date goes with its time', async () => {
      const clock = create();
      const [before, dateBefore] = [clock.nowMs(), clock.wallTime()];
      expect(dateBefore).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
      await pass(clock, 40);
      const passed = clock.nowMs() - before;
      expect(passed).toBeGreaterThanOrEqual(40);
      const byDate = Date.parse(clock.wallTime()) - Date.parse(dateBefore);
      expect(Math.abs(byDate - passed)).toBeLessThan(25);
    });

    it('runs each timer once, not before its time, in the order in which they are due', async () => {
      const clock = create();
      const began = clock.nowMs();
      const ran: { readonly name: string; readonly atMs: number }[] = [];
      const timer = (of: string, ms: number) =>
        clock.setTimer(ms, () => ran.push({ name: of, atMs: clock.nowMs() - began }));
      timer('late', 60);
      timer('first of two', 20);
      timer('second of two', 20);
      timer('at once', 0);
      timer('overdue', -5);
      // Never while it is being set.
      expect(ran).toEqual([]);
      await pass(clock, 90);
      await pass(clock, 90);
      expect(ran.map((each) => each.name).slice(-3)).toEqual(['first of two', 'second of two', 'late']);
      expect(ran).toHaveLength(5);
      // Timers of the system count in whole milliseconds.
      expect(ran.at(-1)!.atMs).toBeGreaterThan(58);
    });

    it('takes a timer back, also twice, too late, and from another timer', async () => {
      const clock = create();
      const ran: string[] = [];
      const cancel = clock.setTimer(30, () => ran.push('taken back'));
      const other = clock.setTimer(30, () => ran.push('taken back by a timer'));
      const late = clock.setTimer(5, () => {
        ran.push('ran');
        other();
      });
      cancel();
      cancel();
      await pass(clock, 60);
      late();
      expect(ran).toEqual(['ran']);
    });

    it('runs timers that timers set, and none that is never due', async () => {
      const clock = create();
      const ran: string[] = [];
      const cancels = [Number.POSITIVE_INFINITY, 2 ** 31, 2 ** 40].map((ms) =>
        clock.setTimer(ms, () => ran.push(`after ${String(ms)}`)),
      );
      clock.setTimer(5, () => clock.setTimer(5, () => ran.push('second')));
      await pass(clock, 30);
      await pass(clock, 30);
      expect(ran).toEqual(['second']);
      for (const cancel of cancels) cancel();
    });

    it('gives held work back as it is, also where it fails', async () => {
      const clock = create();
      const work = Promise.resolve('done');
      expect(clock.hold(work)).toBe(work);
      const failing = clock.hold(Promise.reject(new Error('broken')));
      await expect(failing).rejects.toThrow('broken');
      // Time goes on after it.
      await pass(clock, 5);
      await clock.settle();
    });
  });
}
