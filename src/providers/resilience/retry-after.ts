/** Reads when a provider may be asked again: Retry-After and the vendors' rate-limit headers. */

/** Header values by lower-case name, or null. */
export type ReadHeader = (name: string) => string | null;

/** The longest wait that is believed; it also makes a nonsensical header harmless. */
const LONGEST_WAIT_MS = 3_600_000;

/** 31 years: what is longer is no wait but a time since 1970, given in seconds or (a thousand times as long) in milliseconds. */
const EARLIEST_TIME_MS = 1e12;
const EARLIEST_MS_READ_AS_S = 1e15;

/** Reset headers, with the one that tells how much is left: a reset counts only when nothing is. */
const LIMITS = [
  ['x-ratelimit-remaining-requests', 'x-ratelimit-reset-requests'],
  ['x-ratelimit-remaining-tokens', 'x-ratelimit-reset-tokens'],
  ['x-ratelimit-remaining', 'x-ratelimit-reset'],
] as const;

/** @returns milliseconds to wait, or null when the provider does not say */
export function retryAfterMs(header: ReadHeader, wallTimeMs: number): number | null {
  const exact = header('retry-after-ms');
  if (exact !== null && /^\d+(\.\d+)?$/.test(exact)) return bounded(Number(exact));
  const retryAfter = header('retry-after')?.trim() ?? '';
  if (/^\d+(\.\d+)?$/.test(retryAfter)) return waitOf(Number(retryAfter) * 1000, wallTimeMs);
  const date = retryAfter === '' ? Number.NaN : Date.parse(retryAfter);
  if (!Number.isNaN(date - wallTimeMs)) return bounded(date - wallTimeMs);
  return longestReset(header, wallTimeMs);
}

/** @param ms as if the header gave seconds to wait; null for a time where nobody knows what time it is now */
function waitOf(ms: number, wallTimeMs: number): number | null {
  if (ms < EARLIEST_TIME_MS) return bounded(ms);
  const wait = (ms < EARLIEST_MS_READ_AS_S ? ms : ms / 1000) - wallTimeMs;
  return Number.isNaN(wait) ? null : bounded(wait);
}

function longestReset(header: ReadHeader, wallTimeMs: number): number | null {
  const resets = LIMITS.flatMap(([left, reset]) => {
    const duration = durationMs(header(reset) ?? '');
    const wait = duration === null ? null : waitOf(duration, wallTimeMs);
    return Number(header(left) ?? '1') <= 0 && wait !== null ? [wait] : [];
  });
  return resets.length === 0 ? null : Math.max(...resets);
}

/** "20ms", "1.5s", "6m0s", "1h2m"; a bare number is seconds. */
export function durationMs(text: string): number | null {
  const value = text.trim();
  if (/^\d+(\.\d+)?$/.test(value)) return Number(value) * 1000;
  const match = /^(?:(\d+)d)?(?:(\d+)h)?(?:(\d+)m(?!s))?(?:(\d+(?:\.\d+)?)s)?(?:(\d+(?:\.\d+)?)ms)?$/.exec(value);
  if (match === null || value === '') return null;
  const [days, hours, minutes, seconds, millis] = match.slice(1).map((part) => Number(part ?? 0)) as [
    number,
    number,
    number,
    number,
    number,
  ];
  return (((days * 24 + hours) * 60 + minutes) * 60 + seconds) * 1000 + millis;
}

function bounded(ms: number): number {
  return Math.min(LONGEST_WAIT_MS, Math.max(0, Math.ceil(ms)));
}
