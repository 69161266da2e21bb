/** What a recogniser makes of `words`: so many in a hundred exchanged, dropped or added; the same seed errs the same way. */
export function recogniserNoise(
  vocabulary: readonly string[],
): Promise<(words: readonly string[], percent: number, seed: number) => readonly string[]>;
