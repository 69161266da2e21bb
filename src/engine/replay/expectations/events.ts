/** Expectations about what happened: events present, absent, counted, in time, in order. */
import type { SessionEvent } from '../../session/log/events.js';
import { countRange } from './figures.js';
import type { EventExpectation, EventFields } from '../fixture/expect-schema.js';

/** @returns what is wrong, or null */
export function checkEvent(expected: EventExpectation, events: readonly SessionEvent[]): string | null {
  const found = events.filter((event) => matches(expected, event) && inTime(expected, event));
  const name = describe(expected);
  if (expected.absent === true) {
    const first = found[0];
    return first === undefined ? null : `${name} was expected not to happen, but did at ${seconds(first.atMs)}`;
  }
  const { count } = expected;
  if (count === undefined) {
    return found.length > 0
      ? null
      : `${name} was expected${timeText(expected)}, but did not happen${nearMiss(expected, events)}`;
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
    const found = events.findIndex((event, index) => index >= at && matches(expected, event));
    if (found === -1) return `${describe(expected)} was expected after ${before}, but did not happen there`;
    at = found + 1;
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

function inTime({ after = 0, within = Infinity }: EventExpectation, { atMs }: SessionEvent): boolean {
  return atMs >= after && atMs <= within;
}

/** The most helpful fact about a missing event: it happened, but not so. */
function nearMiss(expected: EventExpectation, events: readonly SessionEvent[]): string {
  const late = events.find((event) => matches(expected, event));
  if (late !== undefined) return ` (it did at ${seconds(late.atMs)})`;
  const other = events.filter((event) => event.type === expected.type);
  if (expected.where === undefined || other.length === 0) return '';
  const values = Object.keys(expected.where).map((path) => {
    const seen = [...new Set(other.map((event) => JSON.stringify(valueAt(event, path)) ?? 'nothing'))];
    return `${path} was ${seen.slice(0, 4).join(', ')}`;
  });
  return ` (${times(other.length)} with ${values.join('; ')})`;
}

function describe({ type, where }: Pick<EventExpectation, 'type' | 'where'>): string {
  if (where === undefined) return type;
  const fields = Object.entries(where).map(([path, wanted]) => `${path}: ${JSON.stringify(wanted)}`);
  return `${type} { ${fields.join(', ')} }`;
}

function timeText({ after, within }: EventExpectation): string {
  const from = after === undefined ? '' : ` after ${seconds(after)}`;
  return within === undefined ? from : `${from} within ${seconds(within)}`;
}

function countText(min: number, max: number): string {
  if (min === max) return times(min);
  return max === Infinity ? `at least ${times(min)}` : `${String(min)} to ${times(max)}`;
}

function times(count: number): string {
  return count === 1 ? 'once' : `${String(count)} times`;
}

export function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(1)} s`;
}
