/**
 * Compares runs over the fixtures that all of them have. The intervals are percentile bootstraps over fixtures (Efron 1979):
 * turns of one conversation go together. Differences are paired: each resample draws the same fixtures for every run.
 */
import { expandedTail, interval95, type Interval95 } from '../../statistics/interval95.js';
import { seededRandom } from '../../statistics/seeded-random.js';
import { FIGURES, type Figure, type FigureName } from './figures.js';
import { drawOf, type Draw } from './pooled.js';
import type { ComparedFixture, ComparedRun } from './run-report.js';
import { sameFixtures } from './same-fixtures.js';

/** With fewer fixtures chance alone looks like a difference too often: even if all of them agree, five say little. */
export const FEWEST_FIXTURES = 6;
const RESAMPLES = 1000;
const SEED = 60_217;

export interface RunFigure {
  readonly value: number | null;
  /** 95 %; null where the figure is null, in too few fixtures, and of what happened never or always. */
  readonly interval: Interval95 | null;
  /** Against the first run; null for the first run itself. */
  readonly difference: { readonly value: number; readonly interval: Interval95 | null } | null;
  /** Against the first run: `same` where the interval of the difference has zero in it, or nobody can tell. */
  readonly verdict: 'better' | 'worse' | 'different' | 'same' | null;
}

export interface RunComparison {
  readonly name: string;
  readonly figures: Readonly<Record<FigureName, RunFigure>>;
}

export interface Comparison {
  /** Fixtures that every run has, by id. */
  readonly fixtures: readonly string[];
  /** Left out, since some run does not have them. */
  readonly leftOut: readonly string[];
  /** Of these, counted as not passed and nothing else: some run could not replay them to their end. */
  readonly unmeasured: readonly string[];
  /** In the order given; the first is what the others are compared with. */
  readonly runs: readonly RunComparison[];
  /** Names of the runs with the best value; none where all are alike or neither is better. */
  readonly best: Readonly<Record<FigureName, readonly string[]>>;
}

/** @returns null when the runs have no fixture in common. The order of fixtures within a run does not matter. */
export function compareRuns(runs: readonly ComparedRun[]): Comparison | null {
  const byId = sameFixtures(runs);
  const all = [...new Set(byId.flatMap((run) => [...run.keys()]))].toSorted();
  const common = all.filter((id) => byId.every((run) => run.has(id)));
  if (common.length === 0) return null;
  // A fixture that only one run has figures of would tell the fixtures apart, and not the runs.
  const measured = common.filter((id) => byId.every((run) => isMeasured(run.get(id))));
  const drawn = new Map<number, readonly Draw[]>();
  const samplesOf = (count: number): readonly Draw[] => {
    const samples = drawn.get(count) ?? resamples(count);
    drawn.set(count, samples);
    return samples;
  };
  const [isCommon, isMeasuredId] = [new Set(common), new Set(measured)];
  const figures = FIGURES.map((figure) => {
    const ids = figure.ofAll === true ? common : comparable(figure, measured, byId);
    const columns = byId.map((run) => ids.flatMap((id) => run.get(id) ?? []));
    return [figure, figuresOf(figure, columns, samplesOf(ids.length))] as const;
  });
  return {
    fixtures: common,
    leftOut: all.filter((id) => !isCommon.has(id)),
    unmeasured: common.filter((id) => !isMeasuredId.has(id)),
    runs: runs.map(({ name }, index) => ({
      name,
      figures: record(figures.map(([{ name: figure }, values]) => [figure, values[index] as RunFigure])),
    })),
    best: record(figures.map(([figure, values]) => [figure.name, bestOf(figure, values, runs)])),
  };
}

/** What one run alone tells of is compared with nothing, and shown. */
function comparable(
  figure: Figure,
  measured: readonly string[],
  runs: readonly ReadonlyMap<string, ComparedFixture>[],
): readonly string[] {
  const told = runs.map((run) => new Set(measured.filter((id) => tells(figure, run.get(id)))));
  const telling = told.filter((ids) => ids.size > 0);
  return telling.length <= 1 ? measured : measured.filter((id) => telling.every((ids) => ids.has(id)));
}

function tells({ has }: Figure, fixture: ComparedFixture | undefined): boolean {
  return fixture !== undefined && (has === undefined || has(fixture));
}

function isMeasured(fixture: ComparedFixture | undefined): boolean {
  return fixture !== undefined && fixture.metrics !== null && ['passed', 'failed'].includes(fixture.status);
}

function record<Value>(entries: readonly (readonly [FigureName, Value])[]): Readonly<Record<FigureName, Value>> {
  return Object.fromEntries(entries) as Record<FigureName, Value>;
}

/** As many draws as there are fixtures, of these fixtures, again and again. */
function resamples(fixtures: number): readonly Draw[] {
  const random = seededRandom(SEED);
  const next = (): number => random.below(fixtures);
  return Array.from({ length: RESAMPLES }, () => drawOf(Uint32Array.from({ length: fixtures }, next)));
}

function figuresOf(
  figure: Figure,
  columns: readonly (readonly ComparedFixture[])[],
  samples: readonly Draw[],
): readonly RunFigure[] {
  const pooled = columns.map((column) => figure.pool(column));
  const once = drawOf(Uint32Array.from({ length: columns[0]?.length ?? 0 }, (_, place) => place));
  const drawn = pooled.map((of) => samples.map(of));
  const [firstDrawn = []] = drawn;
  const first = pooled[0]?.(once) ?? null;
  return columns.map((column, index) => {
    const value = pooled[index]?.(once) ?? null;
    const values = drawn[index] ?? [];
    const isAllOrNothing = value === null || happensNeverOrAlways(value, values);
    const interval = isAllOrNothing ? null : intervalOf(values, column.length);
    if (index === 0) return { value, interval, difference: null, verdict: null };
    if (value === null || first === null) return { value, interval, difference: null, verdict: 'same' };
    const differences = values.map((each, sample) => minus(each, firstDrawn[sample] ?? null));
    // The same in every resample of both runs: that says as little of their difference as of either.
    const isUntold = isAllOrNothing && value === first && happensNeverOrAlways(first, firstDrawn);
    const difference = { value: value - first, interval: isUntold ? null : intervalOf(differences, column.length) };
    return { value, interval, difference, verdict: verdictOf(figure, difference.interval) };
  });
}

function intervalOf(values: readonly (number | null)[], fixtures: number): Interval95 | null {
  return fixtures < FEWEST_FIXTURES ? null : interval95(values, expandedTail(fixtures));
}

/** What happened never, or always, does so in every resample, and still may happen otherwise elsewhere. */
function happensNeverOrAlways(value: number, values: readonly (number | null)[]): boolean {
  return (value === 0 || value === 1) && values.every((each) => each === value);
}

function minus(value: number | null, other: number | null): number | null {
  return value === null || other === null ? null : value - other;
}

function verdictOf({ better }: Figure, interval: Interval95 | null): RunFigure['verdict'] {
  if (interval === null || (interval[0] <= 0 && interval[1] >= 0)) return 'same';
  if (better === null) return 'different';
  return interval[1] < 0 === (better === 'lower') ? 'better' : 'worse';
}

function bestOf({ better }: Figure, values: readonly RunFigure[], runs: readonly ComparedRun[]): readonly string[] {
  const known = values.flatMap(({ value }) => value ?? []);
  if (better === null || known.length < 2) return [];
  const best = better === 'lower' ? Math.min(...known) : Math.max(...known);
  const names = runs.flatMap(({ name }, index) => (values[index]?.value === best ? [name] : []));
  return names.length === known.length ? [] : names;
}
