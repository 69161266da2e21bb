/** Finds the name that a mistyped one probably stands for. */

/** The id with the fewest changed letters; null when there are none. Of equals, the first. */
export function nearestId(ids: Iterable<string>, wanted: string): string | null {
  return closest(ids, wanted)?.name ?? null;
}

/** Fewer letters begin too many names. */
const SHORTEST_BEGINNING = 3;

/**
 * The nearest of `names`, or the only one that begins so; null when none is near enough to be a slip of the keyboard. Capitals do
 * not count.
 */
export function nearest(wrong: string, names: readonly string[]): string | null {
  const beginning = wrong.toLowerCase();
  const begun =
    beginning.length < SHORTEST_BEGINNING ? [] : names.filter((name) => name.toLowerCase().startsWith(beginning));
  if (begun.length === 1) return begun[0] ?? null;
  const best = closest(names, wrong, (name) => name.toLowerCase());
  return best !== null && best.distance <= Math.max(2, Math.ceil(best.name.length / 3)) ? best.name : null;
}

/** The end of a sentence such as "There is no setting X": `; did you mean "Y"?`, or a full stop when no name is near. */
export function didYouMean(wrong: string, names: readonly string[]): string {
  const meant = nearest(wrong, names);
  return meant === null ? '.' : `; did you mean "${meant}"?`;
}

interface Closest {
  readonly name: string;
  readonly distance: number;
}

function closest(
  names: Iterable<string>,
  wanted: string,
  form: (name: string) => string = (name) => name,
): Closest | null {
  let best: Closest | null = null;
  for (const name of names) {
    const distance = editDistance(form(name), form(wanted));
    if (best === null || distance < best.distance) best = { name, distance };
  }
  return best;
}

/** Levenshtein distance. */
export function editDistance(from: string, to: string): number {
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
