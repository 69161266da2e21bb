/** Which fixtures a run replays: those below the paths, less what filter, memory and shard leave out. */
import { safeText } from '../../../engine/text/safe-text.js';
import { parseShard, type ReplayOptions } from '../replay-options.js';
import { failedBefore } from './failed-before.js';
import { findFixtures, nothingMatched, type FoundFixture } from './find-fixtures.js';
import { globMatcher } from './glob.js';

export type Selection = Pick<ReplayOptions, 'paths' | 'filter' | 'shard' | 'onlyFailed'>;

/**
 * @param tell is told why a part of the fixtures has none
 * Rejects with AppError `replay.nothingMatched` (exit code 4), `replay.shard` or `replay.notFound` (2).
 */
export async function selectFixtures(
  selection: Selection,
  tell: (note: string) => void = () => undefined,
): Promise<readonly FoundFixture[]> {
  const shard = selection.shard === undefined ? null : parseShard(selection.shard);
  const found = await findFixtures(selection.paths);
  const matching = matchingFixtures(found, selection.filter);
  // Every n-th one: neighbours are alike, so the parts take equally long. Before the memory is asked, which other parts change.
  const part = shard === null ? matching : matching.filter((_, index) => index % shard.count === shard.index - 1);
  const name = `Part ${safeText(selection.shard ?? '')}`;
  if (part.length === 0) {
    // A build has as many parts as somebody once wrote down, and the fixtures may be fewer.
    const only = matching.length === 1 ? 'is only one fixture' : `are only ${String(matching.length)} fixtures`;
    tell(`${name} is empty: there ${only}.`);
    return [];
  }
  const failed = selection.onlyFailed === true ? await failedBefore() : null;
  const own = failed === null ? part : part.filter(({ folder }) => failed.has(folder));
  if (own.length === 0 && shard === null)
    throw nothingMatched('No fixture here failed when it last ran on this machine', 'Leave out --only-failed.');
  if (own.length === 0) tell(`${name} is empty: none of its fixtures failed when it last ran on this machine.`);
  return own;
}

function matchingFixtures(found: readonly FoundFixture[], filters: readonly string[] = []): readonly FoundFixture[] {
  if (filters.length === 0) return found;
  const matchers = filters.map(globMatcher);
  const matching = found.filter(({ id }) => matchers.some((matches) => matches(id)));
  // Each of them was meant to choose something.
  const idle = filters.find((_, index) => !found.some(({ id }) => matchers[index]?.(id) === true));
  if (idle === undefined) return matching;
  throw nothingMatched(
    `None of ${String(found.length)} fixtures matches "${safeText(idle)}"`,
    `A filter is held against whole ids, such as "${safeText(found[0]?.id ?? '')}"; "*" stands for any letters, "**" also for folders.`,
  );
}
