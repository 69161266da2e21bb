/** One spelling for one value: keys sorted, numbers rounded, so that a log's hash depends on what happened alone. */
import { hash } from 'node:crypto';
import { isStored } from '../session/log/event-log.js';
import type { SessionEvent } from '../session/log/events.js';

/** Beyond a millionth a number may differ with the version of the mathematics library, and means nothing. */
const DECIMALS = 1e6;

/** Like JSON.stringify; numbers that JSON does not have become null, and so does undefined outside objects. */
export function canonicalJson(value: unknown): string {
  if (typeof value === 'number') return Number.isFinite(value) ? String(roundedNumber(value)) : 'null';
  if (typeof value === 'object' && value !== null) return Array.isArray(value) ? arrayJson(value) : objectJson(value);
  return JSON.stringify(value) ?? 'null';
}

function arrayJson(items: readonly unknown[]): string {
  let text = '';
  for (const item of items) text += text === '' ? canonicalJson(item) : `,${canonicalJson(item)}`;
  return `[${text}]`;
}

function objectJson(value: object): string {
  const fields = value as Readonly<Record<string, unknown>>;
  let text = '';
  for (const key of Object.keys(fields).sort()) {
    const item = fields[key];
    if (item !== undefined) text += `${text === '' ? '' : ','}${JSON.stringify(key)}:${canonicalJson(item)}`;
  }
  return `{${text}}`;
}

function roundedNumber(value: number): number {
  if (Number.isInteger(value)) return value === 0 ? 0 : value;
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
  return hash('sha256', data);
}
