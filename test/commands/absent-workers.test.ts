import { expect, it } from 'vitest';
import { AbsentWorkers } from '../../src/commands/replay/queue/absent-workers.js';

function watch(waitMs: number | null): { told: string[]; absent: AbsentWorkers } {
  const told: string[] = [];
  const tell = (text: string): void => void told.push(text);
  return { told, absent: new AbsentWorkers({ program: '1.0', address: 'redis://localhost', waitMs, tell }, 0) };
}

it('a missing worker is told after five seconds, and every minute', () => {
  const { told, absent } = watch(null);
  const gaveUp = Array.from({ length: 130 }, (_, second) => absent.counted(0, second * 1000)).includes(true);
  expect([gaveUp, told.length]).toEqual([false, 3]);
  expect(told[0]).toMatch(/^No worker of ielts-examiner 1\.0 is here yet\. It is .*--wait 5min.* Start one: /);
});

it('what no worker takes is given up after the time that is waited, counted from the last one that was there', () => {
  const { told, absent } = watch(60_000);
  expect(absent.counted(0, 59_000)).toBe(false);
  expect(absent.counted(1, 59_500)).toBe(false);
  expect(absent.counted(0, 119_000)).toBe(false);
  expect(absent.counted(0, 119_500)).toBe(true);
  expect(told.at(-1)).toContain('is left. After 1 min without one the rest is told as not replayed.');
  expect(absent.reason).toBe('no worker of ielts-examiner 1.0 was left within 1 min (--wait)');
});
