/**
 * Figures over many draws of the same fixtures. What a fixture adds is worked out once; a draw then sums, and a percentile
 * walks through waits that are sorted once.
 */
import type { ComparedFixture } from './run-report.js';

/** Fixtures drawn from a list, some of them several times. */
export interface Draw {
  /** Places in the list, in the order drawn. */
  readonly places: Uint32Array;
  /** How often each of the list is drawn. */
  readonly times: Uint32Array;
}

/** A figure over a draw of those fixtures; null where they do not tell. */
export type Pooled = (draw: Draw) => number | null;

export type Pool = (fixtures: readonly ComparedFixture[]) => Pooled;

export function drawOf(places: Uint32Array): Draw {
  const times = new Uint32Array(places.length);
  for (const place of places) times[place] = (times[place] as number) + 1;
  return { places, times };
}

/** What one fixture adds above and below the line; null where it tells nothing. */
type Parts = (fixture: ComparedFixture) => readonly [amount: number, of: number] | null;

/** Sums first, ratio last. */
export function ratio(parts: Parts): Pool {
  return (fixtures) => {
    const [amounts, wholes] = columns(fixtures, parts);
    return ({ places }) => {
      const whole = sum(wholes, places);
      return whole === 0 ? null : sum(amounts, places) / whole;
    };
  };
}

/** @param amount null where a fixture tells nothing */
export function total(amount: (fixture: ComparedFixture) => number | null): Pool {
  return (fixtures) => {
    const [amounts, told] = columns(fixtures, (fixture) => {
      const known = amount(fixture);
      return known === null ? null : [known, 1];
    });
    return ({ places }) => (sum(told, places) === 0 ? null : sum(amounts, places));
  };
}

/** Nearest rank, as in `percentiles`. */
export function percentile(share: number, valuesOf: (fixture: ComparedFixture) => readonly number[]): Pool {
  return (fixtures) => {
    const counts = Uint32Array.from(fixtures, (fixture) => valuesOf(fixture).length);
    const sorted = fixtures
      .flatMap((fixture, place) => valuesOf(fixture).map((value) => ({ value, place })))
      .sort((first, second) => first.value - second.value);
    const values = Float64Array.from(sorted, ({ value }) => value);
    const holders = Uint32Array.from(sorted, ({ place }) => place);
    return ({ places, times }) => {
      const rank = Math.max(1, Math.ceil(share * sum(counts, places)));
      let before = 0;
      for (let index = 0; index < values.length; index++) {
        before += times[holders[index] as number] as number;
        if (before >= rank) return values[index] as number;
      }
      return null;
    };
  };
}

function columns(fixtures: readonly ComparedFixture[], parts: Parts): readonly [Float64Array, Float64Array] {
  const told = fixtures.map((fixture) => parts(fixture) ?? [0, 0]);
  return [Float64Array.from(told, ([amount]) => amount), Float64Array.from(told, ([, of]) => of)];
}

function sum(column: Float64Array | Uint32Array, places: Uint32Array): number {
  let all = 0;
  for (const place of places) all += column[place] as number;
  return all;
}
