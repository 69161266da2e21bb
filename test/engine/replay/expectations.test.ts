import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { expectSchema } from '../../../src/engine/replay/fixture/expect-schema.js';
import { checkExpectations, type ReplayOutcome } from '../../../src/engine/replay/expectations/check-expectations.js';
import { metricsOf } from '../../../src/engine/replay/metrics.js';
import type { BandResults } from '../../../src/engine/replay/result.js';
import { compareAnswers } from '../../../src/engine/replay/transcript/compare-answers.js';
import { transcriptOf } from '../../../src/engine/replay/transcript/conversation.js';
import type { SessionEvent, SessionEventBody } from '../../../src/engine/session/events.js';
import { final, speech, started, turnEnded, turnStarted } from '../../support/session-events.js';

const latency = { endpointingMs: 700, transcriptMs: 0, examinerMs: 0, speechMs: 0, firstSoundMs: 0, totalMs: 700 };

/** Media time and body; a short talk with one repeat. */
const TALK: readonly (readonly [number, SessionEventBody])[] = [
  [0, started()],
  [10, { type: 'part.started', part: 'part1' }],
  [20, speech('Where do you live?')],
  [1000, turnStarted('t1')],
  [4000, final('t1', 'could you repeat that')],
  [4000, turnEnded('t1')],
  [4000, { type: 'question.repeated', questionId: 'q1', part: 'part1', text: 'Where do you live?' }],
  [4100, { type: 'turn.responded', turnId: 't1', latency }],
  [5000, turnStarted('t2')],
  [9000, final('t2', 'i leave near the sea')],
  [9000, turnEnded('t2', { speechMs: 2500 })],
  [9500, { type: 'turn.responded', turnId: 't2', latency: { ...latency, endpointingMs: 1500, totalMs: 1500 } }],
  [9900, { type: 'session.ended', status: 'completed', why: 'the test was completed' }],
];

const BANDS: BandResults = {
  fluency: { rateable: true, band: 6, low: 5.2, high: 6.8 },
  lexical: { rateable: true, band: 6, low: 5.2, high: 6.8 },
  grammar: { rateable: true, band: 5, low: 4.2, high: 5.8 },
  pronunciation: { rateable: false, reason: 'No acoustic evidence.' },
  overall: { rateable: false, reason: 'A Speaking band needs all four criteria.' },
};

function outcome(bands: BandResults | null = BANDS): ReplayOutcome {
  const events = TALK.map(
    ([atMs, body], index) => ({ version: 1, sequence: index + 1, atMs, wallTime: '', ...body }) as SessionEvent,
  );
  const compared = compareAnswers(['Could you repeat that?', 'I live near the sea.'], events);
  const result = { sessionId: 's', status: 'completed', why: '' } as const;
  return {
    events,
    transcript: transcriptOf(events),
    bands,
    compared,
    metrics: metricsOf({ result, events, answers: 3, compared }),
  };
}

function failures(yaml: string, of = outcome()): readonly string[] {
  return checkExpectations(expectSchema.parse(parse(yaml)), of).map(
    ({ expectation, message }) => `${expectation}: ${message}`,
  );
}

describe('what a fixture may expect', () => {
  it.each([
    'status: completed',
    'wer: { max: 0.12 }',
    'bands: { fluency: { min: 6, max: 6 } }',
    'bands: { overall: { rateable: false, reason: ALL FOUR } }',
    'events: [{ type: question.repeated }]',
    'events: [{ type: question.repeated, within: 4s, after: 4s, count: 1 }]',
    'events: [{ type: turn.ended, where: { turnId: t2, speechMs: { min: 2000, max: 3000 } } }]',
    'events: [{ type: turn.responded, where: { latency.totalMs: 1500 } }]',
    'events: [{ type: provider.failed, absent: true }]',
    'events: [{ type: turn.ended, count: { min: 2, max: 3 } }]',
    'order: [{ type: part.started }, { type: question.repeated }, { type: turn.started, where: { turnId: t2 } }]',
    'transcript: { contains: ["Near the SEA!"], lacks: ["mountain", "sea near"] }',
    'latency: { responseP50: 700ms, responseP95: 1.5s, responseMax: 2s }',
  ])('%s holds', (yaml) => {
    expect(failures(yaml)).toEqual([]);
  });

  it.each([
    ['status: ended', 'status: the session was expected to be ended, and is completed: the test was completed'],
    ['bands: { fluency: { min: 6.5 } }', 'bands: fluency: band 6, at least 6.5 was expected'],
    ['bands: { grammar: { max: 4 } }', 'bands: grammar: band 5, at most 4 was expected'],
    ['bands: { grammar: { rateable: false } }', 'bands: grammar: band 5, expected not to be rateable'],
    [
      'bands: { pronunciation: { min: 1 } }',
      'bands: pronunciation: a band was expected, but it is not rateable: No acoustic evidence.',
    ],
    [
      'bands: { overall: { rateable: false, reason: minutes } }',
      'bands: overall: not rateable because "A Speaking band needs all four criteria."; the reason was expected to contain "minutes"',
    ],
    ['events: [{ type: audio.noisy }]', 'events: audio.noisy was expected, but did not happen'],
    [
      'events: [{ type: question.repeated, within: 3s }]',
      'events: question.repeated was expected within 3.0 s, but did not happen (it did at 4.0 s)',
    ],
    [
      'events: [{ type: part.started, where: { part: part2 } }]',
      'events: part.started { part: "part2" } was expected, but did not happen (once with part was "part1")',
    ],
    [
      'events: [{ type: question.repeated, absent: true }]',
      'events: question.repeated was expected not to happen, but did at 4.0 s',
    ],
    ['events: [{ type: turn.ended, count: 1 }]', 'events: turn.ended was expected once, and happened 2 times'],
    [
      'order: [{ type: question.repeated }, { type: part.started }]',
      'order: part.started was expected after question.repeated, but did not happen there',
    ],
    ['transcript: { contains: [mountain] }', 'transcript: the candidate was expected to say "mountain"'],
    ['transcript: { lacks: [the sea] }', 'transcript: the candidate was expected not to say "the sea"'],
    ['latency: { responseP95: 800ms }', 'latency: responseP95 is 1500 ms, at most 800 ms was expected'],
  ])('%s fails', (yaml, message) => {
    expect(failures(yaml)).toEqual([message]);
  });

  it('shows what was heard differently when there are too many word errors', () => {
    const [failure] = checkExpectations({ wer: { max: 0.05 } }, outcome());
    expect(failure?.message).toBe(
      'word error rate 11.1 %, at most 5.0 % was expected (9 words: 1 others, 0 missing, 0 added)',
    );
    expect(failure?.differences).toMatchObject([
      {
        answer: 2,
        turnId: 't2',
        words: [{ kind: 'same' }, { kind: 'substituted', expected: 'live', word: 'leave' }, {}, {}, {}],
      },
    ]);
  });

  it('checks everything, and fails where nothing was measured', () => {
    const nothing = { ...outcome(null), compared: [], metrics: { ...outcome().metrics, wer: null, response: null } };
    expect(
      failures('{ status: failed, wer: { max: 1 }, bands: { overall: {} }, latency: { responseMax: 1s } }', nothing),
    ).toHaveLength(4);
  });
});

describe('the figures of a replay', () => {
  it('count answers used and unused, repeats, words, and waiting times by nearest rank', () => {
    expect(outcome().metrics).toMatchObject({
      session: 'completed',
      durationMs: 9900,
      candidateSpeechMs: 4300,
      turns: 2,
      words: 9,
      answersUsed: 2,
      answersUnused: 1,
      repeats: 1,
      interruptions: 0,
      response: { p50Ms: 700, p95Ms: 1500, maxMs: 1500 },
    });
  });
});
