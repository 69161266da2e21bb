import { expect, it } from 'vitest';
import { compareBaseline } from '../../../src/engine/replay/baseline/compare-baseline.js';
import type { Baseline } from '../../../src/engine/replay/baseline/baseline.js';
import { tolerancesOf } from '../../../src/engine/replay/fixture/tolerances.js';

function baseline(events: Baseline['events'], eventLogSha256: string): Baseline {
  const figures = { wer: null, cutIns: 0, missedTurns: 0, response: null, costUsd: null };
  return { version: 1, status: 'ended', eventLogSha256, bands: null, figures, transcript: [], events };
}

it('a report for programs has every event that differs, where people are told the first of them', () => {
  const many = Array.from({ length: 20 }, (_, index): [number, string] => [index * 1000, 'turn.started question']);
  const [failure, ...others] = compareBaseline(baseline([], 'a'), baseline(many, 'b'), tolerancesOf({}));
  expect(others).toEqual([]);
  expect(failure?.message).toMatch(/and 8 more$/);
  expect(failure?.changes).toHaveLength(20);
  expect(failure?.changes?.[19]).toBe('+ 19.00 s turn.started question');
  expect(compareBaseline(baseline([], 'a'), baseline(many.slice(0, 3), 'b'), tolerancesOf({}))[0]).not.toHaveProperty(
    'changes',
  );
});
