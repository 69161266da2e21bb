/** Compares the errors of predictions between groups of people, to find groups that are rated too kindly or harshly. */
import { agreementOf, preparePairs } from './agreement.js';
import type { Interval95 } from '../statistics/interval95.js';

export interface GroupAgreement {
  /** Such as "gender". */
  readonly by: string;
  readonly group: string;
  readonly n: number;
  readonly pearson: number | null;
  readonly mae: number;
  /** Mean of prediction minus human score, less that of everybody else with this column. */
  readonly difference: number | null;
  /** 95 %, from the standard errors of the two means. */
  readonly interval: Interval95 | null;
}

interface Grouped {
  readonly groups: Readonly<Record<string, string>>;
  readonly predicted: number;
  readonly human: number;
}

/** A column with more different values holds names, not groups. */
const MOST_GROUPS = 12;

export function groupAgreements(pairs: readonly Grouped[]): readonly GroupAgreement[] {
  const columns = [...new Set(pairs.flatMap(({ groups }) => Object.keys(groups)))].sort();
  return columns.flatMap((by) => {
    const withColumn = pairs.filter(({ groups }) => groups[by] !== undefined);
    const names = [...new Set(withColumn.map(({ groups }) => groups[by] ?? ''))].sort();
    if (names.length < 2 || names.length > MOST_GROUPS) return [];
    return names.map((group) => {
      const own = withColumn.filter(({ groups }) => groups[by] === group);
      const others = withColumn.filter(({ groups }) => groups[by] !== group);
      return { by, group, ...agreement(own, others) };
    });
  });
}

function agreement(own: readonly Grouped[], others: readonly Grouped[]): Omit<GroupAgreement, 'by' | 'group'> {
  const { pearson, mae } = agreementOf(preparePairs(own, 1));
  const [mine, theirs] = [errorsOf(own), errorsOf(others)];
  const difference = mine.mean - theirs.mean;
  const half = 1.96 * Math.sqrt(mine.squaredError + theirs.squaredError);
  const known = own.length > 1 && others.length > 1;
  return {
    n: own.length,
    pearson: own.length < 3 ? null : pearson,
    mae,
    difference: others.length > 0 ? difference : null,
    interval: known ? [difference - half, difference + half] : null,
  };
}

function errorsOf(pairs: readonly Grouped[]): { readonly mean: number; readonly squaredError: number } {
  const errors = pairs.map(({ predicted, human }) => predicted - human);
  const mean = errors.reduce((total, error) => total + error, 0) / errors.length;
  const variance = errors.reduce((total, error) => total + (error - mean) ** 2, 0) / Math.max(1, errors.length - 1);
  return { mean, squaredError: variance / errors.length };
}
