/** Waits for a condition, for as long as a slow machine may take: no test is about how soon something is so. */
import { vi } from 'vitest';

/** Far beyond what anything takes: whoever waits this long waits for what never comes. */
const WITHIN_MS = 120_000;

/** @param look throws until what it expects is so. Unlike `expect.poll`, it is not taken by another test that runs beside */
export async function eventually<T>(look: () => T | Promise<T>, intervalMs = 20): Promise<T> {
  return await vi.waitFor(look, { timeout: WITHIN_MS, interval: intervalMs });
}
