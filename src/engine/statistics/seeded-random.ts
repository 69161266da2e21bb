/** The Random port over a seeded generator: the same seed chooses the same questions on every machine. */
import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import type { Random } from '../ports/random.js';

export function seededRandom(seed: number): Random {
  const generator = xoroshiro128plus(seed | 0);
  return {
    below(below) {
      return below <= 1 ? 0 : uniformInt(generator, 0, below - 1);
    },
  };
}

/** A shuffled copy (Fisher-Yates). */
export function shuffle<Item>(random: Random, items: readonly Item[]): Item[] {
  const shuffled = [...items];
  for (let last = shuffled.length - 1; last > 0; last -= 1) {
    const other = random.below(last + 1);
    const moved = shuffled[last] as Item;
    shuffled[last] = shuffled[other] as Item;
    shuffled[other] = moved;
  }
  return shuffled;
}
