/** Finds what somebody probably meant by a mistyped id. */

/** The id with the fewest changed letters; null when there are none. Of equals, the first. */
export function nearestId(ids: Iterable<string>, wanted: string): string | null {
  let best: { readonly id: string; readonly distance: number } | null = null;
  for (const id of ids) {
    const distance = editDistance(id, wanted);
    if (best === null || distance < best.distance) best = { id, distance };
  }
  return best?.id ?? null;
}

/** Levenshtein distance. */
function editDistance(from: string, to: string): number {
  let row = Array.from({ length: to.length + 1 }, (_, column) => column);
  for (let line = 1; line <= from.length; line += 1) {
    const next = [line];
    for (let column = 1; column <= to.length; column += 1) {
      const substitution = (row[column - 1] as number) + (from[line - 1] === to[column - 1] ? 0 : 1);
      next.push(Math.min(substitution, (row[column] as number) + 1, (next[column - 1] as number) + 1));
    }
    row = next;
  }
  return row[to.length] as number;
}
