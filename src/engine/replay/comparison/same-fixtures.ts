/**
 * Which fixtures of several runs are the same. An id is the path below the folder that was given to `replay`, so one
 * fixture is `home-town` in a run over `talks/part-1`, and `part-1/home-town` in one over `talks`.
 */
import type { ComparedFixture, ComparedRun } from './run-report.js';

/** Of one run: its fixtures by the id that they have in the comparison. */
export type FixturesById = ReadonlyMap<string, ComparedFixture>;

interface Group {
  /** The longest that it has in any run: it tells most. */
  id: string;
  readonly ids: Set<string>;
  readonly titles: Set<string>;
  /** By the place of the run. */
  readonly members: Map<number, ComparedFixture>;
}

/** One map per run, in their order. Where two fixtures may be the same as a third one, none is taken for it. */
export function sameFixtures(runs: readonly ComparedRun[]): readonly FixturesById[] {
  const groups = new Map<string, Group>();
  for (const [place, { fixtures }] of runs.entries()) {
    const others = fixtures.filter((fixture) => {
      const group = groups.get(fixture.id);
      if (group !== undefined) add(group, place, fixture);
      return group === undefined;
    });
    const free = byName([...groups.values()].filter(({ members }) => !members.has(place)));
    const found = others.map((fixture) => onlyOne(fixture, free));
    const claims = new Map<Group | null, number>();
    for (const group of found) claims.set(group, (claims.get(group) ?? 0) + 1);
    for (const [index, fixture] of others.entries()) {
      const group = found[index] ?? null;
      const own = group !== null && claims.get(group) === 1 ? group : newGroup();
      add(own, place, fixture);
      groups.set(fixture.id, own);
    }
  }
  const all = [...new Set(groups.values())];
  return runs.map(
    (_, place) =>
      new Map(
        all.flatMap(({ id, members }) => {
          const fixture = members.get(place);
          return fixture === undefined ? [] : [[id, fixture] as const];
        }),
      ),
  );
}

function newGroup(): Group {
  return { id: '', ids: new Set(), titles: new Set(), members: new Map() };
}

function add(group: Group, place: number, fixture: ComparedFixture): void {
  group.members.set(place, fixture);
  group.ids.add(fixture.id);
  if (fixture.title !== undefined) group.titles.add(fixture.title);
  if (fixture.id.length > group.id.length) group.id = fixture.id;
}

/** By the name of the fixture's own folder, which is the end of its every id. */
function byName(groups: readonly Group[]): ReadonlyMap<string, readonly Group[]> {
  const named = new Map<string, Group[]>();
  for (const group of new Set(groups)) {
    const same = named.get(nameOf(group.id));
    if (same === undefined) named.set(nameOf(group.id), [group]);
    else same.push(group);
  }
  return named;
}

function nameOf(id: string): string {
  return id.slice(id.lastIndexOf('/') + 1);
}

/** The one group that the fixture may belong to: one id is the end of the other, and the titles are alike, where told. */
function onlyOne({ id, title }: ComparedFixture, groups: ReadonlyMap<string, readonly Group[]>): Group | null {
  const [first = null, second] = (groups.get(nameOf(id)) ?? []).filter(
    ({ ids, titles }) =>
      (title === undefined || titles.size === 0 || titles.has(title)) &&
      [...ids].some((other) => id.endsWith(`/${other}`) || other.endsWith(`/${id}`)),
  );
  return second === undefined ? first : null;
}
