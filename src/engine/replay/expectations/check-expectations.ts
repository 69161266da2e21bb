/** Compares a replay with what its fixture expects. Everything is checked: one failure does not hide the next. */
import type { BandExpectation, Expectations } from '../fixture/expect-schema.js';
import type { BandResult, BandResults, ReplayFailure, ReplayMetrics } from '../result.js';
import type { SessionEvent } from '../../session/events.js';
import type { ComparedAnswer } from '../transcript/compare-answers.js';
import type { TranscriptLine } from '../transcript/conversation.js';
import { normaliseWords } from '../transcript/normalise-words.js';
import { checkEvent, checkOrder } from './events.js';

export interface ReplayOutcome {
  readonly events: readonly SessionEvent[];
  readonly transcript: readonly TranscriptLine[];
  readonly bands: BandResults | null;
  readonly metrics: ReplayMetrics;
  readonly compared: readonly ComparedAnswer[];
}

export function checkExpectations(expected: Expectations, outcome: ReplayOutcome): readonly ReplayFailure[] {
  return [
    ...checkStatus(expected, outcome),
    ...checkWordErrors(expected, outcome),
    ...checkBands(expected, outcome),
    ...(expected.events ?? []).flatMap((event) => failure('events', checkEvent(event, outcome.events))),
    ...failure('order', checkOrder(expected.order ?? [], outcome.events)),
    ...checkTranscript(expected, outcome),
    ...checkLatency(expected, outcome),
  ];
}

function failure(expectation: ReplayFailure['expectation'], message: string | null): readonly ReplayFailure[] {
  return message === null ? [] : [{ expectation, message }];
}

function checkStatus({ status }: Expectations, { metrics, events }: ReplayOutcome): readonly ReplayFailure[] {
  if (status === undefined || status === metrics.session) return [];
  const end = events.at(-1);
  const why = end?.type === 'session.ended' ? `: ${end.why}` : '';
  return failure('status', `the session was expected to be ${status}, and is ${metrics.session}${why}`);
}

function checkWordErrors({ wer }: Expectations, { metrics, compared }: ReplayOutcome): readonly ReplayFailure[] {
  if (wer === undefined) return [];
  if (metrics.wer === null) return failure('wer', 'no answer with a reference was heard, so nothing could be compared');
  if (metrics.wer.rate <= wer.max) return [];
  const { substitutions, deletions, insertions, words, rate } = metrics.wer;
  const message =
    `word error rate ${percent(rate)}, at most ${percent(wer.max)} was expected ` +
    `(${String(words)} words: ${String(substitutions)} others, ${String(deletions)} missing, ${String(insertions)} added)`;
  const differences = compared
    .filter(({ errors }) => errors.substitutions + errors.deletions + errors.insertions > 0)
    .map(({ answer, turnId, differences: words }) => ({ answer, turnId, words }));
  return [{ expectation: 'wer', message, differences }];
}

function checkBands({ bands: expected }: Expectations, { bands }: ReplayOutcome): readonly ReplayFailure[] {
  if (expected === undefined) return [];
  if (bands === null) return failure('bands', 'bands were expected, but the session was not scored');
  return Object.entries(expected).flatMap(([name, band]) => {
    const message = band === undefined ? null : bandProblem(band, bands[name as keyof BandResults]);
    return failure('bands', message === null ? null : `${name}: ${message}`);
  });
}

function bandProblem(expected: BandExpectation, result: BandResult): string | null {
  const { min, max, rateable = min !== undefined || max !== undefined ? true : undefined, reason } = expected;
  if (!result.rateable) {
    if (rateable === true) return `a band was expected, but it is not rateable: ${result.reason}`;
    if (reason === undefined || result.reason.toLowerCase().includes(reason.toLowerCase())) return null;
    return `not rateable because "${result.reason}"; the reason was expected to contain "${reason}"`;
  }
  if (rateable === false || reason !== undefined) return `band ${String(result.band)}, expected not to be rateable`;
  if (min !== undefined && result.band < min)
    return `band ${String(result.band)}, at least ${String(min)} was expected`;
  if (max !== undefined && result.band > max) return `band ${String(result.band)}, at most ${String(max)} was expected`;
  return null;
}

function checkTranscript(
  { transcript: expected }: Expectations,
  { transcript }: ReplayOutcome,
): readonly ReplayFailure[] {
  const said = transcript.filter(({ speaker }) => speaker === 'candidate').map(({ text }) => comparable(text));
  const isSaid = (words: string): boolean => said.some((text) => text.includes(comparable(words)));
  const missing = (expected?.contains ?? []).filter((words) => !isSaid(words));
  const unwanted = (expected?.lacks ?? []).filter(isSaid);
  return [
    ...missing.flatMap((words) => failure('transcript', `the candidate was expected to say "${words}"`)),
    ...unwanted.flatMap((words) => failure('transcript', `the candidate was expected not to say "${words}"`)),
  ];
}

/** With a space at both ends, so that only whole words are found. */
function comparable(text: string): string {
  return ` ${normaliseWords(text).join(' ')} `;
}

function checkLatency({ latency }: Expectations, { metrics }: ReplayOutcome): readonly ReplayFailure[] {
  if (latency === undefined) return [];
  const { response } = metrics;
  if (response === null) return failure('latency', 'no answer was responded to, so no waiting time could be measured');
  return (
    [
      ['responseP50', response.p50Ms, latency.responseP50],
      ['responseP95', response.p95Ms, latency.responseP95],
      ['responseMax', response.maxMs, latency.responseMax],
    ] as const
  ).flatMap(([name, measured, limit]) =>
    limit === undefined || measured <= limit
      ? []
      : failure('latency', `${name} is ${String(Math.round(measured))} ms, at most ${String(limit)} ms was expected`),
  );
}

function percent(rate: number): string {
  return `${(rate * 100).toFixed(1)} %`;
}
