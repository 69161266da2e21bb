import { expect, it } from 'vitest';
import { parse } from 'yaml';
import { checkExpectations } from '../../../src/engine/replay/expectations/check-expectations.js';
import { expectSchema } from '../../../src/engine/replay/fixture/expect-schema.js';
import { tolerancesOf } from '../../../src/engine/replay/fixture/tolerances.js';
import { metricsOf } from '../../../src/engine/replay/replay-metrics.js';
import type { SessionEvent, SessionEventBody } from '../../../src/engine/session/log/events.js';
import { final, turnEnded, turnStarted } from '../../support/session-events.js';

const GONE_ON: readonly (readonly [number, SessionEventBody])[] = [
  [1000, turnStarted('t1')],
  [4000, final('t1', 'could you')],
  [4000, turnEnded('t1', {})],
  [4000, { type: 'question.repeated', questionId: 'q1', part: 'part1', text: 'Where do you live?' }],
  [4400, { type: 'turn.rejoined', turnId: 't1', moment: 'interview', silenceMs: 900, endedSequence: 3 }],
  [9000, final('t1', 'live near the sea')],
  [9000, turnEnded('t1', {})],
];

function failures(yaml: string): readonly string[] {
  const events = GONE_ON.map(
    ([atMs, body], index) => ({ version: 1, sequence: index + 1, atMs, wallTime: '', ...body }) as SessionEvent,
  );
  const result = { sessionId: 's', status: 'completed', why: '' } as const;
  const metrics = metricsOf({ result, events, answers: 1, said: [], compared: [] });
  const fixture = { expect: expectSchema.parse(parse(yaml)), answers: [], tolerances: tolerancesOf({}) };
  const outcome = { events, transcript: [], bands: null, metrics, compared: [], said: [] };
  return checkExpectations(fixture, outcome).map(({ expectation }) => expectation);
}

it.each([
  ['events: [{ type: turn.ended, count: 1 }, { type: turn.rejoined }]', []],
  ['events: [{ type: transcript.final, where: { text: could you live near the sea } }]', []],
  ['events: [{ type: question.repeated, absent: true }]', []],
  ['events: [{ type: question.repeated }]', ['events']],
  ['order: [{ type: question.repeated }, { type: turn.rejoined }]', ['order']],
])('what was taken back when the candidate went on did not happen: %s', (yaml, failed) => {
  expect(failures(yaml)).toEqual(failed);
});
