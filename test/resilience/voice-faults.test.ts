/**
 * The fault matrix of the voices: each provider, each way to fail, at each moment of a short test by voice, through the
 * unmodified packages, over real sockets, in virtual time. In every case the test completes, every word of the examiner
 * is heard, no answer is lost, and nobody waits 4 s.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { seededRandom } from '../../src/engine/statistics/seeded-random.js';
import type { TextToSpeech } from '../../src/engine/ports/text-to-speech.js';
import { ProviderNotices } from '../../src/engine/session/log/provider-notices.js';
import { createAzureSpeech } from '../../src/providers/azure/azure-speech.js';
import { ResilientVoice } from '../../src/providers/resilience/voice/resilient-voice.js';
import { createElevenLabsVoice } from '../../src/providers/elevenlabs/elevenlabs-voice.js';
import { createOpenAiSpeech } from '../../src/providers/openai/openai-speech.js';
import { Patience } from '../../src/providers/resilience/patience.js';
import { listeningOutput, longestSilenceMs } from '../support/listening-output.js';
import { scriptedSpeechToText } from '../support/scripted-speech-to-text.js';
import { serveAzureSpeech } from '../support/servers/azure-speech-server.js';
import { serveElevenLabs } from '../support/servers/elevenlabs-server.js';
import type { HttpServer } from '../support/servers/http-server.js';
import { LocalNetwork, NetworkClock } from '../support/servers/local-network.js';
import type { Misbehaviour } from '../support/servers/misbehaviour.js';
import { serveOpenAiSpeech } from '../support/servers/openai-speech-server.js';
import { heardIn, pitchesOf, sayInTones } from '../support/servers/tone-speech.js';
import { tone } from '../support/tones.js';
import { runVirtualSession } from '../support/virtual-session.js';
import { faultTable, type MatrixResult } from './fault-table.js';
import { SHORT_PLAN, WAIT_LIMIT_MS } from './short-test.js';

const KEY = 'planted-key-0123456789abcdef';
const ANSWER = 'i like it because there are many parks and friendly people there';
/** After which every cloud answers. */
const DELAY_MS = 50;

const FAULTS: Readonly<Record<string, Misbehaviour>> = {
  'refuses the connection': { type: 'refuse' },
  '401': { type: 'status', status: 401 },
  '402': { type: 'status', status: 402 },
  '429 with Retry-After': { type: 'status', status: 429, retryAfterS: 20 },
  '429': { type: 'status', status: 429 },
  '500': { type: 'status', status: 500 },
  'stalls before the first byte': { type: 'stallBeforeFirstByte' },
  'stalls after one chunk': { type: 'stallInTheMiddle', after: 1 },
  'closes before the first chunk': { type: 'close', after: 0, code: 1006 },
  'closes after two chunks': { type: 'close', after: 2, code: 1006 },
  'sends garbage first': { type: 'garbage', after: 0 },
  'sends garbage in the middle': { type: 'garbage', after: 2 },
  'cuts inside a character': { type: 'cutCharacter', after: 1 },
  'says everything twice': { type: 'duplicate', after: 1 },
  'says things in the wrong order': { type: 'reorder', after: 1 },
  'sends 10 MB': { type: 'huge', after: 1 },
};

type Name = 'elevenlabs' | 'azure' | 'openai';
const MOMENTS = {
  'first line': (server: HttpServer, fault: Misbehaviour) => {
    server.mischief.next(fault, fault);
  },
  'a later line': (server: HttpServer, fault: Misbehaviour) => {
    server.mischief.next(null, null, null, fault, fault);
  },
  'from a line on': (server: HttpServer, fault: Misbehaviour) => {
    server.mischief.next(null, null);
    server.mischief.always(fault);
  },
} as const;

const results: MatrixResult[] = [];
let network: LocalNetwork;
beforeAll(() => {
  network = new LocalNetwork();
});
afterAll(() => {
  network.close();
  console.log(faultTable(results));
});

async function shortTest(preferred: Name, prepare: (servers: Readonly<Record<Name, HttpServer>>) => void) {
  const clock = new NetworkClock(network);
  const served = { apiKey: KEY, clock, delayMs: DELAY_MS };
  const servers = {
    elevenlabs: await serveElevenLabs(served),
    azure: await serveAzureSpeech(served),
    openai: await serveOpenAiSpeech(served),
  };
  const notices = new ProviderNotices();
  const patience = new Patience(clock);
  notices.deadlines.push(patience);
  const account = { apiKey: KEY, clock, monitor: notices };
  const voices: Readonly<Record<Name, TextToSpeech>> = {
    elevenlabs: await createElevenLabsVoice({ ...account, baseUrl: servers.elevenlabs.baseUrl }),
    azure: createAzureSpeech({ ...account, region: '', baseUrl: servers.azure.baseUrl }),
    openai: await createOpenAiSpeech({ ...account, baseUrl: `${servers.openai.baseUrl}/v1` }),
  };
  const order = [preferred, ...(['elevenlabs', 'azure', 'openai'] as const).filter((name) => name !== preferred)];
  const voice = new ResilientVoice({
    voices: order.map((name) => voices[name]),
    lastResort: EMBEDDED,
    clock,
    random: seededRandom(11),
    monitor: notices,
    patience,
  });
  prepare(servers);
  const output = listeningOutput(clock);
  const speechToText = scriptedSpeechToText([{ text: ANSWER }]);
  try {
    const session = await runVirtualSession({
      plan: SHORT_PLAN,
      answers: Array.from({ length: 8 }, () => ({ kind: 'audio', samples: tone(1_500), delayMs: 400 }) as const),
      options: { clock, output, textToSpeech: voice, speechToText, notices },
    });
    const struck = order.filter((name) => servers[name].mischief.struck > 0);
    return { session, output, speechToText, struck };
  } finally {
    await Promise.all(Object.values(servers).map((server) => server.close()));
  }
}

interface VoiceCase {
  readonly provider: Name;
  readonly fault: string;
  readonly moment: string;
}

const EMBEDDED: TextToSpeech = {
  id: 'embedded',
  cacheKey: 'embedded',
  async *synthesize({ text }) {
    yield { samples: sayInTones(text, 8_000).samples, sampleRate: 8_000 };
  },
  close: async () => undefined,
};

/** @param strikes whose fault must really have happened */
async function survives(
  { provider, fault, moment, strikes }: VoiceCase & { readonly strikes: readonly Name[] },
  prepare: Parameters<typeof shortTest>[1],
) {
  const { session, output, speechToText, struck } = await shortTest(provider, prepare);
  expect(struck).toEqual(strikes);
  const { result, of } = session;
  expect(result.status).toBe('completed');

  // Every word of every line, in order; a seam may say two again where a voice does not tell how far it has come.
  const said = of('speech.started').map(({ text }) => text);
  const heard = heardIn(output.sound()).map(({ pitch }) => pitch);
  const seams = of('speech.started').filter(({ provider: voices }) => voices.includes(', then ')).length;
  if (!GARBLED.includes(fault)) {
    expect(missingFrom(heard, pitchesOf(said.join(' ')))).toEqual([]);
    expect(heard.length - pitchesOf(said.join(' ')).length).toBeLessThanOrEqual(3 * seams);
  }

  // Every answer, once, with all its audio.
  const turns = of('turn.ended').filter(({ speechMs }) => speechMs > 0);
  expect(of('transcript.final').filter(({ text }) => text !== '')).toHaveLength(turns.length);
  for (const { turnId } of turns) {
    expect(
      of('transcript.final')
        .filter((final) => final.turnId === turnId)
        .map(({ text }) => text),
    ).toEqual([ANSWER]);
    expect(speechToText.heardFrames.get(turnId)! * 20).toBeGreaterThanOrEqual(1_500);
  }

  // Nobody waits: not for an answer, not inside a line, not at the beginning.
  const answered = of('turn.responded').map(({ latency }) => latency.totalMs);
  expect(answered).toHaveLength(turns.length);
  const answering = Math.max(...turns.map(({ startMs, endMs }) => endMs - startMs)) + 400 + 20;
  const inLines = longestSilenceMs(output.sound()) - answering;
  const longestWaitMs = Math.max(...answered, inLines, output.firstSoundMs());
  expect(longestWaitMs).toBeLessThan(WAIT_LIMIT_MS);

  const servedBy = of('speech.started').at(-1)!.provider;
  results.push({ provider, fault, moment, longestWaitMs, servedBy });
  return session;
}

/** What is wanted in this order and does not come. */
function missingFrom(heard: readonly number[], wanted: readonly number[]): readonly number[] {
  let at = 0;
  return wanted.filter((pitch) => {
    const found = heard.findIndex((each, index) => index >= at && Math.abs(each - pitch) <= 1);
    if (found !== -1) at = found + 1;
    return found === -1;
  });
}

/** No network does this to the bytes of one answer: it is what the provider says, and sound that nobody can tell from a sentence. */
const GARBLED = ['says everything twice', 'says things in the wrong order'];

/** Nobody fails: whoever speaks goes on speaking. */
const UNNOTICED = ['cuts inside a character', ...GARBLED];

/** A hiccup in the middle differs from one at the beginning only for some. */
const STRUCK_LATER = [
  '429',
  '500',
  'stalls before the first byte',
  'stalls after one chunk',
  'closes after two chunks',
];

/** Takes seconds to send, and from a line on is the first line again. */
const COSTLY = ['sends 10 MB'];

const cases = (['elevenlabs', 'azure', 'openai'] as const).flatMap((provider) =>
  Object.entries(FAULTS).flatMap(([fault, misbehaviour]) =>
    Object.entries(MOMENTS)
      .filter(([moment]) => moment !== 'a later line' || STRUCK_LATER.includes(fault))
      .filter(([moment]) => moment !== 'from a line on' || !COSTLY.includes(fault))
      .map(([moment, strike]) => ({ provider, fault, moment, misbehaviour, strike })),
  ),
);

describe('a test by voice goes on when the voice', () => {
  it.each(cases)('of $provider $fault: $moment', async ({ provider, fault, moment, misbehaviour, strike }) => {
    await survives({ provider, fault, moment, strikes: [provider] }, (servers) => {
      strike(servers[provider], misbehaviour);
    });
  });

  it.each(Object.entries(FAULTS))('of everybody %s: in the end the embedded voice', async (fault, misbehaviour) => {
    const unnoticed = UNNOTICED.includes(fault);
    const strikes = unnoticed ? (['elevenlabs'] as const) : (['elevenlabs', 'azure', 'openai'] as const);
    const session = await survives({ provider: 'elevenlabs', fault, moment: 'everybody', strikes }, (servers) => {
      for (const server of Object.values(servers)) server.mischief.always(misbehaviour);
    });
    expect(session.of('speech.started').at(-1)!.provider).toContain(unnoticed ? 'elevenlabs:' : 'embedded');
  });

  it('works: nobody hears of anything', async () => {
    const none = { provider: 'elevenlabs', fault: 'none', moment: 'first line', strikes: [] } as const;
    const session = await survives(none, () => undefined);
    expect(session.events.filter(({ type }) => /^provider\.(failed|switched|recovered)/.test(type))).toEqual([]);
    expect(session.of('provider.used').every(({ costUsd }) => costUsd! > 0)).toBe(true);
  });
});
