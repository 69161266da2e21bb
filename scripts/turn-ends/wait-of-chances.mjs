/**
 * How long to wait when the chances are known that an answer is over, that this is a pause between clauses, and that it is one inside a
 * clause: the wait whose cut-ins and waiting cost least. Pauses are those of the literature in ../corpus/speakers.mjs.
 */
import { LEVELS } from '../corpus/speakers.mjs';

const BOUNDARY_MEAN_MS = 540;
const SPREAD = 0.6;
/** Who goes on so shortly after the examiner began is listened to again: not cut in on. */
const OVERLAP_MS = 200;
const [SHORTEST_MS, LONGEST_MS, STEP_MS] = [700, 3900, 20];
/** A pause tells less of a speaker than its likelihood says: the kinds of pauses overlap with those of the day and the question. Judgement. */
const BELIEVED = 0.7;

const WAITS = Array.from(
  { length: (LONGEST_MS - SHORTEST_MS) / STEP_MS + 1 },
  (_, index) => SHORTEST_MS + index * STEP_MS,
);
const KINDS = Object.values(LEVELS).map(({ meanPauseMs, boundaryShare }) => {
  const meanMs = (meanPauseMs - boundaryShare * BOUNDARY_MEAN_MS) / (1 - boundaryShare);
  return { boundaryShare, meanMs, longer: WAITS.map((waitMs) => longerThan(waitMs + OVERLAP_MS, meanMs)) };
});
const BETWEEN = WAITS.map((waitMs) => longerThan(waitMs + OVERLAP_MS, BOUNDARY_MEAN_MS));

/** Which of the four kinds of speakers this one is, from the lengths of pauses. */
export class SpeakerKind {
  #logs = KINDS.map(() => 0);

  add(lengthMs) {
    for (const [index, { boundaryShare, meanMs }] of KINDS.entries()) {
      const likelihood =
        boundaryShare * density(lengthMs, BOUNDARY_MEAN_MS) + (1 - boundaryShare) * density(lengthMs, meanMs);
      this.#logs[index] += BELIEVED * Math.log(likelihood + 1e-9);
    }
  }

  get chances() {
    const most = Math.max(...this.#logs);
    const powers = this.#logs.map((log) => Math.exp(log - most));
    const sum = powers.reduce((total, power) => total + power, 0);
    return powers.map((power) => power / sum);
  }
}

/** @param price of a second of waiting after an answer, in cut-ins */
export function waitOf({ over, between, inside }, kind, price) {
  const kinds = kind.chances;
  let best = { cost: Infinity, waitMs: LONGEST_MS };
  for (const [index, waitMs] of WAITS.entries()) {
    const insideLonger = KINDS.reduce((sum, { longer }, which) => sum + kinds[which] * longer[index], 0);
    const cost = between * BETWEEN[index] + inside * insideLonger + (price * over * waitMs) / 1000;
    if (cost < best.cost) best = { cost, waitMs };
  }
  return best.waitMs;
}

function density(lengthMs, meanMs) {
  const deviation = (Math.log(Math.max(lengthMs, 250)) - Math.log(meanMs) + SPREAD ** 2 / 2) / SPREAD;
  return Math.exp(-(deviation ** 2) / 2);
}

function longerThan(ms, meanMs) {
  return ms >= 4000 ? 0 : 1 - normal((Math.log(ms) - Math.log(meanMs) + SPREAD ** 2 / 2) / SPREAD);
}

/** Abramowitz and Stegun 26.2.17. */
function normal(deviation) {
  const t = 1 / (1 + 0.2316419 * Math.abs(deviation));
  const tail =
    (Math.exp(-(deviation ** 2) / 2) / Math.sqrt(2 * Math.PI)) *
    t *
    (0.31938153 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
  return deviation > 0 ? 1 - tail : tail;
}
