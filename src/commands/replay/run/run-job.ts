/** Does what a job asks for: one replay, several that must be alike, or only a look. Never rejects. */
import type { FixtureResult } from '../../../engine/replay/result.js';
import { checkFixture } from '../fixture/check-fixture.js';
import type { ReplayEnvironment, ReplayJob } from './job.js';
import { withEvents } from './kept-events.js';
import { isWhole, variationBetween, variationIn } from './repeat-shares.js';

export async function runJob(job: ReplayJob, environment: ReplayEnvironment): Promise<FixtureResult> {
  if (job.dryRun) return await checkFixture(job, environment);
  // Half a second of loading that a look does without.
  const { runOne } = await import('./run-one.js');
  const first = await runOne(job, environment);
  const result = job.repeat > 1 && isWhole(first) ? await repeated(first, job, () => runOne(job, environment)) : first;
  return withEvents(result, job.events);
}

/** The first result, failed when any other run differs from it. */
async function repeated(
  first: FixtureResult,
  job: ReplayJob,
  runAgain: () => Promise<FixtureResult>,
): Promise<FixtureResult> {
  const { before, of } = job.share ?? { before: 0, of: job.repeat };
  for (let run = 2; run <= job.repeat; run++) {
    const again = await runAgain();
    if (!isWhole(again)) return again;
    const variation = variationBetween(first, again);
    if (variation === null) continue;
    return variationIn(first, { run: before + run, of }, variation);
  }
  return first;
}
