export function placeWords(
  likelihoods: Float32Array,
  phones: readonly string[],
  words: readonly (readonly string[])[],
): readonly (readonly [from: number, to: number])[] | null;
