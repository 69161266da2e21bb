/** Lengths of time as people write them: with a unit (`600ms`, `1.2s`, `2min` or `2m`), or as minutes and seconds (`4:30`). */

const UNIT_MS = { ms: 1, s: 1000, min: 60_000, m: 60_000 } as const;

export const DURATION = /^\d+(?:\.\d+)?\s*(?:ms|s|min|m)$/;
const CLOCK = /^\d{1,2}:[0-5]\d$/;
/** Either of them. */
export const WRITTEN_TIME = new RegExp(`${CLOCK.source}|${DURATION.source}`);

/** In milliseconds. @param written as {@link DURATION} has it */
export function durationMs(written: string): number {
  const unit = /[a-z]+$/.exec(written)?.[0] as keyof typeof UNIT_MS;
  return Math.round(Number.parseFloat(written) * UNIT_MS[unit] * 1000) / 1000;
}

/** In milliseconds. @param written as {@link WRITTEN_TIME} has it */
export function writtenTimeMs(written: string): number {
  if (!CLOCK.test(written)) return durationMs(written);
  const [minutes = 0, seconds = 0] = written.split(':').map(Number);
  return (minutes * 60 + seconds) * 1000;
}
