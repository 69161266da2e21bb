/**
 * The fault matrix of OpenAI's transcription, which listens to files: each way to fail of a request, at each moment of a
 * short test by voice, through the unmodified package, over real sockets, in virtual time.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createOpenAiTranscription } from '../../src/providers/openai-transcription/openai-transcription.js';
import { LocalNetwork } from '../support/servers/local-network.js';
import type { Misbehaviour } from '../support/servers/misbehaviour.js';
import { startTranscriptionServer, type TranscriptionServer } from '../support/servers/transcription-server.js';
import { toneEar } from '../support/tone-recogniser.js';
import { answerByVoice } from './answer-by-voice.js';
import { faultTable, type MatrixResult } from './fault-table.js';

const KEY = 'planted-key-0123456789abcdef';
/** Of the package, in real time, so long that no machine is too slow: the wrapper's own are in virtual time, and end first. */
const PATIENT = { openMs: 120_000, finalMs: 120_000 };
/** It has none for a stream that never opens. */
const BRIEF = { ...PATIENT, openMs: 400 };

/** An answer is a message for each word, then the whole text. */
const FAULTS: Readonly<Record<string, Misbehaviour>> = {
  'refuses the connection': { type: 'refuse' },
  '401': { type: 'status', status: 401 },
  '402': { type: 'status', status: 402 },
  '429 with Retry-After': { type: 'status', status: 429, retryAfterS: 20 },
  '500': { type: 'status', status: 500 },
  'stalls before the first byte': { type: 'stallBeforeFirstByte' },
  'stalls in the middle': { type: 'stallInTheMiddle', after: 3 },
  'breaks off in the middle': { type: 'close', after: 3, code: 1006 },
  'sends garbage in the middle': { type: 'garbage', after: 3, content: 'data: }{ \u0000\n\n' },
  'says everything twice': { type: 'duplicate', after: 1 },
  'says things in the wrong order': { type: 'reorder', after: 1 },
  'cuts a character': { type: 'cutCharacter', after: 1 },
  'sends 10 MB in the middle': { type: 'huge', after: 2 },
};

const MOMENTS = {
  'the first answer': (server: TranscriptionServer, fault: Misbehaviour) => {
    server.mischief.next(fault);
  },
  always: (server: TranscriptionServer, fault: Misbehaviour) => {
    server.mischief.always(fault);
  },
} as const;

const results: MatrixResult[] = [];
let network: LocalNetwork;
beforeAll(async () => {
  // Loading takes a second that no case should be charged for.
  await import('openai');
  network = new LocalNetwork();
});
afterAll(() => {
  network.close();
  console.log(faultTable(results));
});

async function survives(fault: string, moment: string, prepare: (server: TranscriptionServer) => void) {
  const server = await startTranscriptionServer({ apiKey: KEY, ear: toneEar });
  prepare(server);
  const bounds = moment === 'opening' && fault.startsWith('stalls') ? BRIEF : PATIENT;
  try {
    const outcome = await answerByVoice(network, (clock) =>
      createOpenAiTranscription({ apiKey: KEY, clock, baseUrl: server.baseUrl, bounds }),
    );
    expect(server.mischief.struck + server.lookUps.struck > 0).toBe(fault !== 'none');
    results.push({ provider: 'openai', fault, moment, ...outcome });
  } finally {
    await server.close();
  }
}

const cases = Object.entries(FAULTS).flatMap(([fault, misbehaviour]) =>
  Object.entries(MOMENTS).map(([moment, strike]) => ({ fault, moment, misbehaviour, strike })),
);

describe("a test by voice goes on when OpenAI's transcription", () => {
  it.each(cases)('$fault: $moment', async ({ fault, moment, misbehaviour, strike }) => {
    await survives(fault, moment, (server) => {
      strike(server, misbehaviour);
    });
  });

  it.each(['refuses the connection', '401', 'stalls before the first byte'])('%s when it is opened', async (fault) => {
    await survives(fault, 'opening', (server) => {
      server.lookUps.always(FAULTS[fault]!);
    });
  });

  it('works', async () => {
    await survives('none', 'the first answer', () => undefined);
  });
});
