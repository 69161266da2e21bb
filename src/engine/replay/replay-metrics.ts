/** The figures of one replay, read from its log. */
import type { TurnEndReason } from '../exam/types.js';
import { heardAtMs, type SessionEvent, type TurnLatency } from '../session/log/events.js';
import type { SessionResult } from '../session/running-session.js';
import { percentiles } from '../metrics/percentiles.js';
import { decidedTurns, type DecidedTurn } from './decided-turns.js';
import { settledEvents } from '../session/log/settled-events.js';
import type { ReplayMetrics, WaitingTimes } from './result.js';
import type { SaidAnswer } from './said-answers.js';
import { totalErrors, type ComparedAnswer } from './transcript/compare-answers.js';
import { waitsOf } from './candidate-waits.js';
import { wordErrorRate } from './transcript/word-errors.js';

export interface MetricsSource {
  readonly result: SessionResult;
  readonly events: readonly SessionEvent[];
  /** Answers of the fixture; 0 for a recording. */
  readonly answers: number;
  readonly said: readonly SaidAnswer[];
  readonly compared: readonly ComparedAnswer[];
}

export function metricsOf({ result, events: log, answers, said, compared }: MetricsSource): ReplayMetrics {
  const events = settledEvents(log);
  const count = (type: SessionEvent['type']): number => events.filter((event) => event.type === type).length;
  const ended = events.filter((event) => event.type === 'turn.ended');
  const words = events.flatMap((event) => (event.type === 'transcript.final' ? event.text.split(/\s+/) : []));
  const used = said.length;
  const errors = totalErrors(compared);
  return {
    session: result.status,
    durationMs: log.at(-1)?.atMs ?? 0,
    candidateSpeechMs: ended.reduce((sum, { speechMs }) => sum + speechMs, 0),
    turns: ended.length,
    words: words.filter((word) => word !== '').length,
    waitsMs: waitsOf(events),
    answersUsed: used,
    // A recording is not told in answers.
    answersUnused: Math.max(0, answers - used),
    repeats: count('question.repeated'),
    interruptions: count('speech.interrupted'),
    rejoins: log.filter(({ type }) => type === 'turn.rejoined').length,
    ...turnErrors(said, decidedTurns(events), log),
    wer: compared.length === 0 ? null : { ...errors, rate: wordErrorRate(errors) },
    response: responseTimes(events),
    stages: stageTimes(events),
    costUsd: costOf(log),
  };
}

/** So much of the end of an answer is breath, not words. */
const CUT_MS = 100;

/**
 * An examiner who falls silent within this has not cut in, if the turn is taken up again: overlaps in ordinary conversation
 * are about as long (mean 275 ms, median 205 ms: Levinson and Torreira 2015, Frontiers in Psychology 6:731).
 */
const OVERLAP_MS = 300;

/** An examiner who stops a candidate at the end of the time, or when told to, does not cut in. */
const CUTTING: readonly string[] = ['endpoint', 'silence', 'saidFinished'] satisfies TurnEndReason[];

function turnErrors(
  said: readonly SaidAnswer[],
  decided: readonly DecidedTurn[],
  log: readonly SessionEvent[],
): Pick<ReplayMetrics, 'spokenTurns' | 'cutIns' | 'answersCutInto' | 'falseStarts' | 'missedTurns'> {
  const turns = new Map(decided.map((turn) => [turn.turnId, turn]));
  const overlaps = overlapsOf(log);
  const answersCutInto: number[] = [];
  let [spokenTurns, falseStarts, missedTurns] = [0, 0, 0];
  for (const { answer, turnId, audio } of said) {
    if (audio === null) continue;
    if (turnId === null) {
      // Said over an examiner who did not stop for it, nor listened then.
      spokenTurns++;
      missedTurns++;
      continue;
    }
    const turn = turns.get(turnId);
    if (turn === undefined) continue;
    spokenTurns++;
    const overlapMs = overlaps.get(turnId);
    const isTaken = CUTTING.includes(turn.reason) && turn.decidedMs < audio.speechEndMs - CUT_MS;
    if (overlapMs !== undefined || isTaken) falseStarts++;
    if (turn.speechMs === 0) missedTurns++;
    else if (isTaken || (overlapMs ?? 0) > OVERLAP_MS) answersCutInto.push(answer);
  }
  return { spokenTurns, cutIns: answersCutInto.length, answersCutInto, falseStarts, missedTurns };
}

/**
 * By turn that was taken up again: for how long the examiner was heard in it, at the longest. Turns not heard into are left out,
 * also those that are taken up late because their words were.
 */
function overlapsOf(log: readonly SessionEvent[]): ReadonlyMap<string, number> {
  const overlaps = new Map<string, number>();
  let heardFromMs: number | null = null;
  let droppedMs = 0;
  for (const event of log) {
    // What began before is the question.
    if (event.type === 'candidate.startedSpeaking') [heardFromMs, droppedMs] = [null, 0];
    if (event.type === 'speech.started') heardFromMs ??= heardAtMs(event);
    // Begun before the words were there, logged when it is dropped.
    if (event.type === 'speech.interrupted' && event.by === 'correction')
      [heardFromMs, droppedMs] = [null, Math.max(droppedMs, event.spokenMs)];
    if (event.type !== 'turn.rejoined') continue;
    const heardMs = Math.max(droppedMs, heardFromMs === null ? 0 : event.atMs - heardFromMs);
    if (heardMs > 0) overlaps.set(event.turnId, Math.max(overlaps.get(event.turnId) ?? 0, heardMs));
    [heardFromMs, droppedMs] = [null, 0];
  }
  return overlaps;
}

function responseTimes(events: readonly SessionEvent[]): WaitingTimes | null {
  return waitingTimes(latencies(events).map(({ totalMs }) => totalMs));
}

function stageTimes(events: readonly SessionEvent[]): ReplayMetrics['stages'] {
  const all = latencies(events);
  const of = (stage: keyof TurnLatency): WaitingTimes => waitingTimes(all.map((latency) => latency[stage])) ?? NO_WAIT;
  if (all.length === 0) return null;
  return {
    endpointing: of('endpointingMs'),
    transcript: of('transcriptMs'),
    model: of('modelMs'),
    examiner: of('examinerMs'),
    speech: of('speechMs'),
    firstSound: of('firstSoundMs'),
  };
}

const NO_WAIT: WaitingTimes = { p50Ms: 0, p95Ms: 0, maxMs: 0 };

function latencies(events: readonly SessionEvent[]): readonly TurnLatency[] {
  return events.flatMap((event) => (event.type === 'turn.responded' ? [event.latency] : []));
}

function waitingTimes(values: readonly number[]): WaitingTimes | null {
  const { p50, p95 } = percentiles(values);
  return p50 === null || p95 === null ? null : { p50Ms: p50, p95Ms: p95, maxMs: Math.max(...values) };
}

/** What is in the log: nothing where no provider told what it used. */
function costOf(events: readonly SessionEvent[]): number | null {
  const used = events.flatMap((event) => (event.type === 'provider.used' ? [event.costUsd] : []));
  const known = used.filter((cost) => cost !== null);
  // Sums of tenths of cents must not end in rounding errors.
  return known.length === 0 ? null : Math.round(known.reduce((sum, cost) => sum + cost, 0) * 1e6) / 1e6;
}
