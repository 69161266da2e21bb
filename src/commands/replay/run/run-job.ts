/** Does what a job asks for: one replay, several that must be alike, or only a look. Never rejects. */
import { canonicalLog } from '../../../engine/replay/canonical-json.js';
import { firstVariation } from '../../../engine/replay/first-variation.js';
import type { FixtureResult } from '../../../engine/replay/result.js';
import { checkFixture } from '../fixture/check-fixture.js';
import type { ReplayEnvironment, ReplayJob } from './job.js';
import { isWhole, variationIn } from './repeat-shares.js';

export async function runJob(job: ReplayJob, environment: ReplayEnvironment): Promise<FixtureResult> {
  if (job.dryRun) return await checkFixture(job, environment);
  // Half a second of loading that a look does without.
  const { runOne } = await import('./run-one.js');
  const first = await runOne(job, environment);
  return job.repeat > 1 && isWhole(first) ? await repeated(first, job, () => runOne(job, environment)) : first;
}

/** The first result, failed when any other run differs from it. */
async function repeated(
  first: FixtureResult,
  job: ReplayJob,
  runAgain: () => Promise<FixtureResult>,
): Promise<FixtureResult> {
  const log = canonicalLog(first.events);
  const { before, of } = job.share ?? { before: 0, of: job.repeat };
  for (let run = 2; run <= job.repeat; run++) {
    const again = await runAgain();
    if (!isWhole(again)) return again;
    const variation = firstVariation(log, canonicalLog(again.events));
    if (variation === null) continue;
    return variationIn(first, { run: before + run, of }, variation);
  }
  return first;
}
