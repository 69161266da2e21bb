/** Reads `--since`: a date, a date with time, or an age such as `7d`. */
import { AppError } from '../engine/errors.js';
import { wordTable } from '../engine/text/word-table.js';

const UNIT_MS: Readonly<Record<string, number>> = wordTable({
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
  w: 7 * 86_400_000,
});

/** @returns ISO 8601, UTC. Throws `usage.since`, exit code 2. */
export function parseSince(text: string, now: Date = new Date()): string {
  const age = /^(\d{1,5})([mhdw])$/.exec(text.trim());
  if (age !== null) return new Date(now.getTime() - Number(age[1]) * (UNIT_MS[age[2] ?? ''] ?? 0)).toISOString();
  const date = /^\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:\d{2})?)?$/.test(text.trim())
    ? new Date(localMidnight(text.trim()))
    : new Date(Number.NaN);
  if (!Number.isNaN(date.getTime()) && isRealDay(text.trim().slice(0, 10))) return date.toISOString();
  throw new AppError({
    code: 'usage.since',
    message: `--since does not understand "${text}".`,
    remedy: 'Give a date (2026-03-01), a date with time (2026-03-01T18:30), or an age (45m, 12h, 7d, 2w).',
    exitCode: 2,
  });
}

/** A date alone would mean midnight in UTC; people mean their own. */
function localMidnight(text: string): string {
  return text.length === 10 ? `${text}T00:00:00` : text;
}

/** JavaScript takes the 31st of February for a day in March. */
function isRealDay(day: string): boolean {
  return new Date(`${day}T00:00:00Z`).toISOString().startsWith(day);
}
