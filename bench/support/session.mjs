/** Runs whole sessions of the program's own pipeline with a candidate who is heard by real voice activity detection. */
import { setImmediate as breathe } from 'node:timers/promises';
import { planExam } from '../../dist/engine/exam/plan.js';
import { createSessionScorer } from '../../dist/engine/scoring/score-session.js';
import { startSession } from '../../dist/engine/session/session.js';
import { DEFAULT_ENDPOINTING } from '../../dist/engine/speech/endpointing.js';
import { VirtualClock } from '../../dist/engine/time/virtual-clock.js';
import { createFileCandidate } from '../../dist/providers/recorded-candidate/file-candidate.js';
import { createNullOutput } from '../../dist/providers/null-output/null-output.js';
import { loadQuestionBank } from '../../dist/providers/question-bank/load-question-bank.js';
import { createResampler } from '../../dist/providers/resampler/resampler.js';
import { createWebrtcDetector } from '../../dist/providers/webrtc-vad/webrtc-detector.js';
import { immediateRecogniser, immediateVoice } from './providers.mjs';
import { answer } from './sounds.mjs';

/** Media time at full speed, while what is measured with `nowMs` is real. */
export class MeasuringClock extends VirtualClock {
  constructor() {
    super({ breathe: () => breathe() });
  }

  nowMs() {
    return performance.now();
  }
}

/** The same in CPU time of the process: what a busy machine takes away from us is not counted. */
export class CpuClock extends MeasuringClock {
  nowMs() {
    const { user, system } = process.cpuUsage();
    return (user + system) / 1000;
  }
}

const NO_BANDS = { fluency: null, lexical: null, grammar: null, pronunciation: null };

/** Keeps scoring out of a measurement. */
export function noScorer() {
  return { assess: async () => ({ measures: {}, bands: NO_BANDS }), score: async () => null };
}

/** Measures and bands as in a live test, without alignment and grammar, which are providers. */
export function measuringScorer() {
  return createSessionScorer({ aligner: null, grammar: null });
}

const ANSWERS = 80;

/**
 * @param options `seed`, `timing`, `answerMs`, `clock`, `pace`, `scorer`, `keepEvents` (false: only the last), and anything of a session's options
 * @returns the events and the media time of the session
 */
export async function runSession(options = {}) {
  const { seed = 1, timing = 'standard', answerMs = 18_000, pace = 'virtual', keepEvents = true, ...rest } = options;
  const clock = rest.clock ?? new VirtualClock({ breathe: () => breathe() });
  const samples = answer(answerMs);
  const scorer = rest.scorer ?? noScorer();
  const events = [];
  const live = await startSession({
    sessionId: `bench-${seed}`,
    appVersion: '0.0.0',
    candidate: null,
    plan: rest.plan ?? planExam({ bank: await loadQuestionBank(), seed, parts: ['part1', 'part2', 'part3'], timing }),
    resume: null,
    input: createFileCandidate({
      answers: Array.from({ length: ANSWERS }, () => ({ kind: 'audio', samples, delayMs: 600 })),
      clock,
      pace,
    }),
    output: createNullOutput({ clock }),
    recorder: null,
    speechToText: immediateRecogniser(),
    textToSpeech: immediateVoice(),
    languageModel: null,
    notices: null,
    speechCache: null,
    createResampler,
    voiceActivity: await createWebrtcDetector(),
    endpointing: DEFAULT_ENDPOINTING,
    bargeIn: 'auto',
    chosen: [],
    ...rest,
    clock,
    scorer,
    observers: [
      { onEvent: (event) => (keepEvents ? events.push(event) : (events[0] = event)) },
      ...(scorer.onEvent === undefined ? [] : [scorer]),
      ...(rest.observers ?? []),
    ],
  });
  rest.onStarted?.(live);
  const result = await live.finished;
  return { result, events, mediaMs: events.at(-1)?.atMs ?? 0 };
}
