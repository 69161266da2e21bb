import { expect, it } from 'vitest';
import { checkEvent } from '../../../src/engine/replay/expectations/events.js';
import { boundaryProblem } from '../../../src/engine/replay/expectations/turns.js';
import { checkWordErrors } from '../../../src/engine/replay/expectations/word-error-rate.js';
import type { SessionEvent } from '../../../src/engine/session/log/events.js';

it('an event that did not happen is told in words, with the nearest that did', () => {
  const events = [
    { type: 'turn.ended', part: 'introduction', speechMs: 1720 },
    ...[100, 200, 300, 400, 500].map((speechMs) => ({ type: 'turn.ended', part: 'part1', speechMs })),
  ] as unknown as readonly SessionEvent[];
  expect(checkEvent({ type: 'turn.ended', where: { part: 'part1', speechMs: { min: 600_000 } } }, events)).toBe(
    'turn.ended with speechMs of at least 600000 in part1 was expected; ' +
      'it happened 5 times in part1, but with speechMs 100, 200, 300, 400 and 1 more',
  );
});

it('times are told as finely as their tolerance', () => {
  expect(boundaryProblem('start', 400, 402, 1)).toBe(
    'the heard speech starts at 0.402 s, expected 0.400 s, give or take 0.001 s',
  );
  expect(boundaryProblem('end', 400, 401, 0)).toBe('the heard speech ends at 0.401 s, expected 0.400 s');
});

it('the words of an answer are shown once when it and the whole have too many errors', () => {
  const errors = { substitutions: 1, deletions: 0, insertions: 0, words: 2 };
  const compared = [{ answer: 2, errors, differences: [] }];
  type Heard = Parameters<typeof checkWordErrors>[1];
  const outcome = { metrics: { wer: { ...errors, rate: 0.5 } }, compared } as unknown as Heard;
  const failed = checkWordErrors({ wer: { max: 0.05, eachMax: 0.1 } }, outcome);
  expect(failed.map(({ differences = [] }) => differences.map(({ label }) => label))).toEqual([[], ['answer 2']]);
});
