/** Detects audio that cannot be the line: cut short without an error, endless, or no speech at all. */

/** Milliseconds per character: nobody speaks faster than 50 characters a second. */
const FASTEST_MS_PER_CHARACTER = 20;
/** Milliseconds per character: nobody speaks slower than 3 characters a second, spelling and long pauses included. */
const SLOWEST_MS_PER_CHARACTER = 330;
const LONGEST_PAUSES_MS = 5_000;
/** Lines with fewer characters are too short to judge by their duration. */
const TELLING_CHARACTERS = 20;

export function longestMs(text: string): number {
  return LONGEST_PAUSES_MS + text.length * SLOWEST_MS_PER_CHARACTER;
}

export function shortestMs(text: string): number {
  return text.length < TELLING_CHARACTERS ? 0 : text.length * FASTEST_MS_PER_CHARACTER;
}

/** A whole period of the deepest voice. Over less, the mean of loud speech is not near zero either. */
const TELLING_SAMPLES = 400;
/** The mean of speech is near zero. Text read as samples lies on one side of zero, so its mean is nearly its level. */
const LARGEST_MEAN = 4_000;
const LARGEST_MEAN_SHARE = 0.8;
/**
 * Misaligned bytes, and other data that is not sound, jump: neighbours differ by more than the level. A vowel may be as
 * loud, but it is smooth (its neighbours differ by 0.45 of the level at most), and no hissing sound is that loud.
 */
const LOUD_RMS = 14_000;

export function isNoise(samples: Int16Array): boolean {
  if (samples.length < TELLING_SAMPLES) return false;
  let sum = 0;
  let squares = 0;
  let jumps = 0;
  let before = samples[0] ?? 0;
  for (const sample of samples) {
    sum += sample;
    squares += sample * sample;
    jumps += (sample - before) ** 2;
    before = sample;
  }
  const mean = Math.abs(sum / samples.length);
  const level = Math.sqrt(squares / samples.length);
  const oneSided = mean > LARGEST_MEAN && mean > LARGEST_MEAN_SHARE * level;
  return oneSided || (level > LOUD_RMS && jumps > squares);
}
