/** Does what a job asks for: one replay, several that must be alike, or only a look. Never rejects. */
import { canonicalLog } from '../../../engine/replay/canonical-json.js';
import { firstVariation } from '../../../engine/replay/first-variation.js';
import type { FixtureResult } from '../../../engine/replay/result.js';
import { checkFixture } from '../fixture/check-fixture.js';
import type { ReplayEnvironment, ReplayJob } from './job.js';
import { isWhole, variationIn } from './repeat-shares.js';
import { runOne } from './run-one.js';

export async function runJob(job: ReplayJob, environment: ReplayEnvironment): Promise<FixtureResult> {
  if (job.dryRun) return await checkFixture(job, environment);
  const first = await runOne(job, environment);
  return job.repeat > 1 && isWhole(first) ? await repeated(job, environment, first) : first;
}

/** The first result, failed when any other run differs from it. */
async function repeated(job: ReplayJob, environment: ReplayEnvironment, first: FixtureResult): Promise<FixtureResult> {
  const log = canonicalLog(first.events);
  const { before, of } = job.share ?? { before: 0, of: job.repeat };
  for (let run = 2; run <= job.repeat; run++) {
    const again = await runOne(job, environment);
    if (!isWhole(again)) return again;
    const variation = firstVariation(log, canonicalLog(again.events));
    if (variation === null) continue;
    return variationIn(first, { run: before + run, of }, variation);
  }
  return first;
}
