/** Values of measures, all at once or each when it is first asked for. */
import type { MeasureName, MeasureValues } from './catalogue.js';

/** How each measure is worked out of what was gathered; made once, since a running test is measured after every answer. */
export type WaysToMeasure<Gathered> = Readonly<Record<MeasureName, (gathered: Gathered) => number | null>>;

export function workedOut<Gathered>(ways: WaysToMeasure<Gathered>, gathered: Gathered): MeasureValues {
  const values: Partial<Record<MeasureName, number | null>> = {};
  for (const name of namesIn(ways)) values[name] = ways[name](gathered);
  return values as MeasureValues;
}

/** @returns makes what {@link workedOut} gives to whoever reads a value, but nothing is worked out that nobody reads */
export function onDemand<Gathered>(ways: WaysToMeasure<Gathered>): (gathered: Gathered) => MeasureValues {
  class Values {
    readonly known: Partial<Record<MeasureName, number | null>> = {};
    readonly gathered: Gathered;

    constructor(gathered: Gathered) {
      this.gathered = gathered;
    }
  }
  for (const name of namesIn(ways)) {
    const get = function (this: Values): number | null {
      let value = this.known[name];
      if (value === undefined) this.known[name] = value = ways[name](this.gathered);
      return value;
    };
    Object.defineProperty(Values.prototype, name, { get });
  }
  return (gathered) => new Values(gathered) as unknown as MeasureValues;
}

function namesIn<Gathered>(ways: WaysToMeasure<Gathered>): readonly MeasureName[] {
  return Object.keys(ways) as MeasureName[];
}
