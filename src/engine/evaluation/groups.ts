/** Compares the errors of predictions between groups of people, to find groups that are rated too kindly or harshly. */
import { agreementOf, preparePairs } from './agreement.js';
import { resampledWeights } from './bootstrap.js';
import { expandedTail, interval95, type Interval95 } from '../statistics/interval95.js';

export interface GroupAgreement {
  /** Such as "gender". */
  readonly by: string;
  readonly group: string;
  readonly n: number;
  readonly pearson: number | null;
  readonly mae: number;
  /** Mean of prediction minus human score, less that of everybody else with this column. */
  readonly difference: number;
  /** 95 %, speakers drawn with all their lines; null where either side has fewer than {@link FEWEST_SPEAKERS}. */
  readonly interval: Interval95 | null;
}

interface Grouped {
  readonly id: string;
  readonly speaker: string | null;
  readonly groups: Readonly<Record<string, string>>;
  readonly predicted: number;
  readonly human: number;
}

/** A column with more different values is cut to its largest groups. */
const MOST_GROUPS = 12;
/** A difference between a handful of people says nothing of their groups. */
const FEWEST_SPEAKERS = 5;

export function groupAgreements(pairs: readonly Grouped[]): readonly GroupAgreement[] {
  const columns = [...new Set(pairs.flatMap(({ groups }) => Object.keys(groups)))].sort();
  return columns.flatMap((by) => {
    const withColumn = pairs.filter(({ groups }) => groups[by] !== undefined);
    const values = withColumn.map(({ groups }) => groups[by] ?? '');
    const { names, rest } = groupNames(values);
    const found = [...new Set(names)].sort((one, other) =>
      (one === rest) === (other === rest) ? (one < other ? -1 : 1) : Number(one === rest) - Number(other === rest),
    );
    if (found.length < 2) return [];
    const intervals = differenceIntervals(withColumn, names, found);
    return found.map((group, index) => {
      const own = withColumn.filter((_, at) => names[at] === group);
      const others = withColumn.filter((_, at) => names[at] !== group);
      const { pearson, mae } = agreementOf(preparePairs(own, 1));
      return {
        by,
        group,
        n: own.length,
        pearson: own.length < 3 ? null : pearson,
        mae,
        difference: meanError(own) - meanError(others),
        interval: intervals[index] ?? null,
      };
    });
  });
}

/** The group of each value: its own, or one for all beyond the largest, with what that is called. */
function groupNames(values: readonly string[]): { readonly names: readonly string[]; readonly rest: string | null } {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  if (counts.size <= MOST_GROUPS) return { names: values, rest: null };
  const largest = [...counts]
    .filter(([, count]) => count > 1)
    .sort(([one, first], [other, second]) => second - first || (one < other ? -1 : 1));
  const kept = new Set(largest.slice(0, MOST_GROUPS - 1).map(([value]) => value));
  const rest = `${String(counts.size - kept.size)} others`;
  return { names: values.map((value) => (kept.has(value) ? value : rest)), rest };
}

/** For each group; all from the same resamples. */
function differenceIntervals(
  pairs: readonly Grouped[],
  names: readonly string[],
  groups: readonly string[],
): readonly (Interval95 | null)[] {
  const speakers = (is: (name: string) => boolean): number =>
    new Set(pairs.flatMap(({ speaker, id }, at) => (is(names[at] ?? '') ? [speaker ?? `#${id}`] : []))).size;
  const fewest = groups.map((group) =>
    Math.min(
      speakers((name) => name === group),
      speakers((name) => name !== group),
    ),
  );
  if (Math.max(...fewest) < FEWEST_SPEAKERS) return [];
  const place = names.map((name) => groups.indexOf(name));
  const errors = pairs.map(({ predicted, human }) => predicted - human);
  const drawn: (number | null)[][] = groups.map(() => []);
  for (const weights of resampledWeights(pairs.map(({ speaker }) => speaker))) {
    const sums = groups.map(() => 0);
    const counts = groups.map(() => 0);
    for (const [at, group] of place.entries()) {
      const weight = weights[at] ?? 0;
      sums[group] = (sums[group] ?? 0) + weight * (errors[at] ?? 0);
      counts[group] = (counts[group] ?? 0) + weight;
    }
    const [sum, count] = [total(sums), total(counts)];
    for (const [group, own] of sums.entries()) {
      const [mine, theirs] = [counts[group] ?? 0, count - (counts[group] ?? 0)];
      drawn[group]?.push(mine === 0 || theirs === 0 ? null : own / mine - (sum - own) / theirs);
    }
  }
  return drawn.map((differences, group) => {
    const cases = fewest[group] ?? 0;
    return cases < FEWEST_SPEAKERS ? null : interval95(differences, expandedTail(cases));
  });
}

function meanError(pairs: readonly Grouped[]): number {
  return total(pairs.map(({ predicted, human }) => predicted - human)) / pairs.length;
}

function total(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0);
}
