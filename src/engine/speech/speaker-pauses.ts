/**
 * How long this candidate pauses within answers. What is kept is the mean of the logarithms; it begins with what is usual, which counts as
 * much as a few pauses of the candidate's own.
 */

/** Shorter silences belong to words: stop consonants and the breath between phrases. The usual limit of research on fluency. */
const SHORTEST_PAUSE_MS = 250;
/** Of pauses inside clauses, which are what an answer must not be cut into at; so many of the candidate's own weigh as much. */
const USUAL = { medianMs: 700, weight: 4 };
const SPREAD = 0.7;

export interface PauseLengths {
  readonly medianMs: number;
  /** Standard deviation of the natural logarithm. */
  readonly spread: number;
}

export class SpeakerPauses {
  #count = 0;
  #logSum = 0;
  #lengths: PauseLengths = { medianMs: USUAL.medianMs, spread: SPREAD };

  /** A silence after which the candidate went on with the same answer. */
  add(lengthMs: number): void {
    if (lengthMs < SHORTEST_PAUSE_MS) return;
    this.#count += 1;
    this.#logSum += Math.log(lengthMs);
    const mean = (Math.log(USUAL.medianMs) * USUAL.weight + this.#logSum) / (USUAL.weight + this.#count);
    this.#lengths = { medianMs: Math.exp(mean), spread: SPREAD };
  }

  /** The same object until a pause is added. */
  get lengths(): PauseLengths {
    return this.#lengths;
  }
}

/**
 * Lengths of pauses are about log-normal (Campione and Veronis 2002). A logistic in its place has more of the long ones, which people make and
 * the corpus leaves out.
 */
export function shareLonger(lengthMs: number, { medianMs, spread }: PauseLengths): number {
  return 1 / (1 + (lengthMs / medianMs) ** (LOGISTIC / spread));
}

/** A logistic of this steepness is nearest to the normal distribution. */
const LOGISTIC = 1.702;
