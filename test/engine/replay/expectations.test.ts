import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { expectSchema } from '../../../src/engine/replay/fixture/expect-schema.js';
import { answerSchema, type FixtureAnswer } from '../../../src/engine/replay/fixture/answer-schema.js';
import { tolerancesOf, type GivenTolerances } from '../../../src/engine/replay/fixture/tolerances.js';
import type { SaidAnswer } from '../../../src/engine/replay/said-answers.js';
import {
  checkExpectations,
  type FixtureExpectations,
} from '../../../src/engine/replay/expectations/check-expectations.js';
import type { ReplayOutcome } from '../../../src/engine/replay/expectations/outcome.js';
import { metricsOf } from '../../../src/engine/replay/replay-metrics.js';
import type { BandResults } from '../../../src/engine/replay/result.js';
import { compareAnswers } from '../../../src/engine/replay/transcript/compare-answers.js';
import { transcriptOf } from '../../../src/engine/replay/transcript/transcript-lines.js';
import type { SessionEvent, SessionEventBody } from '../../../src/engine/session/log/events.js';
import { final, speech, started, turnEnded, turnStarted } from '../../support/session-events.js';

const latency = {
  endpointingMs: 700,
  transcriptMs: 0,
  modelMs: 0,
  examinerMs: 0,
  speechMs: 0,
  firstSoundMs: 0,
  totalMs: 700,
};

function used(costUsd: number | null): SessionEventBody {
  const nothing = { audioSeconds: null, characters: null, inputTokens: null, outputTokens: null, firstByteMs: null };
  return { type: 'provider.used', port: 'speechToText', provider: 'x:y', costUsd, discarded: false, ...nothing };
}

/** Media time and body; a short talk with one repeat. */
const TALK: readonly (readonly [number, SessionEventBody])[] = [
  [0, started()],
  [10, { type: 'part.started', part: 'part1' }],
  [20, speech('Where do you live?')],
  [1000, turnStarted('t1')],
  [4000, final('t1', 'could you repeat that')],
  [4000, turnEnded('t1', { startMs: 1600, endMs: 3300 })],
  [4000, { type: 'question.repeated', questionId: 'q1', part: 'part1', text: 'Where do you live?' }],
  [4100, { type: 'turn.responded', turnId: 't1', latency: { ...latency, endpointingMs: 400, modelMs: 300 } }],
  [5000, turnStarted('t2')],
  [9000, final('t2', 'i leave near the sea')],
  [9000, turnEnded('t2', { speechMs: 2500, startMs: 6100, endMs: 8200 })],
  [9000, used(0.002)],
  [9000, used(0.0005)],
  [9000, used(null)],
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

const ANSWERS = [{ reference: 'Could you repeat that?' }, { reference: 'I live near the sea.' }];
const SAID: readonly SaidAnswer[] = [
  { answer: 1, turnId: 't1', audio: { startMs: 1500, speechStartMs: 1600, speechEndMs: 3300 } },
  { answer: 2, turnId: 't2', audio: { startMs: 5600, speechStartMs: 6000, speechEndMs: 8200 } },
];

function expectations(
  yaml: string,
  answers: readonly FixtureAnswer[] = [],
  tolerances: GivenTolerances = {},
): FixtureExpectations {
  return { expect: expectSchema.parse(parse(yaml) ?? {}), answers, tolerances: tolerancesOf(tolerances) };
}

function outcome(bands: BandResults | null = BANDS): ReplayOutcome {
  const events = TALK.map(
    ([atMs, body], index) => ({ version: 1, sequence: index + 1, atMs, wallTime: '', ...body }) as SessionEvent,
  );
  const compared = compareAnswers(ANSWERS, SAID, events);
  const result = { sessionId: 's', status: 'completed', why: '' } as const;
  return {
    events,
    transcript: transcriptOf(events),
    bands,
    compared,
    said: SAID,
    metrics: metricsOf({ result, events, answers: 3, said: SAID, compared }),
  };
}

function failures(yaml: string, of = outcome()): readonly string[] {
  return checkExpectations(expectations(yaml), of).map(({ expectation, message }) => `${expectation}: ${message}`);
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
    'latency: { modelMax: 300ms, modelP50: 0, examinerMax: 0 }',
    'latency: { endpointingMax: 1.5s, transcriptP95: 0, firstSoundMax: 0 }',
    'transcript: { exact: ["Could you repeat that?", "I leave near the sea."] }',
    'wer: { eachMax: 0.2 }',
    'bands: { fluency: { is: 6.5, tolerance: 0.5 }, grammar: { is: 5 } }',
    'turns: {}',
    'turns: { tolerance: 100ms }',
    'cutIns: 0',
    'falseStarts: 0',
    'missedTurns: { max: 1 }',
    'cost: { max: 0.0025 }',
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
      'events: part.started in part2 was expected; it happened once, but in part1',
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
    ['latency: { endpointingP95: 900ms }', 'latency: endpointingP95 is 1500 ms, at most 900 ms was expected'],
    ['latency: { modelMax: 200ms }', 'latency: modelMax is 300 ms, at most 200 ms was expected'],
    ['transcript: { exact: ["Could you repeat that?"] }', 'transcript: 1 transcripts were expected, and there are 2'],
    [
      'transcript: { exact: ["Could you repeat that?", "I live near the sea."] }',
      'transcript: 1 of 2 transcripts are not the expected ones',
    ],
    [
      'wer: { eachMax: 0.1 }',
      'wer: answer 2: word error rate 20.0 %, at most 10.0 % was expected (5 words: 1 replaced, 0 missing, 0 added)',
    ],
    ['bands: { fluency: { is: 7, tolerance: 0.5 } }', 'bands: fluency: band 6, expected to be 7, give or take 0.5'],
    [
      'turns: { tolerance: 50ms }',
      'turns: answer 2: the heard speech starts at 0.50 s, expected 0.40 s, give or take 0.05 s',
    ],
    ['falseStarts: { min: 1 }', 'falseStarts: false starts of the examiner: 0, expected at least 1'],
    ['wer: { max: 0.111 }', expect.stringContaining('rate 11.111 %, at most 11.100 %') as string],
    ['cutIns: 1', 'cutIns: answers that were cut into: 0, expected 1'],
    ['cost: { max: 0.001 }', 'cost: the providers cost $0.0025, at most $0.0010 was expected'],
    ['latency: { responseP95: 800ms }', 'latency: responseP95 is 1500 ms, at most 800 ms was expected'],
  ])('%s fails', (yaml, message) => {
    expect(failures(yaml)).toEqual([message]);
  });

  it('shows what was heard differently when there are too many word errors', () => {
    const [failure] = checkExpectations(expectations('wer: { max: 0.05 }'), outcome());
    expect(failure?.message).toBe(
      'word error rate 11.1 %, at most 5.0 % was expected (9 words: 1 replaced, 0 missing, 0 added)',
    );
    expect(failure?.differences).toMatchObject([
      {
        label: 'answer 2',
        words: [{ kind: 'same' }, { kind: 'substituted', expected: 'live', word: 'leave' }, {}, {}, {}],
      },
    ]);
  });

  it('checks everything, and fails where nothing was measured', () => {
    const nothing = { ...outcome(null), compared: [], metrics: { ...outcome().metrics, wer: null, response: null } };
    expect(
      failures(
        '{ status: failed, wer: { max: 1 }, bands: { overall: { min: 0 } }, latency: { responseMax: 1s } }',
        nothing,
      ),
    ).toHaveLength(4);
  });
});

describe('what a fixture may expect of one answer', () => {
  const of = (expected: string, tolerances: GivenTolerances = {}): readonly string[] => {
    const answer = answerSchema.parse({ audio: 'a.wav', reference: 'I live near the sea.', expect: parse(expected) });
    const first = answerSchema.parse({ audio: 'a.wav' });
    return checkExpectations(expectations('{}', [first, answer], tolerances), outcome()).map(({ message }) => message);
  };

  it.each([
    '{ exact: "i LEAVE near the sea" }',
    '{ contains: [near the sea], lacks: [mountain], wer: 0.2, reason: endpoint }',
    '{ start: 500ms, end: 2.6s }',
    '{ start: 300ms }',
  ])('%s holds', (expected) => {
    expect(of(expected)).toEqual([]);
  });

  it.each([
    ['{ exact: "I live near the sea" }', 'answer 2: was understood differently'],
    ['{ contains: [far] }', 'answer 2: "far" was expected to be heard'],
    ['{ lacks: [near] }', 'answer 2: "near" was expected not to be heard'],
    [
      '{ wer: 0.1 }',
      'answer 2: word error rate 20.0 %, at most 10.0 % was expected (5 words: 1 replaced, 0 missing, 0 added)',
    ],
    ['{ reason: silence }', 'answer 2: its turn was expected to end by silence, and ended by endpoint'],
    ['{ end: 2.2s }', 'answer 2: the heard speech ends at 2.60 s, expected 2.20 s, give or take 0.20 s'],
  ])('%s fails', (expected, message) => {
    expect(of(expected)).toEqual([message]);
  });

  it('takes the tolerance of the answer, then of the fixture', () => {
    expect(of('{ end: 2.2s, tolerance: 400ms }')).toEqual([]);
    expect(of('{ end: 2.2s }', { turns: 400 })).toEqual([]);
    expect(of('{ end: 2.2s, tolerance: 100ms }', { turns: 400 })).toHaveLength(1);
  });
});

describe('turns that went wrong', () => {
  const errorsIn = (bodies: readonly (readonly [number, SessionEventBody])[], speechEndMs: number) => {
    const events = bodies.map(
      ([atMs, body], index) => ({ version: 1, sequence: index + 1, atMs, wallTime: '', ...body }) as SessionEvent,
    );
    const said = [{ answer: 1, turnId: 't', audio: { startMs: 5000, speechStartMs: 5200, speechEndMs } }];
    const result = { sessionId: 's', status: 'completed', why: '' } as const;
    const { answersCutInto, cutIns, falseStarts, missedTurns } = metricsOf({
      result,
      events,
      answers: 1,
      said,
      compared: [],
    });
    expect(cutIns).toBe(answersCutInto.length);
    return { answersCutInto, falseStarts, missedTurns };
  };
  const errors = (change: Parameters<typeof turnEnded>[1], speechEndMs: number) => {
    const { answersCutInto, missedTurns } = errorsIn([[9000, turnEnded('t', change)]], speechEndMs);
    return { answersCutInto, missedTurns };
  };

  it('are answers with speech to come, unless the time was over or the candidate ended them', () => {
    expect(errors({}, 8000)).toEqual({ answersCutInto: [], missedTurns: 0 });
    expect(errors({}, 9050)).toEqual({ answersCutInto: [], missedTurns: 0 });
    expect(errors({}, 9500)).toEqual({ answersCutInto: [1], missedTurns: 0 });
    expect(errors({ reason: 'timeLimit' }, 9500)).toEqual({ answersCutInto: [], missedTurns: 0 });
    expect(errors({ reason: 'finishedKey' }, 9500)).toEqual({ answersCutInto: [], missedTurns: 0 });
  });

  it('are told by where in the audio the turn was taken, also when its words come after the answer', () => {
    const responded: SessionEventBody = {
      type: 'turn.responded',
      turnId: 't',
      latency: { ...latency, endpointingMs: 900 },
    };
    const late = (speechEndMs: number) =>
      errorsIn(
        [
          [9000, turnEnded('t', { endMs: 7000 })],
          [9100, responded],
        ],
        speechEndMs,
      ).answersCutInto;
    expect(late(7900)).toEqual([]);
    expect(late(8500)).toEqual([1]);
  });

  it('are turns that were taken up again only where the examiner was heard in them', () => {
    const dropped = (spokenMs: number): SessionEventBody => ({
      type: 'speech.interrupted',
      lineId: 'early',
      spokenMs,
      by: 'correction',
    });
    const takenUp = (...meanwhile: readonly SessionEventBody[]) =>
      errorsIn(
        [
          [1000, speech('Where do you live?')],
          [5200, { type: 'candidate.startedSpeaking', turnId: 't' }],
          ...meanwhile.map((body) => [8000, body] as const),
          // Its words were late.
          [9500, { type: 'turn.rejoined', turnId: 't', moment: 'interview', silenceMs: 800, endedSequence: null }],
          [12_000, turnEnded('t', { endMs: 11_000 })],
        ],
        11_000,
      );
    expect(takenUp()).toMatchObject({ answersCutInto: [], falseStarts: 0 });
    expect(takenUp(speech('And?', 'question', 'early'), dropped(200))).toMatchObject({
      answersCutInto: [],
      falseStarts: 1,
    });
    expect(takenUp(speech('And?', 'question', 'early'), dropped(400))).toMatchObject({
      answersCutInto: [1],
      falseStarts: 1,
    });
  });

  it('and answers of which nothing was heard', () => {
    expect(errors({ reason: 'silence', speechMs: 0 }, 8000)).toEqual({ answersCutInto: [], missedTurns: 1 });
    expect(errors({ reason: 'silence', speechMs: 0 }, 9500)).toEqual({ answersCutInto: [], missedTurns: 1 });
  });

  it('and answers that no turn was there for', () => {
    const result = { sessionId: 's', status: 'completed', why: '' } as const;
    const said = [{ answer: 1, turnId: null, audio: { startMs: 500, speechStartMs: 700, speechEndMs: 1500 } }];
    expect(metricsOf({ result, events: [], answers: 1, said, compared: [] })).toMatchObject({
      spokenTurns: 1,
      missedTurns: 1,
    });
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

describe('a session that broke off', () => {
  const broken = (status: 'failed' | 'aborted'): ReplayOutcome => {
    const whole = outcome();
    return { ...whole, metrics: { ...whole.metrics, session: status } };
  };
  const QUIET = 'cutIns: 0\nmissedTurns: 0\nevents: [{ type: provider.failed, absent: true }]';

  it.each(['failed', 'aborted'] as const)('fails a fixture that expects little (%s)', (status) => {
    expect(failures(QUIET)).toEqual([]);
    expect(failures(QUIET, broken(status))).toEqual([
      `status: the session was expected to go on to its end, and is ${status}: the test was completed`,
    ]);
  });

  it('passes where that is expected', () => {
    expect(failures('status: failed', broken('failed'))).toEqual([]);
  });

  it('fails what is expected of turns and words when there are none', () => {
    const nothing = { ...outcome(), said: [], compared: [] };
    expect(failures('turns: {}', nothing)).toEqual(['turns: no spoken answer had a turn that ended']);
    const answers = [{ audio: 'a.flac', reference: 'Yes.', expect: { wer: 0.5 } }].map((answer) =>
      answerSchema.parse(answer),
    );
    const [failure] = checkExpectations(expectations('', answers), { ...outcome(), compared: [] });
    expect(failure?.message).toContain('could not be compared');
  });
});

describe('an expectation that nothing could ever break', () => {
  it.each([
    [
      'events: [{ type: provider.failed, where: { port: stt }, absent: true }]',
      /"port" is never "stt", but one of speechToText/,
    ],
    [
      'events: [{ type: turn.ended, where: { reason: timelimit }, absent: true }]',
      /never "timelimit", but one of .*timeLimit/,
    ],
    ['events: [{ type: part.started, where: { part: 2 }, absent: true }]', /"part" is never 2/],
    ['order: [{ type: part.started, where: { part: part4 } }]', /"part" is never "part4"/],
    ['events: [{ type: turn.ended, where: { questionId: { min: 2 } } }]', /no number/],
    ['events: [{ type: turn.responded, where: { latency: 5 } }]', /several values/],
    ['events: [{ type: turn.ended, absent: true, count: 3 }]', /exclude each other/],
    ['events: [{ type: turn.ended, after: 60s, within: 30s }]', /later than within/],
    ['events: [{ type: turn.ended, count: {} }]', /needs min or max/],
    ['cutIns: { min: 3, max: 1 }', /min is more than max/],
    ['missedTurns: {}', /needs min or max/],
    ['wer: {}', /needs max or eachMax/],
    ['latency: {}', /expects nothing/],
    ['bands: { overall: { tolerance: 0.5 } }', /needs "is"/],
    ['bands: { overall: { min: 7, max: 6 } }', /min is more than max/],
    ['bands: { overall: {} }', /expects nothing/],
    ['events: [{ type: session.paused, absent: true }]', /no replay has such an event/],
    ['order: [{ type: turn.ended }, { type: candidate.muted }]', /no replay has such an event/],
    ['cutIns: { min: 0 }', /never fewer than 0/],
    ['events: [{ type: turn.ended, count: { min: 0 } }]', /never fewer than 0/],
    ['missedTurns: { max: -1 }\nbands: { overall: { min: 12 } }', /^(?!.*more than max).*Too small.*Too big/s],
    ['transcript: {}', /expects nothing/],
    ['transcript: { exact: ["By bus.", "um"] }', /no word in it that is compared; write ""/],
  ])('is refused: %s', (yaml, why) => {
    expect(z.prettifyError(expectSchema.safeParse(parse(yaml)).error ?? new z.ZodError([]))).toMatch(why);
  });

  it.each([
    ['{ exact: um }', /no word in it that is compared; write ""/],
    ['{ contains: [by bus], tolerance: 100ms }', /tolerance needs start or end/],
  ])('is refused of an answer: %s', (yaml, why) => {
    const { error } = answerSchema.safeParse({ audio: 'a.wav', expect: parse(yaml) as unknown });
    expect(z.prettifyError(error ?? new z.ZodError([]))).toMatch(why);
  });

  it('is not that nothing is understood', () => {
    expect(answerSchema.safeParse({ audio: 'a.wav', expect: { exact: '' } }).success).toBe(true);
    expect(expectSchema.safeParse({ transcript: { exact: ['', 'By bus.'] } }).success).toBe(true);
  });
});
