import { describe, expect, it } from 'vitest';
import { percentiles } from '../../../src/engine/metrics/percentiles.js';
import { sessionMetrics } from '../../../src/engine/metrics/session-metrics.js';
import { turnMetrics } from '../../../src/engine/metrics/turn-metrics.js';
import type { SessionEventBody } from '../../../src/engine/session/log/events.js';
import { madeSession, numbered, started } from '../../support/stored-session.js';
import { runVirtualSession } from '../../support/virtual-session.js';

const latency = {
  endpointingMs: 700,
  transcriptMs: 20,
  modelMs: 0,
  examinerMs: 0.4,
  speechMs: 0,
  firstSoundMs: 10,
  totalMs: 730.4,
};

function turn(turnId: string, more: Partial<Extract<SessionEventBody, { type: 'turn.ended' }>> = {}): SessionEventBody {
  return {
    type: 'turn.ended',
    turnId,
    questionId: `q-${turnId}`,
    part: 'part1',
    question: 'Why?',
    reason: 'endpoint',
    startMs: 1000,
    endMs: 3000,
    speechMs: 1500,
    segments: [],
    typed: false,
    ...more,
  };
}

describe('turnMetrics', () => {
  it('gives a turn its latency, audio quality, confidence and providers, wherever they stand in the log', () => {
    const rows = turnMetrics(
      numbered([
        started('s', null, null),
        { type: 'provider.chosen', port: 'speechToText', provider: 'sherpa', why: 'installed' },
        { type: 'transcript.final', turnId: 'one', text: 'Hi', words: [], confidence: 0.75, provider: 'sherpa' },
        turn('one'),
        { type: 'audio.measured', turnId: 'one', levelDb: -20, snrDb: 31, clippedShare: 0.001 },
        { type: 'turn.responded', turnId: 'one', latency },
      ]),
    );
    expect(rows).toEqual([
      {
        sessionId: 's',
        turnId: 'one',
        part: 'part1',
        questionId: 'q-one',
        question: 'Why?',
        reason: 'endpoint',
        typed: false,
        startMs: 1000,
        endMs: 3000,
        speechMs: 1500,
        rejoins: 0,
        latency,
        levelDb: -20,
        snrDb: 31,
        clippedShare: 0.001,
        confidence: 0.75,
        providers: { textToSpeech: 'espeak', speechToText: 'sherpa' },
        providerFailures: 0,
        costUsd: 0,
      },
    ]);
  });

  it('follows a provider that is switched, and counts failures to the turn in which they happened', () => {
    const rows = turnMetrics(
      numbered([
        started('s', null, null),
        { type: 'provider.failed', port: 'textToSpeech', provider: 'espeak', code: 'x', message: '', remedy: '' },
        { type: 'provider.switched', port: 'textToSpeech', from: 'espeak', to: 'flite', why: 'it failed' },
        turn('one'),
        turn('two', { typed: true, reason: 'typed' }),
      ]),
    );
    expect(rows.map((row) => [row.providers.textToSpeech, row.providerFailures])).toEqual([
      ['flite', 1],
      ['flite', 0],
    ]);
    expect(rows[1]).toMatchObject({ latency: null, snrDb: null, confidence: null, typed: true });
  });

  it('counts what was used to the turn before whose end it was used, and knows no sum without a price', () => {
    const used = (costUsd: number | null, discarded = false) =>
      ({
        type: 'provider.used',
        port: 'speechToText',
        provider: 'deepgram:nova-3',
        firstByteMs: null,
        audioSeconds: 1,
        characters: null,
        inputTokens: null,
        outputTokens: null,
        costUsd,
        discarded,
      }) as const;
    const rows = turnMetrics(
      numbered([
        started('s', null, null),
        ...[used(0.25), used(0.5, true), turn('one')],
        turn('two'),
        ...[used(null), used(1), turn('three')],
        ...[used(2), turn('four')],
        used(4),
      ]),
    );
    expect(rows.map(({ costUsd }) => costUsd)).toEqual([0.75, 0, null, 2]);
  });

  it('counts how often a turn was taken up again, in its one row and in the session', () => {
    const goesOn = (endedSequence: number | null): SessionEventBody => ({
      type: 'turn.rejoined',
      turnId: 'one',
      moment: 'interview',
      silenceMs: 900,
      endedSequence,
    });
    const rows = turnMetrics(
      numbered([started('s', null, null), turn('one'), goesOn(2), goesOn(null), turn('one'), turn('two')]),
    );
    expect(rows.map(({ turnId, rejoins }) => [turnId, rejoins])).toEqual([
      ['one', 2],
      ['two', 0],
    ]);
    expect(sessionMetrics(rows).rejoins).toBe(2);
  });

  it('passes over figures of turns that never ended', () => {
    const rows = turnMetrics(
      numbered([started('s', null, null), { type: 'turn.responded', turnId: 'ghost', latency }, turn('one')]),
    );
    expect(rows.map((row) => row.latency)).toEqual([null]);
  });

  it('reads a session that really ran, turn by turn', async () => {
    const samples = Int16Array.from({ length: 32_000 }, (_, at) => 9000 * Math.sin(at / 7));
    const { events, of } = await runVirtualSession({
      parts: ['part1'],
      answers: Array.from({ length: 40 }, (_, index) =>
        index % 2 === 0
          ? { kind: 'text', text: 'I like my town because it is quiet and near the sea.', delayMs: 500 }
          : { kind: 'audio', samples, delayMs: 500 },
      ),
    });
    const rows = turnMetrics(events);
    expect(rows.length).toBeGreaterThan(3);
    expect(rows.map((row) => row.turnId)).toEqual(of('turn.ended').map((event) => event.turnId));
    expect(rows.every((row) => row.sessionId === 'test-session')).toBe(true);
    expect(rows.filter((row) => row.latency !== null)).toHaveLength(of('turn.responded').length);
    const spoken = rows.filter((row) => !row.typed && row.latency !== null);
    expect(spoken.length).toBeGreaterThan(0);
    for (const { latency: parts, speechMs, levelDb } of spoken) {
      expect(speechMs).toBeGreaterThan(1000);
      expect(levelDb).not.toBeNull();
      const { totalMs = 0, ...waits } = parts ?? {};
      expect(Object.values(waits).reduce((sum, wait) => sum + wait, 0)).toBeCloseTo(totalMs, 2);
    }
  });
});

describe('sessionMetrics', () => {
  it('sums a session up', () => {
    const rows = turnMetrics(
      numbered([
        started('s', null, null),
        turn('one'),
        { type: 'audio.measured', turnId: 'one', levelDb: -20, snrDb: 31, clippedShare: 0.001 },
        { type: 'turn.responded', turnId: 'one', latency },
        { type: 'provider.failed', port: 'store', provider: 'x', code: 'x', message: '', remedy: '' },
        turn('two'),
        { type: 'audio.measured', turnId: 'two', levelDb: -20, snrDb: null, clippedShare: 0.02 },
      ]),
    );
    expect(sessionMetrics(rows)).toEqual({
      turns: 2,
      responded: 1,
      rejoins: 0,
      latency: {
        endpointingMs: { p50: 700, p95: 700 },
        transcriptMs: { p50: 20, p95: 20 },
        modelMs: { p50: 0, p95: 0 },
        examinerMs: { p50: 0.4, p95: 0.4 },
        speechMs: { p50: 0, p95: 0 },
        firstSoundMs: { p50: 10, p95: 10 },
        totalMs: { p50: 730.4, p95: 730.4 },
      },
      lowestSnrDb: 31,
      highestClippedShare: 0.02,
      providerFailures: 1,
    });
  });

  it('has no figures for a session nobody answered in', () => {
    const { latency: none, ...rest } = sessionMetrics(turnMetrics(madeSession({ sessionId: 's', turns: 0 })));
    expect(none.totalMs).toEqual({ p50: null, p95: null });
    expect(rest).toEqual({
      turns: 0,
      responded: 0,
      rejoins: 0,
      lowestSnrDb: null,
      highestClippedShare: null,
      providerFailures: 0,
    });
  });
});

describe('percentiles', () => {
  it('are values that were measured: the nearest rank', () => {
    const hundred = Array.from({ length: 100 }, (_, index) => 100 - index);
    expect(percentiles(hundred)).toEqual({ p50: 50, p95: 95 });
    expect(percentiles([3, 1, 2])).toEqual({ p50: 2, p95: 3 });
    expect(percentiles([7])).toEqual({ p50: 7, p95: 7 });
    expect(percentiles([])).toEqual({ p50: null, p95: null });
  });
});
