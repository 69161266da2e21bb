/** A whole session in a room without headphones: the examiner must not interrupt itself, and the candidate still may. */
import { setImmediate as breathe } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import type { TextToSpeech } from '../../../../src/engine/ports/text-to-speech.js';
import type { VoiceActivityDetector } from '../../../../src/engine/ports/voice-activity-detector.js';
import type { CandidateAnswer } from '../../../../src/engine/replay/candidate-answer.js';
import type { BargeIn } from '../../../../src/engine/session/session-options.js';
import { VirtualClock } from '../../../../src/engine/time/virtual-clock.js';
import { createFileCandidate } from '../../../../src/providers/recorded-candidate/file-candidate.js';
import { createWebrtcDetector } from '../../../../src/providers/webrtc-vad/webrtc-detector.js';
import { createEchoRoom } from '../../../support/echo-room.js';
import { scriptedSpeechToText } from '../../../support/scripted-speech-to-text.js';
import { activeLevelDb, amplified, speechLike } from '../../../support/speech-like.js';
import { runVirtualSession, type VirtualSessionOutcome } from '../../../support/virtual-session.js';

const WORDS = 'i think it is a lovely place because there are many parks and friendly people who like to talk';

/** Every line is speech-like sound of its reading length. */
const VOICE: TextToSpeech = {
  id: 'speech-like',
  cacheKey: '',
  async *synthesize({ text }) {
    yield { samples: speechLike(400 + text.length * 60, text.length % 17), sampleRate: 16_000 };
  },
  close: async () => undefined,
};

const EXAMINER_DB = activeLevelDb(speechLike(4000, 3));
const voiced = (ms: number, db: number): Int16Array => {
  const words = speechLike(ms, 23);
  return amplified(words, db - activeLevelDb(words));
};

interface Room {
  readonly bargeIn: BargeIn;
  readonly echoDb: number | null;
  readonly delayMs?: number;
  readonly noiseDb?: number;
  readonly answers: readonly CandidateAnswer[];
  readonly voiceActivity: VoiceActivityDetector;
}

async function session(room: Room): Promise<VirtualSessionOutcome> {
  const clock = new VirtualClock({ breathe });
  const candidate = createFileCandidate({ answers: room.answers, clock, pace: 'virtual' });
  const { delayMs = 120, echoDb, noiseDb = -70 } = room;
  const { input, output } = createEchoRoom(candidate, { delayMs, echoDb, noiseDb });
  return runVirtualSession({
    answers: [],
    parts: ['part1'],
    options: {
      clock,
      input,
      output,
      textToSpeech: VOICE,
      speechToText: scriptedSpeechToText([{ text: WORDS }]),
      bargeIn: room.bargeIn,
      voiceActivity: room.voiceActivity,
    },
  });
}

const answer: CandidateAnswer = { kind: 'audio', samples: voiced(3000, -24), delayMs: 900 };
const answers = Array.from({ length: 60 }, () => answer);
const byCandidate = ({ of }: VirtualSessionOutcome) => of('speech.interrupted').filter(({ by }) => by === 'candidate');

describe('a session without headphones', () => {
  it.each([
    [-3, 60],
    [-3, 400],
    [-12, 120],
    [-12, 333],
    [-25, 60],
    [-25, 250],
  ])('at %d dB echo after %d ms the examiner never interrupts itself', async (echoDb, delayMs) => {
    const outcome = await session({
      bargeIn: 'auto',
      echoDb,
      delayMs,
      answers,
      voiceActivity: await createWebrtcDetector(),
    });
    expect(outcome.result.status).toBe('completed');
    expect(byCandidate(outcome)).toEqual([]);
    const spoken = outcome.of('turn.ended').filter(({ speechMs }) => speechMs > 0);
    expect(spoken.length).toBeGreaterThan(8);
    for (const { speechMs } of spoken) expect(Math.abs(speechMs - 3000)).toBeLessThan(700);
  });

  it('an unguarded microphone ("on") makes it interrupt itself: the test above can fail', async () => {
    const outcome = await session({
      bargeIn: 'on',
      echoDb: -12,
      answers,
      voiceActivity: await createWebrtcDetector(),
    });
    expect(byCandidate(outcome).length).toBeGreaterThan(3);
  });

  it.each([-12, -25])('at %d dB echo a candidate who speaks up still interrupts', async (echoDb) => {
    const loud: CandidateAnswer = {
      kind: 'interruption',
      samples: voiced(3000, EXAMINER_DB + echoDb + 12),
      interruptMs: 400,
    };
    const outcome = await session({
      bargeIn: 'auto',
      echoDb,
      answers: [answer, answer, ...Array.from({ length: 60 }, () => loud)],
      voiceActivity: await createWebrtcDetector(),
    });
    expect(byCandidate(outcome).length).toBeGreaterThan(5);
  });

  it('with headphones a soft voice interrupts', async () => {
    const soft: CandidateAnswer = { kind: 'interruption', samples: voiced(3000, -38), interruptMs: 400 };
    const outcome = await session({
      bargeIn: 'auto',
      echoDb: null,
      answers: [answer, answer, ...Array.from({ length: 60 }, () => soft)],
      voiceActivity: await createWebrtcDetector(),
    });
    expect(byCandidate(outcome).length).toBeGreaterThan(5);
  });

  it('with interrupting off nothing is heard while the examiner speaks', async () => {
    const outcome = await session({
      bargeIn: 'off',
      echoDb: -12,
      answers,
      voiceActivity: await createWebrtcDetector(),
    });
    expect(outcome.result.status).toBe('completed');
    expect(byCandidate(outcome)).toEqual([]);
  });

  it('ends, to be gone on with, where the microphone is the monitor of the speaker', async () => {
    const silent: CandidateAnswer = { kind: 'silence', silenceMs: 5000 };
    const outcome = await session({
      bargeIn: 'auto',
      echoDb: 0,
      noiseDb: Number.NEGATIVE_INFINITY,
      answers: Array.from({ length: 60 }, () => silent),
      voiceActivity: await createWebrtcDetector(),
    });
    expect(outcome.result).toMatchObject({
      status: 'failed',
      why: expect.stringContaining('nothing but the examiner'),
    });
    expect(outcome.of('provider.failed')).toMatchObject([{ port: 'input', remedy: expect.stringContaining('Plug') }]);
    // The name is asked for twice by then.
    expect(outcome.events.at(-1)?.atMs).toBeLessThan(30_000);
  });
});
