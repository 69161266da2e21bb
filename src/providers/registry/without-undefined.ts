type Defined<Options> = { [Name in keyof Options]: Exclude<Options[Name], undefined> };

/** Drops properties that are undefined: a profile's schema allows them, providers expect them to be left out. */
export function withoutUndefined<Options extends object>(options: Options): Partial<Defined<Options>> {
  return Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined)) as Partial<
    Defined<Options>
  >;
}
