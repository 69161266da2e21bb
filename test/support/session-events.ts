/** Short builders for event bodies, with harmless defaults. */
import type { SessionEventBody } from '../../src/engine/session/log/events.js';
import type { CriterionScore, TestScore } from '../../src/engine/scoring/types.js';

type BodyOf<Type extends SessionEventBody['type']> = Extract<SessionEventBody, { type: Type }>;

export function started(change: Partial<BodyOf<'session.started'>> = {}): SessionEventBody {
  return {
    type: 'session.started',
    sessionId: 'session-1',
    appVersion: '0.0.0',
    candidate: null,
    seed: 1,
    parts: ['part1', 'part2', 'part3'],
    timing: 'standard',
    bankVersion: '1.0.0',
    input: 'microphone',
    output: 'speaker',
    acoustic: true,
    providers: {},
    recordingPath: null,
    ...change,
  };
}

export function speech(text: string, purpose = 'question', lineId = 'l1'): SessionEventBody {
  return { type: 'speech.started', lineId, purpose, text, provider: 'espeak', prepared: true };
}

export function turnStarted(turnId: string, moment = 'interview'): SessionEventBody {
  return { type: 'turn.started', turnId, questionId: 'q1', part: 'part1', moment };
}

/** Words 300 ms apart; `unclear` ones with a confidence of 0.2. */
export function final(turnId: string, text: string, unclear: readonly string[] = []): SessionEventBody {
  return {
    type: 'transcript.final',
    turnId,
    text,
    words: text.split(' ').map((word, index) => ({
      text: word,
      startMs: index * 300,
      endMs: index * 300 + 250,
      confidence: unclear.includes(word) ? 0.2 : 0.9,
    })),
    confidence: 0.9,
    provider: 'pocketsphinx',
  };
}

export function turnEnded(turnId: string, change: Partial<BodyOf<'turn.ended'>> = {}): SessionEventBody {
  return {
    type: 'turn.ended',
    turnId,
    questionId: 'q1',
    part: 'part1',
    question: 'Where do you live?',
    reason: 'endpoint',
    startMs: 1000,
    endMs: 3000,
    speechMs: 1800,
    segments: [],
    typed: false,
    ...change,
  };
}

function criterion(band: number, quote: string, practise: string): CriterionScore {
  return {
    rateable: true,
    band,
    raw: band + 0.1,
    low: band - 0.7,
    high: band + 0.6,
    basis: [],
    quotes: [{ turnId: 't2', text: quote, atMs: 65_000, why: 'a pause of 2.1 s inside a clause' }],
    practise: [practise],
  };
}

export const RATED: TestScore = {
  mapping: '1',
  rater: 'measured',
  criteria: {
    fluency: criterion(6, 'and then we we went to the', 'keep talking about one topic for a minute without stopping'),
    lexical: criterion(7, 'a picturesque harbour', 'use less common words you already know'),
    grammar: criterion(6, 'if I would have time', 'conditional sentences about the past'),
    pronunciation: criterion(6, 'comfortable', 'word stress in long words'),
  },
  overall: { rateable: true, band: 6, mean: 6.25, low: 5.6, high: 6.8, rounding: 'down' },
  measures: {},
  practiceEstimate: true,
};

const NO_SPEECH = { rateable: false, reason: 'only 41 s of rated speech; about 3 minutes are needed' } as const;

export const NOT_RATEABLE: TestScore = {
  ...RATED,
  criteria: { fluency: NO_SPEECH, lexical: NO_SPEECH, grammar: NO_SPEECH, pronunciation: NO_SPEECH },
  overall: NO_SPEECH,
};
