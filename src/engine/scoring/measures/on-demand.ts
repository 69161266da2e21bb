/** Values of measures, all at once or each when it is first asked for. */
import type { MeasureName, MeasureValues } from './catalogue.js';

export type WaysToMeasure = Readonly<Record<MeasureName, () => number | null>>;

export function workedOut(ways: WaysToMeasure): MeasureValues {
  return Object.fromEntries(Object.entries(ways).map(([name, way]) => [name, way()])) as Record<
    MeasureName,
    number | null
  >;
}

/** @returns what {@link workedOut} gives to whoever reads it, but nothing is worked out that nobody reads */
export function onDemand(ways: WaysToMeasure): MeasureValues {
  const values = {};
  for (const [name, way] of Object.entries(ways)) {
    let known: number | null | undefined;
    const get = (): number | null => {
      if (known === undefined) known = way();
      return known;
    };
    Object.defineProperty(values, name, { enumerable: true, get });
  }
  return values as MeasureValues;
}
