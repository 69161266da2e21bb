/**
 * Fluency measures of a whole test or any set of answers: sums over the answers first, ratios last, so that short answers
 * do not count as much as long ones. Timing comes from voice activity, never from the transcript.
 */
import type { TurnTiming } from './timing.js';
import { mean, perHundred, quantile, ratio, sum } from './statistics.js';

type Timings = readonly TurnTiming[];

const MINUTE_MS = 60_000;

const total = (timings: Timings, of: (timing: TurnTiming) => number): number => sum(timings.map(of));
const pausesOf = (timings: Timings) => timings.flatMap(({ pauses }) => pauses);

/** Syllables per minute of answering, pauses included (Tavakoli, Nakatsuhara & Hunter 2020). */
export function speechRate(timings: Timings): number | null {
  return ratio(
    total(timings, (timing) => timing.syllables) * MINUTE_MS,
    total(timings, (timing) => timing.totalMs),
  );
}

/** Articulation rate: syllables per minute of phonation, pauses left out (Kormos & Denes 2004). */
export function articulationRate(timings: Timings): number | null {
  return ratio(
    total(timings, (timing) => timing.syllables) * MINUTE_MS,
    total(timings, (timing) => timing.phonationMs),
  );
}

/** Phonation-time ratio: phonation / answering time, 0 to 1 (Kormos & Denes 2004). */
export function phonationRatio(timings: Timings): number | null {
  return ratio(
    total(timings, (timing) => timing.phonationMs),
    total(timings, (timing) => timing.totalMs),
  );
}

/**
 * Pause per syllable, ms: the time of all pauses / syllables. Our own: what the phonation-time ratio tells, without the time that the words take; that ratio
 * takes gaps too short for a pause as speech, so that it rises with them.
 */
export function pausePerSyllableMs(timings: Timings): number | null {
  return ratio(
    total(timings, ({ totalMs, phonationMs }) => totalMs - phonationMs),
    total(timings, (timing) => timing.syllables),
  );
}

/** Mean length of run: syllables / (pauses inside answers + answers), hence syllables per stretch between pauses (Kormos & Denes 2004). */
export function meanRun(timings: Timings): number | null {
  return ratio(
    total(timings, (timing) => timing.syllables),
    total(timings, (timing) => timing.runs.length),
  );
}

/** Syllables in the longest stretch without a pause, a count; null where words have no times. Our own: the best end of mean length of run. */
export function longestRun(timings: Timings): number | null {
  const runs = timings.flatMap((timing) => timing.runs.map(({ syllables }) => syllables));
  const longest = runs.length === 0 ? 0 : Math.max(...runs);
  return longest > 0 ? longest : null;
}

/** Silent pauses per 100 words: 100 x pauses of 250 ms and more / words (by words as Seedhouse et al. 2014 count; threshold of de Jong & Bosker 2013). */
export function silentPausesPer100(timings: Timings): number | null {
  return perHundred(
    pausesOf(timings).length,
    total(timings, (timing) => timing.words),
  );
}

/** Seconds of pause per 100 words (Seedhouse et al. 2014 report it, with a longer threshold: their figures do not apply). */
export function pauseSecondsPer100(timings: Timings): number | null {
  const pausedS = sum(pausesOf(timings).map(({ startMs, endMs }) => endMs - startMs)) / 1000;
  return perHundred(
    pausedS,
    total(timings, (timing) => timing.words),
  );
}

/** Mean length of a pause, ms: the time of all pauses / their number (Kormos & Denes 2004). */
export function meanPauseMs(timings: Timings): number | null {
  return mean(pausesOf(timings).map(({ startMs, endMs }) => endMs - startMs));
}

/** Pauses at the edge of a clause / pauses that could be placed among words, 0 to 1 (Yan, Kim & Kim 2021: r = .84 with level). */
export function boundaryPauseShare(timings: Timings): number | null {
  const placed = pausesOf(timings).filter(({ atBoundary }) => atBoundary !== null);
  return ratio(placed.filter(({ atBoundary }) => atBoundary).length, placed.length);
}

/** Pauses inside a clause per minute of answering (Tavakoli, Nakatsuhara & Hunter 2020). */
export function midClausePausesPerMinute(timings: Timings): number | null {
  const count = midClausePauses(timings);
  return count === null
    ? null
    : ratio(
        count * MINUTE_MS,
        total(timings, (timing) => timing.totalMs),
      );
}

/**
 * Pauses inside a clause per 100 words: 100 x their number / words. After the rate per minute of Tavakoli, Nakatsuhara & Hunter (2020); unlike
 * that, it never falls when somebody pauses longer elsewhere.
 */
export function midClausePausesPer100(timings: Timings): number | null {
  const count = midClausePauses(timings);
  return count === null
    ? null
    : perHundred(
        count,
        total(timings, (timing) => timing.words),
      );
}

/** Null where no pause could be placed among words, which is not the same as none. */
function midClausePauses(timings: Timings): number | null {
  const pauses = pausesOf(timings);
  const placed = pauses.filter(({ atBoundary }) => atBoundary !== null);
  if (pauses.length > 0 && placed.length === 0) return null;
  return placed.filter(({ atBoundary }) => atBoundary === false).length;
}

/** Response delay: median time from the end of a question to the first speech, ms (the gap of Stivers et al. 2009). Reported, not rated. */
export function responseDelayMs(timings: Timings): number | null {
  return quantile(
    timings.flatMap(({ delayMs }) => (delayMs === null ? [] : [delayMs])),
    0.5,
  );
}
