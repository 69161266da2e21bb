/**
 * The fault matrix of recognition: Deepgram's two protocols, each way to fail, at each moment of a short test by voice,
 * through the unmodified package, over real sockets, in virtual time. In every case the test completes, the transcript
 * has each word once, and nobody waits 4 s.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createDeepgram } from '../../src/providers/deepgram/deepgram.js';
import { startDeepgramServer, type DeepgramServer } from '../support/servers/deepgram-server.js';
import { LocalNetwork } from '../support/servers/local-network.js';
import { CLOSE_CODES, type Misbehaviour } from '../support/servers/misbehaviour.js';
import { toneEar } from '../support/tone-recogniser.js';
import { answerByVoice } from './answer-by-voice.js';
import { faultTable, type MatrixResult } from './fault-table.js';

const KEY = 'planted-key-0123456789abcdef';
/** Of the package, in real time, so long that no machine is too slow: the wrapper's own are in virtual time, and end first. */
const PATIENT = { connectMs: 120_000, keytermsMs: 120_000, finalMs: 120_000, silenceMs: 120_000, closeMs: 50 };
/** It has none for a connection that never comes about. */
const NEVER_CONNECTS = 'stalls before the first byte';
const BRIEF = 400;

/** `after` counts the messages of a connection: the greeting, then what is said of each answer. */
const FAULTS: Readonly<Record<string, (after: number) => Misbehaviour>> = {
  'refuses the connection': () => ({ type: 'refuse' }),
  '401': () => ({ type: 'status', status: 401 }),
  '402': () => ({ type: 'status', status: 402 }),
  '429': () => ({ type: 'status', status: 429, retryAfterS: 20 }),
  '500': () => ({ type: 'status', status: 500 }),
  [NEVER_CONNECTS]: () => ({ type: 'stallBeforeFirstByte' }),
  stalls: (after) => ({ type: 'stallInTheMiddle', after }),
  'closes with 1000': (after) => ({ type: 'close', after, code: 1000 }),
  'closes with 1006': (after) => ({ type: 'close', after, code: 1006 }),
  'closes with 1008': (after) => ({ type: 'close', after, code: 1008, reason: 'DATA-0000' }),
  'closes with 1011': (after) => ({ type: 'close', after, code: 1011, reason: 'NET-0001' }),
  'sends garbage': (after) => ({ type: 'garbage', after }),
  'says things twice': (after) => ({ type: 'duplicate', after }),
  'says things in the wrong order': (after) => ({ type: 'reorder', after }),
  'cuts a character': (after) => ({ type: 'cutCharacter', after }),
  'sends 10 MB': (after) => ({ type: 'huge', after }),
};
const OTHER_CLOSE_CODES = CLOSE_CODES.filter((code) => ![1000, 1006, 1008, 1011].includes(code));

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

/** A connection for each question: the first one hears nothing, and each hears a few messages only. */
const OWN_ADDRESS = 'nova-3, own address';
const OWN_FAULTS = ['refuses the connection', '429', NEVER_CONNECTS, 'stalls', 'closes with 1011'];
const OWN_MOMENTS: typeof MOMENTS = {
  'the first answer': (server, fault) => {
    server.mischief.next(null, fault(2));
  },
  'a later answer': (server, fault) => {
    server.mischief.next(null, null, null, fault(2));
  },
  always: MOMENTS.always,
};

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

async function survives(provider: string, fault: string, moment: string, prepare: (server: DeepgramServer) => void) {
  const [model = ''] = provider.split(',');
  const hosted = provider !== OWN_ADDRESS;
  const server = await startDeepgramServer({ apiKey: KEY, ear: toneEar });
  prepare(server);
  const first = fault === NEVER_CONNECTS && (hosted || moment === 'always') ? { connectMs: BRIEF } : {};
  const bounds = { ...PATIENT, ...first, ...(fault === NEVER_CONNECTS ? { keytermsMs: BRIEF } : {}) };
  try {
    const outcome = await answerByVoice(network, (clock) =>
      createDeepgram({ apiKey: KEY, clock, model, hosted, baseUrl: server.url, bounds }),
    );
    expect(server.mischief.struck > 0).toBe(fault !== 'none');
    results.push({ provider, fault, moment, ...outcome });
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
      // Takes a second to send.
      .filter(([moment]) => moment === 'the first answer' || fault !== 'sends 10 MB')
      .map(([moment, strike]) => ({ model, fault, moment, misbehaviour, strike })),
  ),
);

describe('a test by voice goes on when recognition', () => {
  it.each(cases)('by $model $fault: $moment', async ({ model, fault, moment, misbehaviour, strike }) => {
    await survives(model, fault, moment, (server) => {
      strike(server, misbehaviour);
    });
  });

  it.each(
    OWN_FAULTS.flatMap((fault) => Object.entries(OWN_MOMENTS).map(([moment, strike]) => ({ fault, moment, strike }))),
  )('at an own address $fault: $moment', async ({ fault, moment, strike }) => {
    await survives(OWN_ADDRESS, fault, moment, (server) => {
      strike(server, FAULTS[fault]!);
    });
  });

  it.each(OTHER_CLOSE_CODES)('closes with %i in the first answer', async (code) => {
    await survives('nova-3', `closes with ${String(code)}`, 'the first answer', (server) => {
      server.mischief.next({ type: 'close', after: 2, code });
    });
  });

  it('works', async () => {
    await survives('nova-3', 'none', 'the first answer', () => undefined);
  });
});
