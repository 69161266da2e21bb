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

/** The largest plausible mean of the samples. Speech has a mean near zero; text or misaligned bytes read as samples do not. */
const LARGEST_MEAN = 4_000;
const LOUDEST_RMS = 14_000;
/** Fewer samples are too few to judge. */
const TELLING_SAMPLES = 160;

export function isNoise(samples: Int16Array): boolean {
  if (samples.length < TELLING_SAMPLES) return false;
  let sum = 0;
  let squares = 0;
  for (const sample of samples) {
    sum += sample;
    squares += sample * sample;
  }
  return Math.abs(sum / samples.length) > LARGEST_MEAN || Math.sqrt(squares / samples.length) > LOUDEST_RMS;
}
