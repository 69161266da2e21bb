/** Compares a replay with what its fixture expects. Everything is checked: one failure does not hide the next. */
import { settledEvents } from '../../session/log/settled-events.js';
import { withoutGapFailures } from '../cassette/gaps.js';
import type { FixtureAnswer } from '../fixture/answer-schema.js';
import type { Expectations } from '../fixture/expect-schema.js';
import type { Tolerances } from '../fixture/tolerances.js';
import type { ReplayFailure } from '../result.js';
import { checkAnswers } from './answers.js';
import { checkBands } from './bands.js';
import { checkEvent, checkOrder } from './events.js';
import { checkCost, checkCount, checkLatency } from './figures.js';
import type { ReplayOutcome } from './outcome.js';
import { checkTranscript } from './transcript.js';
import { checkTurns } from './turns.js';
import { checkWordErrors } from './word-error-rate.js';

/** What a fixture expects as a whole, and of its answers one by one. */
export interface FixtureExpectations {
  readonly expect: Expectations;
  readonly answers: readonly FixtureAnswer[];
  readonly tolerances: Tolerances;
}

export function checkExpectations(fixture: FixtureExpectations, outcome: ReplayOutcome): readonly ReplayFailure[] {
  const { expect: expected, tolerances } = fixture;
  const { metrics } = outcome;
  const events = withoutGapFailures(settledEvents(outcome.events));
  return [
    ...checkStatus(expected, outcome),
    ...checkWordErrors(expected, outcome),
    ...checkBands(expected, outcome.bands, tolerances),
    ...(expected.events ?? []).flatMap((event) => failure('events', checkEvent(event, events))),
    ...failure('order', checkOrder(expected.order ?? [], events)),
    ...checkTranscript(expected, outcome),
    ...checkAnswers(fixture.answers, outcome, tolerances),
    ...checkTurns(expected, outcome, tolerances),
    ...failure(
      'cutIns',
      checkCount('answers that were cut into', expected.cutIns, metrics.cutIns, metrics.answersCutInto),
    ),
    ...failure('falseStarts', checkCount('false starts of the examiner', expected.falseStarts, metrics.falseStarts)),
    ...failure('missedTurns', checkCount('answers that nobody heard', expected.missedTurns, metrics.missedTurns)),
    ...checkLatency(expected, metrics),
    ...failure('cost', checkCost(expected, outcome)),
  ];
}

function failure(expectation: ReplayFailure['expectation'], message: string | null): readonly ReplayFailure[] {
  return message === null ? [] : [{ expectation, message }];
}

/** A session that broke off meets every "at most" and "absent" by what it no longer did, so it fails unless it is expected to. */
function checkStatus({ status }: Expectations, { metrics, events }: ReplayOutcome): readonly ReplayFailure[] {
  const brokenOff = metrics.session === 'failed' || metrics.session === 'aborted';
  if (status === undefined ? !brokenOff : status === metrics.session) return [];
  const end = events.at(-1);
  const why = end?.type === 'session.ended' ? `: ${end.why}` : '';
  const wanted = status === undefined ? 'expected to go on to its end' : `expected to be ${status}`;
  return failure('status', `the session was ${wanted}, and is ${metrics.session}${why}`);
}
