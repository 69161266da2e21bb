/** Figures over draws: what the draw's fixtures would give if somebody wrote them one after the other, at little cost. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { percentiles } from '../../../../src/engine/metrics/percentiles.js';
import { compareRuns } from '../../../../src/engine/replay/comparison/compare-runs.js';
import { FIGURES } from '../../../../src/engine/replay/comparison/figures.js';
import { drawOf } from '../../../../src/engine/replay/comparison/pooled.js';
import type { ComparedFixture } from '../../../../src/engine/replay/comparison/run-report.js';

const made = fc.record({
  waitsMs: fc.array(fc.integer({ min: 0, max: 5000 }), { maxLength: 6 }),
  spokenTurns: fc.nat(12),
  cutIns: fc.nat(12),
  costUsd: fc.option(fc.double({ min: 0, max: 1, noNaN: true })),
});

function fixture(metrics: Partial<NonNullable<ComparedFixture['metrics']>>, id = 'a'): ComparedFixture {
  const none = { words: 0, spokenTurns: 0, cutIns: 0, falseStarts: 0, missedTurns: 0, durationMs: 0 };
  const whole = { ...none, waitsMs: [], wer: null, costUsd: null, ...metrics };
  return { id, status: 'passed', bands: null, metrics: whole };
}

it('a figure over a draw is that of its fixtures', () => {
  const drawn = fc
    .array(made, { minLength: 1, maxLength: 8 })
    .chain((all) =>
      fc.tuple(
        fc.constant(all.map((metrics) => fixture(metrics))),
        fc.array(fc.nat(all.length - 1), { minLength: all.length, maxLength: all.length }),
      ),
    );
  fc.assert(
    fc.property(drawn, ([fixtures, places]) => {
      const draw = drawOf(Uint32Array.from(places));
      const found = Object.fromEntries(FIGURES.map(({ name, pool }) => [name, pool(fixtures)(draw)]));
      const metrics = places.flatMap((place) => fixtures[place]?.metrics ?? []);
      const sum = (values: readonly number[]): number => values.reduce((all, each) => all + each, 0);
      const { p50, p95 } = percentiles(metrics.flatMap(({ waitsMs }) => waitsMs));
      const turns = sum(metrics.map(({ spokenTurns }) => spokenTurns));
      const costs = metrics.flatMap(({ costUsd }) => costUsd ?? []);
      expect(found).toMatchObject({
        waitMedian: p50,
        waitP95: p95,
        cutIns: turns === 0 ? null : sum(metrics.map(({ cutIns }) => cutIns)) / turns,
        cost: costs.length === 0 ? null : sum(costs),
        wordErrors: null,
        band: null,
        passed: 1,
      });
    }),
    { seed: 11 },
  );
});

it('a comparison looks at what a fixture waited a few times, however many draws there are', () => {
  let looks = 0;
  const watched = (id: string): ComparedFixture => {
    const whole = fixture({ spokenTurns: 2 }, id);
    const metrics = Object.defineProperty({ ...whole.metrics }, 'waitsMs', { get: () => (looks++, [700, 900]) });
    return { ...whole, metrics: metrics as ComparedFixture['metrics'] };
  };
  const fixtures = Array.from({ length: 8 }, (_, index) => watched(String(index)));
  const comparison = compareRuns([
    { name: 'before', fixtures },
    { name: 'after', fixtures },
  ]);
  expect(comparison?.runs[1]?.figures.waitP95.value).toBe(900);
  expect(looks).toBeLessThanOrEqual(10 * fixtures.length);
});
