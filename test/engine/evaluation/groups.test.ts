import { describe, expect, it } from 'vitest';
import { groupAgreements } from '../../../src/engine/evaluation/groups.js';
import { seededRandom } from '../../../src/engine/statistics/seeded-random.js';

const random = seededRandom(7);
const noise = (): number => random.below(2001) / 1000 - 1;

interface Person {
  readonly group: string;
  readonly error: number;
}
const person = (group: string): Person => ({ group, error: noise() });

/** Lines of people, each rated too high or low by an error of their own. */
function linesOf(people: readonly Person[], lines: number, { named = true } = {}) {
  return people.flatMap(({ group, error }, who) =>
    Array.from({ length: lines }, (_, line) => ({
      id: `${String(who)}-${String(line)}`,
      speaker: named ? `s${String(who)}` : null,
      groups: { l1: group },
      human: 6,
      predicted: 6 + error + 0.1 * noise(),
    })),
  );
}
const widthOf = (found: ReturnType<typeof groupAgreements>): number => {
  const [low = 0, high = 0] = found[0]?.interval ?? [];
  return high - low;
};

describe('differences between groups', () => {
  it('have an interval from the people, not from the lines of each', () => {
    const people = Array.from({ length: 24 }, (_, index) => person(index < 12 ? 'a' : 'b'));
    const byPeople = widthOf(groupAgreements(linesOf(people, 14)));
    // As if every line were somebody else's: too narrow.
    const byLines = widthOf(groupAgreements(linesOf(people, 14, { named: false })));
    expect(byPeople).toBeGreaterThan(2.5 * byLines);
    expect(byPeople).toBeLessThan(2);
  });

  it('have no interval between a handful of people, however many lines they have', () => {
    const few = linesOf([...'aabb'].map(person), 30);
    expect(groupAgreements(few)).toMatchObject([
      { group: 'a', n: 60, interval: null },
      { group: 'b', n: 60, interval: null },
    ]);
    expect(groupAgreements(linesOf([...'aaaabbbbbbbbb'].map(person), 2))).toMatchObject([
      { interval: null },
      { interval: null },
    ]);
    expect(groupAgreements(linesOf([...'aaaaabbbbb'].map(person), 1))[0]?.interval).not.toBeNull();
  });

  it('of more than twelve are told for the largest, and for all others together', () => {
    const values = [...Array.from({ length: 20 }, (_, index) => `l${String(index)}`)];
    const people = values.flatMap((value, index) => Array.from({ length: index < 11 ? 3 : 2 }, () => person(value)));
    const found = groupAgreements(linesOf(people, 1));
    expect(found.map(({ group }) => group)).toEqual([...values.slice(0, 11).sort(), '9 others']);
    expect(found.at(-1)?.n).toBe(18);
    expect(found.reduce((sum, { n }) => sum + n, 0)).toBe(people.length);
  });

  it('are none in a column of names', () => {
    expect(groupAgreements(linesOf([...'abcdefghijklmnopq'].map(person), 1))).toEqual([]);
  });
});
