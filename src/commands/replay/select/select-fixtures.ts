/** Which fixtures a run replays: those below the paths, less what filter, memory and shard leave out. */
import { safeText } from '../../../engine/text/safe-text.js';
import { parseShard, type ReplayOptions } from '../replay-options.js';
import { failedBefore } from './failed-before.js';
import { findFixtures, nothingMatched, type FoundFixture } from './find-fixtures.js';
import { globMatcher } from './glob.js';

export type Selection = Pick<ReplayOptions, 'paths' | 'filter' | 'shard' | 'onlyFailed'>;

/** Rejects with AppError `replay.nothingMatched` (exit code 4), `replay.shard` or `replay.notFound` (2). */
export async function selectFixtures(selection: Selection): Promise<readonly FoundFixture[]> {
  const shard = selection.shard === undefined ? null : parseShard(selection.shard);
  const found = await findFixtures(selection.paths);
  const matches = selection.filter === undefined ? () => true : globMatcher(selection.filter);
  const matching = found.filter(({ id }) => matches(id));
  if (matching.length === 0) {
    const asked = safeText(selection.filter ?? '');
    throw nothingMatched(
      `None of ${String(found.length)} fixtures matches "${asked}"`,
      `A filter is held against whole ids, such as "${safeText(found[0]?.id ?? '')}"; "*" stands for any letters, "**" also for folders.`,
    );
  }
  // Every n-th one: neighbours are alike, so the parts take equally long. Before the memory is asked, which other parts change.
  const part = shard === null ? matching : matching.filter((_, index) => index % shard.count === shard.index - 1);
  if (part.length === 0) {
    const only = matching.length === 1 ? 'is only one fixture' : `are only ${String(matching.length)} fixtures`;
    throw nothingMatched(`Part ${safeText(selection.shard ?? '')} is empty: there ${only}`, 'Take fewer parts.');
  }
  const failed = selection.onlyFailed === true ? await failedBefore() : null;
  const own = failed === null ? part : part.filter(({ folder }) => failed.has(folder));
  if (own.length === 0) {
    const where = shard === null ? 'here' : `of part ${safeText(selection.shard ?? '')}`;
    throw nothingMatched(`No fixture ${where} failed when it last ran on this machine`, 'Leave out --only-failed.');
  }
  return own;
}
