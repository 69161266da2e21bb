type Given<Options> = { [Name in keyof Options]: Exclude<Options[Name], undefined> };

/** Without what is undefined: a profile's schema says that it may be, providers want it left out. */
export function given<Options extends object>(options: Options): Partial<Given<Options>> {
  return Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined)) as Partial<
    Given<Options>
  >;
}
