import { z } from 'zod';

/**
 * A function that zod makes of a large schema checks in a quarter of the time. Making it takes as long as checking some
 * hundreds of values; soon after this many V8 would begin to optimise what is not used any more afterwards.
 */
const WORTH_COMPILING = 100;

/** @returns what gives the schema as it is first, and compiled once it has been asked for often */
export function compiledInTime<Schema extends z.ZodType>(schema: Schema): () => Schema {
  let asked = 0;
  let now = schema;
  return () => {
    if (++asked === WORTH_COMPILING) now = z.compile(schema);
    return now;
  };
}
