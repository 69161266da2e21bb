/**
 * The fault matrix of recognition: Deepgram's two protocols, each way to fail, at each moment of a short test by voice,
 * through the unmodified package, over real sockets, in virtual time. In every case the test completes, the transcript
 * has each word once, and nobody waits 4 s.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { seededRandom } from '../../src/engine/exam/random.js';
import type { Clock } from '../../src/engine/ports/clock.js';
import { ProviderNotices } from '../../src/engine/session/provider-notices.js';
import { createDeepgram } from '../../src/providers/deepgram/deepgram.js';
import { Patience } from '../../src/providers/resilience/patience.js';
import { createResilientRecogniser } from '../../src/providers/resilience/recognition/resilient-recogniser.js';
import { startDeepgramServer, type DeepgramServer } from '../support/servers/deepgram-server.js';
import { LocalNetwork, NetworkClock } from '../support/servers/local-network.js';
import type { Misbehaviour } from '../support/servers/misbehaviour.js';
import { sayInTones } from '../support/servers/tone-speech.js';
import { toneEar, toneRecogniser, toneWords } from '../support/tone-recogniser.js';
import { runVirtualSession } from '../support/virtual-session.js';
import { faultTable, type MatrixResult } from './fault-table.js';
import { SHORT_PLAN, WAIT_LIMIT_MS } from './short-test.js';

const KEY = 'planted-key-0123456789abcdef';
const ANSWERS = [
  'my family name is green and my first name is anna',
  'please call me anna because everybody does that at home',
  'yes of course here is the passport that you wanted to see',
  'well the people are friendly there and the parks are very beautiful in spring',
] as const;
/** Of the package, in real time; the wrapper's own are in virtual time, and shorter. */
const BOUNDS = { connectMs: 400, finalMs: 400, closeMs: 50 };

/** `after` counts the messages of a connection: the greeting, then what is said of each answer. */
const FAULTS: Readonly<Record<string, (after: number) => Misbehaviour>> = {
  'refuses the connection': () => ({ type: 'refuse' }),
  '401': () => ({ type: 'status', status: 401 }),
  '402': () => ({ type: 'status', status: 402 }),
  '429': () => ({ type: 'status', status: 429, retryAfterS: 20 }),
  '500': () => ({ type: 'status', status: 500 }),
  'stalls before the first byte': () => ({ type: 'stallBeforeFirstByte' }),
  stalls: (after) => ({ type: 'stallInTheMiddle', after }),
  'closes with 1000': (after) => ({ type: 'close', after, code: 1000 }),
  'closes with 1006': (after) => ({ type: 'close', after, code: 1006 }),
  'closes with 1008': (after) => ({ type: 'close', after, code: 1008, reason: 'DATA-0000' }),
  'closes with 1011': (after) => ({ type: 'close', after, code: 1011, reason: 'NET-0001' }),
  'closes with 1012': (after) => ({ type: 'close', after, code: 1012 }),
  'sends garbage': (after) => ({ type: 'garbage', after }),
  'says things twice': (after) => ({ type: 'duplicate', after }),
  'says things in the wrong order': (after) => ({ type: 'reorder', after }),
};

const MOMENTS = {
  'the first answer': (server: DeepgramServer, fault: (after: number) => Misbehaviour) => {
    server.mischief.next(fault(2));
  },
  'a later answer': (server: DeepgramServer, fault: (after: number) => Misbehaviour) => {
    server.mischief.next(fault(12));
  },
  always: (server: DeepgramServer, fault: (after: number) => Misbehaviour) => {
    server.mischief.always(fault(3));
  },
} as const;

const results: MatrixResult[] = [];
let network: LocalNetwork;
beforeAll(async () => {
  // Loading takes a second that no case should be charged for.
  await import('@deepgram/sdk');
  network = new LocalNetwork();
});
afterAll(() => {
  network.close();
  console.log(faultTable(results));
});

/** Waits for the network are not work: they end by the clock, if by nothing else. */
function notHeld(clock: Clock): Clock {
  return {
    nowMs: () => clock.nowMs(),
    wallTime: () => clock.wallTime(),
    setTimer: (ms, run) => clock.setTimer(ms, run),
    hold: (work) => work,
    elapse: (ms) => clock.elapse(ms),
    settle: () => clock.settle(),
  };
}

async function survives(model: string, fault: string, moment: string, prepare: (server: DeepgramServer) => void) {
  const clock = new NetworkClock(network);
  const server = await startDeepgramServer({ apiKey: KEY, ear: toneEar });
  const notices = new ProviderNotices();
  prepare(server);
  try {
    const speechToText = createResilientRecogniser({
      recognisers: [
        createDeepgram({
          apiKey: KEY,
          clock: notHeld(clock),
          model,
          hosted: true,
          baseUrl: server.url,
          bounds: BOUNDS,
        }),
      ],
      lastResort: toneRecogniser('embedded'),
      clock,
      random: seededRandom(11),
      monitor: notices,
      patience: new Patience(clock),
    });
    const { result, of } = await runVirtualSession({
      plan: SHORT_PLAN,
      answers: ANSWERS.map(
        (text) => ({ kind: 'audio', samples: sayInTones(text, 16_000).samples, delayMs: 400 }) as const,
      ),
      options: { clock, speechToText, notices },
    });
    expect(result.status).toBe('completed');
    const turns = of('turn.ended').filter(({ speechMs }) => speechMs > 0);
    expect(turns).toHaveLength(ANSWERS.length);
    const finals = of('transcript.final');
    expect(
      turns.map(({ turnId }) => finals.filter((final) => final.turnId === turnId).map(({ text }) => text)),
    ).toEqual(ANSWERS.map((text) => [toneWords(text)]));
    const waits = of('turn.responded').map(({ latency }) => latency.totalMs);
    expect(waits).toHaveLength(turns.length);
    expect(Math.max(...waits)).toBeLessThan(WAIT_LIMIT_MS);
    const servedBy = finals.at(-1)!.provider;
    results.push({ provider: model, fault, moment, longestWaitMs: Math.max(...waits), servedBy });
  } finally {
    await server.close();
  }
}

const cases = ['nova-3', 'flux-general-en'].flatMap((model) =>
  Object.entries(FAULTS).flatMap(([fault, misbehaviour]) =>
    Object.entries(MOMENTS)
      // What refuses at the beginning has no later.
      .filter(
        ([moment]) =>
          moment !== 'a later answer' || JSON.stringify(misbehaviour(1)) !== JSON.stringify(misbehaviour(2)),
      )
      .map(([moment, strike]) => ({ model, fault, moment, misbehaviour, strike })),
  ),
);

describe('a test by voice goes on when recognition', () => {
  it.each(cases)('by $model $fault: $moment', async ({ model, fault, moment, misbehaviour, strike }) => {
    await survives(model, fault, moment, (server) => {
      strike(server, misbehaviour);
    });
  });

  it('works', async () => {
    await survives('nova-3', 'none', 'the first answer', () => undefined);
  });
});
