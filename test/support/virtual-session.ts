/** Runs a whole session on the virtual clock with a scripted candidate, and gives back its log. */
import { setImmediate as breathe } from 'node:timers/promises';
import type { QuestionBank } from '../../src/engine/exam/bank.js';
import { planExam } from '../../src/engine/exam/plan.js';
import type { ExamPlan, RatedPart, Timing } from '../../src/engine/exam/types.js';
import type { VoiceActivityDetector } from '../../src/engine/ports/voice-activity-detector.js';
import type { CandidateAnswer } from '../../src/engine/replay/candidate-answer.js';
import type { SessionEvent, SessionEventOf, EventType } from '../../src/engine/session/log/events.js';
import type { LiveSession, SessionResult } from '../../src/engine/session/running-session.js';
import type { SessionOptions } from '../../src/engine/session/session-options.js';
import type { SessionScorer } from '../../src/engine/session/session-scorer.js';
import { startSession } from '../../src/engine/session/session.js';
import { DEFAULT_ENDPOINTING } from '../../src/engine/speech/endpointing.js';
import { levelDb } from '../../src/engine/speech/levels.js';
import { VirtualClock } from '../../src/engine/time/virtual-clock.js';
import { createFileCandidate } from '../../src/providers/recorded-candidate/file-candidate.js';
import { createNullOutput } from '../../src/providers/null-output/null-output.js';
import { createResampler } from '../../src/providers/resampler/resampler.js';
import { TEST_BANK } from './test-bank.js';

/** Anything loud is speech: enough for tones and bursts. */
export function levelVoiceActivity(): VoiceActivityDetector {
  return {
    id: 'level',
    process: (frame) => (levelDb(frame) > -45 ? 1 : 0),
    reset: () => undefined,
    close: () => undefined,
  };
}

const NO_BANDS = { fluency: null, lexical: null, grammar: null, pronunciation: null };
const NOT_RATED = { rateable: false, reason: 'not rated in this test' } as const;

/** For tests that are about something else than scores. */
export const NO_SCORER: SessionScorer = {
  assess: async () => ({ measures: {}, bands: NO_BANDS }),
  score: async () => ({
    mapping: 'none',
    rater: 'none',
    criteria: { fluency: NOT_RATED, lexical: NOT_RATED, grammar: NOT_RATED, pronunciation: NOT_RATED },
    overall: NOT_RATED,
    measures: {},
    practiceEstimate: true,
  }),
};

export interface VirtualSession {
  readonly answers: readonly CandidateAnswer[];
  readonly parts?: readonly RatedPart[];
  readonly seed?: number;
  readonly timing?: Timing;
  readonly bank?: QuestionBank;
  readonly plan?: ExamPlan;
  readonly options?: Partial<SessionOptions>;
  readonly skipPreparationMs?: number;
  /** To press keys in answer to events. */
  readonly onEvent?: (event: SessionEvent, live: LiveSession) => void;
}

export interface VirtualSessionOutcome {
  readonly result: SessionResult;
  readonly events: readonly SessionEvent[];
  of<Type extends EventType>(type: Type): readonly SessionEventOf<Type>[];
}

export async function runVirtualSession(session: VirtualSession): Promise<VirtualSessionOutcome> {
  const clock = session.options?.clock ?? new VirtualClock({ breathe });
  const plan =
    session.plan ??
    planExam({
      bank: session.bank ?? TEST_BANK,
      seed: session.seed ?? 7,
      parts: session.parts ?? ['part1', 'part2', 'part3'],
      timing: session.timing ?? 'standard',
    });
  const events: SessionEvent[] = [];
  const { skipPreparationMs } = session;
  let running: LiveSession | null = null;
  const live = await startSession({
    sessionId: 'test-session',
    appVersion: '0.0.0',
    candidate: null,
    plan,
    resume: null,
    input: createFileCandidate({
      answers: session.answers,
      clock,
      pace: 'virtual',
      ...(skipPreparationMs === undefined ? {} : { skipPreparationMs }),
    }),
    output: createNullOutput({ clock }),
    recorder: null,
    clock,
    speechToText: null,
    textToSpeech: null,
    languageModel: null,
    speechCache: null,
    createResampler,
    voiceActivity: levelVoiceActivity(),
    endpointing: DEFAULT_ENDPOINTING,
    bargeIn: 'auto',
    scorer: NO_SCORER,
    chosen: [],
    notices: null,
    ...session.options,
    observers: [
      { onEvent: (event) => events.push(event) },
      ...(session.options?.observers ?? []),
      { onEvent: (event) => running !== null && session.onEvent?.(event, running) },
    ],
  });
  // What was told before there was a session to press keys of.
  for (const event of events) session.onEvent?.(event, live);
  running = live;
  const result = await live.finished;
  return {
    result,
    events,
    of: <Type extends EventType>(type: Type) =>
      events.filter((event): event is SessionEventOf<Type> & SessionEvent => event.type === type),
  };
}
