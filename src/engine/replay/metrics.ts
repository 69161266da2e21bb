/** The figures of one replay, read from its log. */
import type { SessionEvent } from '../session/events.js';
import type { SessionResult } from '../session/live.js';
import type { ReplayMetrics } from './result.js';
import { totalErrors, type ComparedAnswer } from './transcript/compare-answers.js';
import { wordErrorRate } from './transcript/word-errors.js';

export interface MetricsSource {
  readonly result: SessionResult;
  readonly events: readonly SessionEvent[];
  readonly answers: number;
  readonly compared: readonly ComparedAnswer[];
}

export function metricsOf({ result, events, answers, compared }: MetricsSource): ReplayMetrics {
  const count = (type: SessionEvent['type']): number => events.filter((event) => event.type === type).length;
  const ended = events.filter((event) => event.type === 'turn.ended');
  const words = events.flatMap((event) => (event.type === 'transcript.final' ? event.text.split(/\s+/) : []));
  const used = Math.min(answers, count('turn.started'));
  const errors = totalErrors(compared);
  return {
    session: result.status,
    durationMs: events.at(-1)?.atMs ?? 0,
    candidateSpeechMs: ended.reduce((sum, { speechMs }) => sum + speechMs, 0),
    turns: ended.length,
    words: words.filter((word) => word !== '').length,
    answersUsed: used,
    answersUnused: answers - used,
    repeats: count('question.repeated'),
    interruptions: count('speech.interrupted'),
    wer: compared.length === 0 ? null : { ...errors, rate: wordErrorRate(errors) },
    response: responseTimes(events),
  };
}

function responseTimes(events: readonly SessionEvent[]): ReplayMetrics['response'] {
  const totals = events
    .flatMap((event) => (event.type === 'turn.responded' ? [event.latency.totalMs] : []))
    .sort((first, second) => first - second);
  const maxMs = totals.at(-1);
  if (maxMs === undefined) return null;
  return { p50Ms: percentile(totals, 0.5), p95Ms: percentile(totals, 0.95), maxMs };
}

/** Nearest rank: a value that was measured, never one between two. */
function percentile(sorted: readonly number[], share: number): number {
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? 0;
}
