import { expect, it } from 'vitest';
import { virtualClock } from '../../../src/commands/practice/choose-ends.js';

it('a session at full speed carries the date on which it was run', () => {
  const before = new Date().toISOString();
  const told = virtualClock().wallTime();
  expect(told >= before && told <= new Date().toISOString()).toBe(true);
});
