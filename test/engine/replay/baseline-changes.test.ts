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

it('references that were written after the baseline are no difference from it; those that were taken out are', () => {
  const withErrors = (wer: number | null, hash: string): Baseline => {
    const plain = baseline([], hash);
    return { ...plain, figures: { ...plain.figures, wer } };
  };
  const messages = (before: number | null, now: number | null): string[] =>
    compareBaseline(withErrors(before, 'a'), withErrors(now, 'b'), tolerancesOf({})).map(({ message }) => message);
  expect(messages(null, 0.2)).toEqual([]);
  expect(messages(0.1, 0.2)).toEqual(['figures: word error rate 20.0 %, was 10.0 %']);
  expect(messages(0.1, null)).toEqual(['figures: word error rate nothing, was 10.0 %']);
});
