import { describe, expect, it } from 'vitest';
import { parseSince } from '../../src/commands/since.js';

const now = new Date('2026-03-10T12:00:00.000Z');

describe('parseSince', () => {
  it.each([
    ['45m', '2026-03-10T11:15:00.000Z'],
    ['12h', '2026-03-10T00:00:00.000Z'],
    ['7d', '2026-03-03T12:00:00.000Z'],
    ['2w', '2026-02-24T12:00:00.000Z'],
    ['2026-03-01T18:30Z', '2026-03-01T18:30:00.000Z'],
    ['2026-03-01T18:30:00+02:00', '2026-03-01T16:30:00.000Z'],
    ['2026-03-01', new Date(2026, 2, 1).toISOString()],
  ])('reads %s', (text, expected) => {
    expect(parseSince(text, now)).toBe(expected);
  });

  it.each(['', 'soon', '7y', '-7d', '2026-13-45', '2026-02-31', '2026-04-31T10:00Z', '2026-3-1', '99999999d'])(
    'refuses %j',
    (text) => {
      expect(() => parseSince(text, now)).toThrow(expect.objectContaining({ code: 'usage.since', exitCode: 2 }));
    },
  );
});
