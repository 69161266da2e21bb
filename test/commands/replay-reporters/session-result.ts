/** A session of one question and one answer, as a result with its events. */
import type { FixtureResult } from '../../../src/engine/replay/result.js';
import type { SessionEvent, SessionEventBody } from '../../../src/engine/session/log/events.js';
import { resultOf } from './results.js';

/** @param said by the candidate, between 5.5 and 8.5 s */
export function sessionResult(said: string): FixtureResult {
  let sequence = 0;
  const at = (atMs: number, body: SessionEventBody): SessionEvent =>
    ({ version: 1, sequence: ++sequence, atMs, wallTime: '2026-01-01T00:00:00.000Z', ...body }) as SessionEvent;
  const turn = { turnId: 't1', questionId: 'q1', part: 'part1' } as const;
  const stages = { endpointingMs: 800, transcriptMs: 50, modelMs: 0, examinerMs: 0, speechMs: 100, firstSoundMs: 20 };
  const events = [
    at(0, { type: 'part.started', part: 'part1' }),
    at(0, {
      type: 'question.asked',
      questionId: 'q1',
      part: 'part1',
      text: 'Where do you live?',
      purpose: 'question',
    }),
    at(0, {
      type: 'speech.started',
      lineId: 'l1',
      purpose: 'question',
      text: 'Where do you live?',
      provider: 'tone',
      prepared: true,
    }),
    at(5000, { type: 'speech.ended', lineId: 'l1' }),
    at(5000, { type: 'turn.started', ...turn, moment: 'answer' }),
    at(9300, {
      type: 'turn.ended',
      ...turn,
      question: 'Where do you live?',
      reason: 'endpoint',
      startMs: 5500,
      endMs: 8500,
      speechMs: 3000,
      segments: [{ startMs: 5500, endMs: 8500 }],
      typed: false,
    }),
    at(9470, { type: 'turn.responded', turnId: 't1', latency: { ...stages, totalMs: 970 } }),
    at(12_000, { type: 'session.ended', status: 'completed', why: 'done' }),
  ];
  return resultOf({
    events,
    transcript: [
      { speaker: 'examiner', atMs: 0, part: 'part1', text: 'Where do you live?', turnId: null },
      { speaker: 'candidate', atMs: 9300, part: 'part1', text: said, turnId: 't1' },
    ],
    compared: [
      {
        answer: 1,
        turnId: 't1',
        errors: { substitutions: 1, deletions: 0, insertions: 0, words: 1 },
        differences: [{ kind: 'substituted', expected: 'near', word: said }],
      },
    ],
    metrics: {
      session: 'completed',
      durationMs: 12_000,
      candidateSpeechMs: 3000,
      turns: 1,
      words: 3,
      waitsMs: [],
      answersUsed: 1,
      answersUnused: 0,
      repeats: 0,
      interruptions: 0,
      wer: null,
      response: { p50Ms: 970, p95Ms: 970, maxMs: 970 },
      stages: null,
      spokenTurns: 0,
      falseStarts: 0,
      rejoins: 0,
      cutIns: 0,
      answersCutInto: [],
      missedTurns: 0,
      costUsd: null,
    },
    bands: {
      overall: { rateable: true, band: 6.5, low: 6, high: 7 },
      fluency: { rateable: true, band: 6, low: 5, high: 7 },
      lexical: { rateable: true, band: 6, low: 5, high: 7 },
      grammar: { rateable: true, band: 6, low: 5, high: 7 },
      pronunciation: { rateable: false, reason: said },
    },
    expectedBands: { overall: { min: 5, max: 6 } },
  });
}
