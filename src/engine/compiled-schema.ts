import { z } from 'zod';

/** So many values are checked in the time that zod takes to make a function of a large schema, which then takes a quarter of the time. */
const WORTH_COMPILING = 300;

/** @returns what gives the schema as it is first, and compiled once it has been asked for often */
export function compiledInTime<Schema extends z.ZodType>(schema: Schema): () => Schema {
  let asked = 0;
  let now = schema;
  return () => {
    if (++asked === WORTH_COMPILING) now = z.compile(schema);
    return now;
  };
}
