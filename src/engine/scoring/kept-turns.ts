/** Answers that are read from the log again and again, the same object for as long as nothing in them changes: measures are kept by it. */
import type { ScoredTurn } from './types.js';

export class KeptTurns {
  readonly #turns = new Map<string, ScoredTurn>();

  /** @returns the answers, each as it was given back before where it is the same */
  same(turns: readonly ScoredTurn[]): readonly ScoredTurn[] {
    return turns.map((turn) => {
      const before = this.#turns.get(turn.turnId);
      if (before !== undefined && isSame(before, turn)) return before;
      this.#turns.set(turn.turnId, turn);
      return turn;
    });
  }
}

function isSame(before: ScoredTurn, now: ScoredTurn): boolean {
  return (Object.keys(now) as (keyof ScoredTurn)[]).every((key) => before[key] === now[key]);
}
