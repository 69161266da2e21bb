import { describe, expect, it } from 'vitest';
import type { SessionEvent, SessionEventBody } from '../../../src/engine/session/log/events.js';
import { createSessionScorer } from '../../../src/engine/scoring/score-session.js';
import { gatherEvidence } from '../../../src/engine/scoring/gather-evidence.js';
import {
  audioQualityFromEvents,
  turnsFromEvents,
  languageInstead,
} from '../../../src/engine/scoring/turns-from-events.js';
import { turnOf } from './support/turns.js';

function log(...bodies: readonly (SessionEventBody & { atMs?: number })[]): readonly SessionEvent[] {
  return bodies.map((body, index) => ({
    atMs: index * 100,
    ...body,
    version: 1,
    sequence: index + 1,
    wallTime: '2026-01-01T00:00:00.000Z',
  }));
}

const ended = (turnId: string, part: 'introduction' | 'part1' = 'part1'): SessionEventBody => ({
  type: 'turn.ended',
  turnId,
  questionId: 'q1',
  part,
  question: 'Where do you live?',
  reason: 'endpoint',
  startMs: 500,
  endMs: 900,
  speechMs: 400,
  segments: [{ startMs: 500, endMs: 900 }],
  typed: false,
});
const final = (turnId: string, text: string, startMs = 500): SessionEventBody => ({
  type: 'transcript.final',
  turnId,
  text,
  words: text.split(' ').map((word, index) => ({
    text: word,
    startMs: startMs + index * 10,
    endMs: startMs + index * 10 + 10,
    confidence: 1,
  })),
  confidence: 1,
  provider: 'p',
});
const started = (turnId: string): SessionEventBody => ({
  type: 'turn.started',
  turnId,
  questionId: 'q1',
  part: 'part1',
  moment: 'interview',
});

describe('rated answers from a log', () => {
  it('carry text, words, question and the end of the examiner before them', () => {
    const [turn] = turnsFromEvents(
      log({ type: 'speech.ended', lineId: 'l1', atMs: 250 }, started('t1'), final('t1', 'in Lyon'), ended('t1')),
    );
    expect(turn).toMatchObject({
      turnId: 't1',
      text: 'in Lyon',
      question: 'Where do you live?',
      questionEndedAtMs: 250,
      samples: null,
      typed: false,
    });
    expect(turn?.words).toHaveLength(2);
  });

  it('leave out the introduction, silence, requests and other languages', () => {
    const turns = turnsFromEvents(
      log(
        final('t1', 'my name is Ann'),
        ended('t1', 'introduction'),
        ended('t2'),
        final('t3', 'could you repeat that please'),
        { type: 'candidate.requested', turnId: 't3', request: 'repeat' },
        ended('t3'),
        final('t4', 'je ne sais pas'),
        { type: 'candidate.noted', turnId: 't4', note: 'foreignLanguage', detail: '' },
        ended('t4'),
        final('t5', 'what do you think about it'),
        { type: 'candidate.requested', turnId: 't5', request: 'opinion' },
        ended('t5'),
        final('t6', 'in a town'),
        ended('t6'),
      ),
    );
    expect(turns.map(({ turnId }) => turnId)).toEqual(['t6']);
  });

  it('leave out a language that the exam cannot name, and name what a test is in instead', () => {
    const swedish = 'jag bor i en liten stad nära havet och jag tycker mycket om att gå på promenader';
    const events = log(final('t1', swedish), ended('t1'), final('t2', swedish), ended('t2'));
    expect(turnsFromEvents(events)).toEqual([]);
    expect(languageInstead(events)).toBe('another language');
    expect(languageInstead(log(final('t1', swedish), ended('t1'), final('t2', 'in a town'), ended('t2')))).toBeNull();
  });

  it('keep a long answer that holds a request', () => {
    const text = 'well I think it is a hard question could you repeat it because I would like to answer it properly';
    const turns = turnsFromEvents(
      log(final('t1', text), { type: 'candidate.requested', turnId: 't1', request: 'repeat' }, ended('t1')),
    );
    expect(turns).toHaveLength(1);
  });

  it('join a second transcript that goes on, and take one that starts again instead of the first', () => {
    expect(turnsFromEvents(log(final('t1', 'I live'), final('t1', 'in Lyon', 700), ended('t1')))[0]?.text).toBe(
      'I live in Lyon',
    );
    expect(turnsFromEvents(log(final('t1', 'I leave'), final('t1', 'I live'), ended('t1')))[0]?.text).toBe('I live');
  });
});

it('audio quality is the mean clipping and the median noise of the turns', () => {
  const measured = (clippedShare: number, snrDb: number | null): SessionEventBody => ({
    type: 'audio.measured',
    turnId: 't',
    levelDb: -20,
    snrDb,
    clippedShare,
  });
  expect(audioQualityFromEvents(log(measured(0, 10), measured(0.2, 30), measured(0.1, null)))).toEqual({
    clippedShare: expect.closeTo(0.1) as number,
    snrDb: 30,
  });
  expect(audioQualityFromEvents([])).toEqual({ clippedShare: null, snrDb: null });
});

describe('gathering evidence', () => {
  const turn = { ...turnOf("um I don't know"), samples: new Int16Array(100) };
  const aligner = { id: 'a', close: () => Promise.resolve() };
  const grammar = { id: 'g', close: () => Promise.resolve() };

  it('asks for the words in lower case without fillers', async () => {
    let asked: readonly string[] = [];
    const align = (_: Int16Array, words: readonly string[]) => {
      asked = words;
      return Promise.resolve({ words: [], unknown: [] });
    };
    const evidence = await gatherEvidence(turn, { aligner: { ...aligner, align }, grammar: null });
    expect(asked).toEqual(['i', "don't", 'know']);
    expect(evidence).toMatchObject({ alignment: { words: [], unknown: [] }, grammar: null });
  });

  it('goes on without a provider that fails, and says so', async () => {
    const failures: string[] = [];
    const broken = () => Promise.reject(new Error('broken'));
    const evidence = await gatherEvidence(
      turn,
      { aligner: { ...aligner, align: broken }, grammar: { ...grammar, check: broken } },
      (port) => failures.push(port),
    );
    expect(evidence).toMatchObject({ alignment: null, grammar: null });
    expect(failures.toSorted()).toEqual(['grammar', 'wordAligner']);
  });

  it('asks for no alignment of typed answers', async () => {
    const align = () => Promise.reject(new Error('must not be asked'));
    const evidence = await gatherEvidence({ ...turn, typed: true }, { aligner: { ...aligner, align }, grammar: null });
    expect(evidence.alignment).toBeNull();
  });
});

describe('a test without rated answers', () => {
  const reasonOf = async (events: readonly SessionEvent[]): Promise<string> => {
    const scorer = createSessionScorer({ aligner: null, grammar: null });
    for (const event of events) scorer.onEvent(event);
    const { lexical } = (await scorer.score()).criteria;
    return lexical.rateable ? '' : lexical.reason;
  };

  it('is not said to be silent when the introduction was answered', async () => {
    const introduced = log(final('t1', 'my name is Po'), ended('t1', 'introduction'));
    expect(await reasonOf(introduced)).toMatch(/introduction .* not rated/);
    expect(await reasonOf(log(final('t1', ''), ended('t1')))).toBe('Nothing was said.');
  });
});
