import { getHeapSpaceStatistics } from 'node:v8';
import { expect, it } from 'vitest';
import { giveBackMemory } from '../../../src/commands/practice/give-back-memory.js';

/** Bytes that the young generation has taken from the system. */
function youngGeneration(): number {
  return getHeapSpaceStatistics().find(({ space_name: name }) => name === 'new_space')?.space_size ?? 0;
}

it('shrinks a young generation that loading has made large', async () => {
  // What survives makes it grow.
  const kept = Array.from({ length: 200_000 }, (_, index) => ({ index, text: `module ${String(index)}` }));
  const large = youngGeneration();
  expect(kept.length).toBe(200_000);
  await giveBackMemory();
  expect(youngGeneration()).toBeLessThanOrEqual(large / 2);
});
