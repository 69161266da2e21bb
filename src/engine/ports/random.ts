/** Seeded randomness: the same seed gives the same choices on every machine. */
export interface Random {
  /** A uniformly distributed whole number from 0 to `below - 1`. */
  below(below: number): number;
}
