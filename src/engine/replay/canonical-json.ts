/** One spelling for one value: keys sorted, numbers rounded, so that a log's hash depends on what happened alone. */
import { createHash } from 'node:crypto';
import { isStored } from '../session/event-log.js';
import type { SessionEvent } from '../session/events.js';

/** Beyond a millionth a number may differ with the version of the mathematics library, and means nothing. */
const DECIMALS = 1e6;

/** Like JSON.stringify; numbers that JSON does not have become null. */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(canonical(value));
}

function canonical(value: unknown): unknown {
  if (typeof value === 'number') return roundedNumber(value);
  if (Array.isArray(value)) return value.map((item: unknown) => (item === undefined ? null : canonical(item)));
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).filter(([, item]) => item !== undefined);
  entries.sort(([first], [second]) => (first < second ? -1 : 1));
  return Object.fromEntries(entries.map(([key, item]) => [key, canonical(item)]));
}

function roundedNumber(value: number): number {
  if (Number.isInteger(value) || !Number.isFinite(value)) return value === 0 ? 0 : value;
  const rounded = Math.round(value * DECIMALS) / DECIMALS;
  return rounded === 0 ? 0 : rounded;
}

/** The stored events as JSON lines, the form that is hashed and compared. */
export function canonicalLog(events: readonly SessionEvent[]): string {
  return events
    .filter(isStored)
    .map((event) => `${canonicalJson(event)}\n`)
    .join('');
}

export function sha256(data: string | Uint8Array): string {
  return createHash('sha256').update(data).digest('hex');
}
