/** Lines up two sequences so that what changed between them costs least. */

export interface Aligned<Item> {
  /** Null for what is new. */
  readonly before: Item | null;
  /** Null for what is gone. */
  readonly after: Item | null;
}

/** @param change 0 for two that are the same, up to 2 (as dear as one gone and one new) for two with nothing in common */
export function align<Item>(
  before: readonly Item[],
  after: readonly Item[],
  change: (before: Item, after: Item) => number,
): readonly Aligned<Item>[] {
  const width = after.length + 1;
  const costs = new Float64Array((before.length + 1) * width);
  const cost = (row: number, column: number): number => costs[row * width + column] as number;
  for (let row = 0; row <= before.length; row++) {
    for (let column = 0; column <= after.length; column++) {
      if (row === 0 || column === 0) costs[row * width + column] = row + column;
      else {
        costs[row * width + column] = Math.min(
          cost(row - 1, column - 1) + change(before[row - 1] as Item, after[column - 1] as Item),
          cost(row - 1, column) + 1,
          cost(row, column - 1) + 1,
        );
      }
    }
  }
  const aligned: Aligned<Item>[] = [];
  for (let row = before.length, column = after.length; row > 0 || column > 0;) {
    const [old, now] = [before[row - 1], after[column - 1]];
    if (old !== undefined && now !== undefined && row > 0 && column > 0) {
      if (cost(row - 1, column - 1) + change(old, now) <= cost(row, column)) {
        aligned.push({ before: old, after: now });
        row--;
        column--;
        continue;
      }
    }
    if (row > 0 && cost(row - 1, column) + 1 <= cost(row, column)) {
      aligned.push({ before: before[--row] as Item, after: null });
    } else aligned.push({ before: null, after: after[--column] as Item });
  }
  return aligned.reverse();
}
