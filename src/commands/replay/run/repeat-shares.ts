/** The repetitions of one fixture spread over threads, and what came of them put together. */
import { canonicalLog } from '../../../engine/replay/canonical-json.js';
import { firstVariation } from '../../../engine/replay/first-variation.js';
import type { FixtureResult } from '../../../engine/replay/result.js';
import type { ReplayJob } from './job.js';
import { withEvents } from './kept-events.js';

/** The job itself, or parts of about the same length for so many threads. */
export function sharesOf(job: ReplayJob, threads: number): readonly ReplayJob[] {
  const parts = Math.min(threads, job.repeat);
  if (parts <= 1) return [job];
  return Array.from({ length: parts }, (_, index): ReplayJob => {
    const before = Math.floor((index * job.repeat) / parts);
    const end = Math.floor(((index + 1) * job.repeat) / parts);
    // Its events are held against those of the other parts.
    return {
      ...job,
      repeat: end - before,
      share: { before, of: job.repeat },
      events: job.events === 'none' ? 'stored' : job.events,
    };
  });
}

/** @param parts results of the shares, in their order. @returns the first, failed when any run differs from it */
export function together(job: ReplayJob, parts: readonly [FixtureResult, ...FixtureResult[]]): FixtureResult {
  const [first] = parts;
  const result = parts.length === 1 ? first : varied(first, parts, job.repeat);
  return withEvents(result, job.events);
}

function varied(first: FixtureResult, parts: readonly FixtureResult[], of: number): FixtureResult {
  for (const [index, part] of parts.entries()) {
    if (!isWhole(part)) return part;
    const run = 1 + Math.floor((index * of) / parts.length);
    const variation = variationBetween(first, part);
    if (variation !== null) return variationIn(first, { run, of }, variation);
    const within = part.failures.filter(({ expectation }) => expectation === 'repeat');
    if (within.length > 0 && part === first) return first;
    if (within.length > 0) return { ...first, status: 'failed', failures: [...first.failures, ...within] };
  }
  return first;
}

/** What differs, for people, or null. The same hash is the same log, which then need not be written out once more. */
export function variationBetween(first: FixtureResult, again: FixtureResult): string | null {
  if (first.eventLogSha256 !== null && again.eventLogSha256 === first.eventLogSha256) return null;
  return firstVariation(canonicalLog(first.events), canonicalLog(again.events));
}

/** A result that failed because another run was not the same. */
export function variationIn(
  first: FixtureResult,
  { run, of }: { readonly run: number; readonly of: number },
  variation: string,
): FixtureResult {
  const message = `run ${String(run)} of ${String(of)} differs from the first: ${variation}`;
  return { ...first, status: 'failed', failures: [...first.failures, { expectation: 'repeat', message }] };
}

export function isWhole({ status }: FixtureResult): boolean {
  return status === 'passed' || status === 'failed';
}
