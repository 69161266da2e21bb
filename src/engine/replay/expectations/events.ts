/** Expectations about what happened: events present, absent, counted, in time, in order. */
import { heardAtMs, type SessionEvent } from '../../session/log/events.js';
import { countRange } from './figures.js';
import type { EventExpectation, EventFields } from '../fixture/expect-schema.js';
import { secondsText } from '../../text/seconds-text.js';

/** @returns what is wrong, or null */
export function checkEvent(expected: EventExpectation, events: readonly SessionEvent[]): string | null {
  const found = events.filter((event) => matches(expected, event) && inTime(expected, event));
  const name = describe(expected);
  if (expected.absent === true) {
    const first = found[0];
    return first === undefined
      ? null
      : `${name} was expected not to happen, but did at ${secondsText(heardAtMs(first))}`;
  }
  const { count } = expected;
  if (count === undefined) {
    return found.length > 0
      ? null
      : `${name} was expected${timeText(expected)}${nearMiss(expected, events) ?? ', but did not happen'}`;
  }
  const [min, max] = countRange(count);
  if (found.length >= min && found.length <= max) return null;
  return `${name} was expected ${countText(min, max)}${timeText(expected)}, and happened ${times(found.length)}`;
}

/** The events of `order` one after the other, others between them. @returns what is wrong, or null */
export function checkOrder(
  order: readonly Pick<EventExpectation, 'type' | 'where'>[],
  events: readonly SessionEvent[],
): string | null {
  let at = 0;
  let before = 'the beginning';
  for (const expected of order) {
    const found = events.slice(at).findIndex((event) => matches(expected, event));
    if (found === -1) return `${describe(expected)} was expected after ${before}, but did not happen there`;
    at += found + 1;
    before = describe(expected);
  }
  return null;
}

function matches({ type, where }: Pick<EventExpectation, 'type' | 'where'>, event: SessionEvent): boolean {
  if (event.type !== type) return false;
  return where === undefined || Object.entries(where).every(([path, wanted]) => fits(valueAt(event, path), wanted));
}

function fits(value: unknown, wanted: EventFields[string]): boolean {
  if (typeof wanted !== 'object' || wanted === null) return value === wanted;
  if (typeof value !== 'number') return false;
  return value >= (wanted.min ?? -Infinity) && value <= (wanted.max ?? Infinity);
}

function valueAt(event: SessionEvent, path: string): unknown {
  return path
    .split('.')
    .reduce<unknown>(
      (value, key) =>
        typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[key] : undefined,
      event,
    );
}

function inTime({ after = 0, within = Infinity }: EventExpectation, event: SessionEvent): boolean {
  const atMs = heardAtMs(event);
  return atMs >= after && atMs <= within;
}

/** Values shown of one field. */
const SHOWN_VALUES = 4;

/** The most helpful fact about a missing event: it happened, but not so. */
function nearMiss(expected: EventExpectation, events: readonly SessionEvent[]): string | null {
  const late = events.find((event) => matches(expected, event));
  if (late !== undefined) return `, but did not happen (it did at ${secondsText(heardAtMs(late))})`;
  let nearest = events.filter((event) => event.type === expected.type);
  if (expected.where === undefined || nearest.length === 0) return null;
  // What fits in most is more telling than all of its kind.
  const met: Fields = [];
  const unmet: Fields = [];
  for (const [path, wanted] of Object.entries(expected.where)) {
    const fitting = nearest.filter((event) => fits(valueAt(event, path), wanted));
    if (fitting.length === 0) continue;
    nearest = fitting;
    met.push([path, wantedText(wanted)]);
  }
  for (const path of Object.keys(expected.where).filter((each) => !met.some(([known]) => known === each)))
    unmet.push([path, valuesText(nearest.map((event) => valueAt(event, path)))]);
  return `; it happened ${times(nearest.length)}${fieldsText(met)}, but${fieldsText(unmet)}`;
}

function describe({ type, where }: Pick<EventExpectation, 'type' | 'where'>): string {
  return `${type}${fieldsText(Object.entries(where ?? {}).map(([path, wanted]) => [path, wantedText(wanted)]))}`;
}

type Fields = [path: string, text: string][];

/** Such as ` with speechMs of at least 600 in part1`. */
function fieldsText(fields: Fields): string {
  const others = fields.filter(([path]) => path !== 'part').map(([path, text]) => `${path} ${text}`);
  const parts = fields.filter(([path]) => path === 'part').map(([, text]) => ` in ${text.replaceAll('"', '')}`);
  return `${others.length === 0 ? '' : ` with ${others.join(' and ')}`}${parts.join('')}`;
}

function wantedText(wanted: EventFields[string]): string {
  if (typeof wanted !== 'object' || wanted === null) return JSON.stringify(wanted);
  const { min, max } = wanted;
  if (min === undefined) return `of at most ${String(max)}`;
  return max === undefined ? `of at least ${String(min)}` : `of ${String(min)} to ${String(max)}`;
}

function valuesText(values: readonly unknown[]): string {
  const seen = [...new Set(values.map((value) => JSON.stringify(value) ?? 'missing'))];
  const more = seen.length - SHOWN_VALUES;
  return `${seen.slice(0, SHOWN_VALUES).join(', ')}${more > 0 ? ` and ${String(more)} more` : ''}`;
}

function timeText({ after, within }: EventExpectation): string {
  const from = after === undefined ? '' : ` after ${secondsText(after)}`;
  return within === undefined ? from : `${from} within ${secondsText(within)}`;
}

function countText(min: number, max: number): string {
  if (min === max) return times(min);
  return max === Infinity ? `at least ${times(min)}` : `${String(min)} to ${times(max)}`;
}

function times(count: number): string {
  return count === 1 ? 'once' : `${String(count)} times`;
}
