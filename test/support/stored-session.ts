/** A session's events as a test wants them: a start, any number of turns, an end. */
import type { SessionEvent, SessionEventBody } from '../../src/engine/session/log/events.js';
import type { TestScore } from '../../src/engine/scoring/types.js';

export interface MadeSession {
  readonly sessionId: string;
  readonly candidate?: string | null;
  /** ISO 8601. */
  readonly startedAt?: string;
  /** How its input described itself. */
  readonly input?: string;
  readonly turns?: number;
  readonly recordingPath?: string | null;
  /** Left out: the session is interrupted. */
  readonly ended?: 'completed' | 'ended' | 'failed' | 'aborted';
  readonly band?: number;
}

const NOT_RATED = { rateable: false, reason: 'too little was said' } as const;

export function madeScore(band: number | null, rater = 'measured'): TestScore {
  return {
    mapping: 'test-1',
    rater,
    criteria: { fluency: NOT_RATED, lexical: NOT_RATED, grammar: NOT_RATED, pronunciation: NOT_RATED },
    overall:
      band === null
        ? NOT_RATED
        : { rateable: true, band, mean: band, low: band - 0.5, high: band + 0.5, rounding: 'down' },
    measures: {},
    practiceEstimate: true,
  };
}

/** Numbers and dates bodies: one second of media and of wall time apart. */
export function numbered(
  bodies: readonly SessionEventBody[],
  startedAt = '2026-03-01T10:00:00.000Z',
  from = 1,
): readonly SessionEvent[] {
  return bodies.map((body, index) => {
    const sequence = from + index;
    const wallTime = new Date(Date.parse(startedAt) + (sequence - 1) * 1000).toISOString();
    return { version: 1, sequence, atMs: (sequence - 1) * 1000, wallTime, ...body } as SessionEvent;
  });
}

export function madeSession(made: MadeSession): readonly SessionEvent[] {
  const { sessionId, candidate = null, startedAt, input, turns = 1, recordingPath = null, ended, band } = made;
  const begin = started(sessionId, candidate, recordingPath);
  const bodies: SessionEventBody[] = [input === undefined ? begin : { ...begin, input }];
  for (let turn = 1; turn <= turns; turn++) bodies.push(...turnBodies(turn));
  if (band !== undefined) bodies.push({ type: 'session.scored', score: madeScore(band) });
  if (ended !== undefined) bodies.push({ type: 'session.ended', status: ended, why: 'it was over' });
  return numbered(bodies, startedAt);
}

export function started(sessionId: string, candidate: string | null, recordingPath: string | null) {
  return {
    type: 'session.started',
    sessionId,
    appVersion: '0.0.0',
    candidate,
    seed: 7,
    parts: ['part1', 'part3'],
    timing: 'standard',
    bankVersion: '1',
    input: 'typed answers',
    output: 'nothing',
    acoustic: false,
    providers: { textToSpeech: 'espeak' },
    recordingPath,
  } as const satisfies SessionEventBody;
}

function turnBodies(turn: number): readonly SessionEventBody[] {
  const turnId = `turn-${String(turn)}`;
  const questionId = `question-${String(turn)}`;
  const question = `Question ${String(turn)}, "why"?`;
  return [
    {
      type: 'speech.started',
      lineId: `line-${String(turn)}`,
      purpose: 'question',
      text: question,
      provider: 'espeak',
      prepared: true,
    },
    { type: 'speech.ended', lineId: `line-${String(turn)}` },
    { type: 'turn.started', turnId, questionId, part: 'part1', moment: 'answer' },
    {
      type: 'transcript.final',
      turnId,
      text: `Answer ${String(turn)}.`,
      words: [],
      confidence: 0.9,
      provider: 'pocketsphinx',
    },
    {
      type: 'turn.ended',
      turnId,
      questionId,
      part: 'part1',
      question,
      reason: 'endpoint',
      startMs: turn * 10_000,
      endMs: turn * 10_000 + 4_000,
      speechMs: 3_500,
      segments: [],
      typed: false,
    },
  ];
}
