import { describe, expect, it } from 'vitest';
import { noSpeakingBand } from '../../../src/engine/scoring/rating/evidence.js';
import { MAPPING } from '../../../src/engine/scoring/rating/mapping-data.js';
import type { MeasuredTest } from '../../../src/engine/scoring/measures/measure.js';
import type { RatedPart } from '../../../src/engine/exam/types.js';

const MINUTE = 60_000;
const reason = (parts: readonly RatedPart[], phonationMs: number | null, partsUnknown?: boolean): string | null => {
  const turns = parts.map((part) => ({ analyzed: { turn: { part } } }));
  const test = { turns, values: { phonationMs } } as unknown as MeasuredTest;
  return noSpeakingBand(test, { purpose: 'test', ...(partsUnknown === undefined ? {} : { partsUnknown }) }, MAPPING);
};
const ALL: readonly RatedPart[] = ['part1', 'part2', 'part3'];

describe('a Speaking band', () => {
  it('takes answers in all three parts', () => {
    expect(reason(['part1', 'part2', 'part1'], 10 * MINUTE)).toMatch(/all three parts/);
    expect(reason([], 10 * MINUTE)).toMatch(/all three parts/);
    expect(reason(ALL, 10 * MINUTE)).toBeNull();
  });

  it('takes three minutes of speech in a session, and says how much there was', () => {
    expect(reason(ALL, 3 * MINUTE)).toBeNull();
    expect(reason(ALL, 3 * MINUTE - 1)).toMatch(/about 3 minutes of speech; there were 179 seconds/);
    expect(reason(ALL, null)).toMatch(/there were 0 seconds/);
  });

  it('takes five minutes in a recording from elsewhere, which tells no parts', () => {
    expect(reason(['part1'], 5 * MINUTE, true)).toBeNull();
    expect(reason(['part1'], 5 * MINUTE - 1, true)).toMatch(/about 5 minutes of speech; there were 299 seconds/);
    expect(reason(['part1'], 10 * MINUTE, false)).toMatch(/all three parts/);
  });
});
