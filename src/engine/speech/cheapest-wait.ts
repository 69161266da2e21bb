/** How long to wait when the chances are known that an answer is over: the wait whose cut-ins and waiting cost least. */
import { keepingLast } from '../kept-results.js';
import type { EndChances } from './end-chances.js';
import { shareLonger, type PauseLengths } from './speaker-pauses.js';

/** Between clauses learners pause as long as native speakers (de Jong 2016; see scripts/corpus/speakers.mjs). */
const BETWEEN: PauseLengths = { medianMs: 450, spread: 0.6 };
/** Who goes on so shortly after the examiner began is listened to again: not cut in on. */
const OVERLAP_MS = 200;
const [SHORTEST_MS, LONGEST_MS, STEP_MS] = [700, 3900, 20];
/** In the order of the waits, how often a pause between clauses is longer. */
const LONGER_BETWEEN = Array.from({ length: (LONGEST_MS - SHORTEST_MS) / STEP_MS + 1 }, (_, index) =>
  shareLonger(SHORTEST_MS + index * STEP_MS + OVERLAP_MS, BETWEEN),
);

/**
 * Pure; the same is asked with every frame of a silence.
 * @param ownPauses lengths of this candidate's pauses inside clauses
 * @param price of a second of waiting after an answer, in cut-ins
 */
export const cheapestWaitMs = keepingLast(
  ({ over, between, inside }: EndChances, ownPauses: PauseLengths, price: number): number => {
    let best = { cost: Infinity, waitMs: LONGEST_MS };
    for (const [index, longerBetween] of LONGER_BETWEEN.entries()) {
      const waitMs = SHORTEST_MS + index * STEP_MS;
      const cutIn = between * longerBetween + inside * shareLonger(waitMs + OVERLAP_MS, ownPauses);
      const cost = cutIn + (price * over * waitMs) / 1000;
      if (cost < best.cost) best = { cost, waitMs };
    }
    return best.waitMs;
  },
);
