/**
 * How long this candidate pauses within answers. Lengths of pauses are log-normal (Campione and Veronis 2002), so what is kept is the
 * mean of their logarithms; it begins with what is usual, which counts as much as a few pauses of the candidate's own.
 */

/** Shorter silences belong to words: stop consonants and the breath between phrases. The usual limit of research on fluency. */
const SHORTEST_PAUSE_MS = 250;

export interface UsualPauses {
  /** Geometric mean, milliseconds. */
  readonly meanMs: number;
  /** As many pauses of the candidate weigh as much. */
  readonly weight: number;
  /** Standard deviation of the natural logarithm. */
  readonly spread: number;
}

export class SpeakerPauses {
  #count = 0;
  #logSum = 0;

  /** A silence after which the candidate went on with the same answer. */
  add(lengthMs: number): void {
    if (lengthMs < SHORTEST_PAUSE_MS) return;
    this.#count += 1;
    this.#logSum += Math.log(lengthMs);
  }

  /** The length that this candidate's pauses exceed as rarely as a normal variable exceeds `deviations`. Milliseconds. */
  quantileMs(deviations: number, { meanMs, weight, spread }: UsualPauses): number {
    const mean = (Math.log(meanMs) * weight + this.#logSum) / (weight + this.#count);
    return Math.exp(mean + deviations * spread);
  }
}
