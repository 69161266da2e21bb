/**
 * A whole test by the clock (4 to 5 minutes of Part 1, a minute to prepare Part 2, 4 to 5 minutes of Part 3) with the clouds
 * of the profile `cloud`, through the unmodified packages, over real sockets, in virtual time: everything streams, each of
 * the servers goes down, those that come back are used again, and neither costs a word or four seconds.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { BUILT_IN_PROFILES } from '../../../src/config/profiles/built-in-profiles.js';
import type { ProfilePort } from '../../../src/config/profiles/provider-options.js';
import { planExam } from '../../../src/engine/exam/plan.js';
import { seededRandom } from '../../../src/engine/statistics/seeded-random.js';
import type { TextToSpeech } from '../../../src/engine/ports/text-to-speech.js';
import type { SessionEvent } from '../../../src/engine/session/log/events.js';
import { ProviderNotices } from '../../../src/engine/session/log/provider-notices.js';
import { plainSpeech } from '../../../src/providers/child-process/plain-speech.js';
import { createResilientModel } from '../../../src/providers/resilience/resilient-model.js';
import { ResilientVoice } from '../../../src/providers/resilience/voice/resilient-voice.js';
import { loadQuestionBank } from '../../../src/providers/question-bank/load-question-bank.js';
import { languageModel } from '../../../src/providers/registry/language-models.js';
import type { NetworkContext } from '../../../src/providers/registry/network.js';
import { recogniser } from '../../../src/providers/registry/recognisers.js';
import { voice } from '../../../src/providers/registry/voices.js';
import { Patience } from '../../../src/providers/resilience/patience.js';
import { createResilientRecogniser } from '../../../src/providers/resilience/recognition/resilient-recogniser.js';
import { serveAzureSpeech } from '../../support/servers/azure-speech-server.js';
import { startChatServer } from '../../support/servers/chat-server.js';
import { startDeepgramServer } from '../../support/servers/deepgram-server.js';
import { serveElevenLabs } from '../../support/servers/elevenlabs-server.js';
import { LocalNetwork, NetworkClock, notHeld } from '../../support/servers/local-network.js';
import type { Mischief } from '../../support/servers/misbehaviour.js';
import { serveOpenAiSpeech } from '../../support/servers/openai-speech-server.js';
import { sayInTones } from '../../support/servers/tone-speech.js';
import { startTranscriptionServer } from '../../support/servers/transcription-server.js';
import { spellingEar, spellingOf, toneRecogniser, toneWords } from '../../support/tone-recogniser.js';
import { runVirtualSession, type VirtualSessionOutcome } from '../../support/virtual-session.js';
import { addressesOf, FOLLOW_UPS, suggest } from './cloud-servers.js';

const KEY = 'planted-key-0123456789abcdef';
const WAIT_LIMIT_MS = 4_000;
/** Of a voice, and of a model: how long the next piece of a line or the next token takes. */
const PIECE_MS = 60;
const TOKEN_MS = 15;

const SAID = [
  'well i think that most people in my town like to travel by train because it is quiet and you can look at the sea',
  'my sister works in a small hospital near the river and she often tells us about the people that she meets there',
  'when i was young we had a large garden with many trees and every summer our whole family came to eat together',
  'it has changed a lot since they built the new bridge so there are more cars and fewer children in the streets',
];
const SHORT = ['my sister works here', 'we like to travel by train', 'it is quiet in the garden'];
const spelling = spellingOf(SAID);
/** Short ones to the introduction's questions, longer ones in Parts 1 and 2, the longest in Part 3. */
const ANSWERS = Array.from({ length: 60 }, (_, index) => {
  const sentences = index < 3 ? 0 : index < 22 ? 2 : 3;
  if (sentences === 0) return SHORT[index % SHORT.length]!;
  return Array.from({ length: sentences }, (__, more) => SAID[(index + more) % SAID.length]!).join(' and ');
});
const plan = planExam({
  bank: await loadQuestionBank(),
  seed: 7,
  parts: ['part1', 'part2', 'part3'],
  timing: 'standard',
});

/** Each server, by what is asked of it. */
const startServers = async (clock: NetworkClock) => {
  const after = (ms: number) => () => new Promise<void>((resolve) => void clock.setTimer(ms, resolve));
  const whole = new Map<string, number>();
  const account = { apiKey: KEY, clock };
  const ear = spellingEar(spelling);
  const chat = { key: KEY, nextToken: after(TOKEN_MS) };
  const [deepgram, transcription, elevenLabs, azure, openAiVoice, groq, openAiModel] = await Promise.all([
    startDeepgramServer({ apiKey: KEY, ear }),
    startTranscriptionServer({ apiKey: KEY, ear }),
    serveElevenLabs({
      ...account,
      nextPiece: after(PIECE_MS),
      saidWhole: (text) => whole.set(text, clock.nowMs()),
    }),
    serveAzureSpeech(account),
    serveOpenAiSpeech(account),
    startChatServer(suggest, chat),
    startChatServer(suggest, chat),
  ]);
  const servers = { deepgram, transcription, elevenLabs, azure, openAiVoice, groq, openAiModel };
  return {
    servers,
    /** When ElevenLabs had sent all of a line. */
    whole,
    addresses: addressesOf(servers),
  };
};

type Servers = Awaited<ReturnType<typeof startServers>>;

/** Where nobody listens: new connections are reset, and those that are there are cut. */
const takeDown = (...servers: readonly { readonly mischief: Mischief; cutAll?(): void }[]) => {
  for (const server of servers) {
    server.mischief.always({ type: 'refuse' });
    server.cutAll?.();
  }
};
const bringBack = (...servers: readonly { readonly mischief: Mischief }[]) => {
  for (const { mischief } of servers) mischief.behave();
};

const EMBEDDED_VOICE: TextToSpeech = {
  id: 'embedded',
  cacheKey: 'embedded',
  async *synthesize({ text }) {
    yield { samples: sayInTones(text, 8_000).samples, sampleRate: 8_000 };
  },
  close: async () => undefined,
};

/** The clouds of the profile, each port guarded as in a session of the program; what is embedded is as quick as can be. */
async function openClouds(clock: NetworkClock, { addresses }: Servers, notices: ProviderNotices) {
  const network: NetworkContext = {
    accounts: { key: async () => KEY, azureRegion: 'westeurope', quiet: false },
    clock: notHeld(clock),
    monitor: notices,
  };
  const entriesOf = (port: ProfilePort) =>
    (BUILT_IN_PROFILES['cloud']?.[port] ?? []).flatMap((entry) => {
      const baseUrl = addresses[`${port} ${entry.provider}`];
      return baseUrl === undefined ? [] : [{ ...entry, options: { ...entry.options, baseUrl } }];
    });
  const created = async <Provider>(candidates: readonly Promise<{ create(): Promise<Provider> }>[]) =>
    await Promise.all(candidates.map(async (candidate) => await (await candidate).create()));
  const patience = new Patience(clock);
  notices.deadlines.push(patience);
  const shared = { clock, monitor: notices, patience, random: seededRandom(11) };
  const [recognisers, voices, models] = await Promise.all([
    created(entriesOf('speechToText').map((entry) => recogniser(entry, network.clock, network))),
    created(entriesOf('textToSpeech').map((entry) => voice(entry, network))),
    created(entriesOf('languageModel').map((entry) => languageModel(entry, network))),
  ]);
  return {
    speechToText: createResilientRecogniser({
      ...shared,
      recognisers,
      lastResort: toneRecogniser('embedded', spelling),
    }),
    textToSpeech: new ResilientVoice({ ...shared, voices, lastResort: EMBEDDED_VOICE }),
    languageModel: createResilientModel({ ...shared, models }),
  };
}

/** What happens, one after the other: when an event is there that is waited for, something is done. */
type Step = readonly [is: (event: SessionEvent) => boolean, then: () => void];

/** @param back told when ElevenLabs comes back */
function stepsOf({ servers }: Servers, back: () => void): readonly Step[] {
  const { deepgram, transcription, elevenLabs, azure, openAiVoice, groq, openAiModel } = servers;
  let answers = 0;
  const is =
    (type: SessionEvent['type'], ...fields: readonly string[]) =>
    (event: SessionEvent): boolean =>
      event.type === type && fields.every((field) => JSON.stringify(event).includes(field));
  return [
    [(event) => event.type === 'turn.started' && ++answers > 5, () => takeDown(deepgram)],
    [is('provider.switched', '"to":"openai'), () => takeDown(elevenLabs)],
    [
      is('provider.switched', '"to":"azure'),
      () => {
        bringBack(deepgram, elevenLabs);
        back();
      },
    ],
    [is('provider.recovered', '"elevenlabs'), () => undefined],
    [is('part.started', '"part2"'), () => takeDown(deepgram, transcription)],
    [is('provider.switched', '"to":"embedded"'), () => takeDown(elevenLabs, azure)],
    [is('provider.switched', '"to":"openai'), () => takeDown(openAiVoice)],
    [is('followUp.accepted', FOLLOW_UPS[0]!), () => takeDown(groq)],
    [is('provider.switched', '"to":"openai'), () => bringBack(groq)],
    [is('provider.recovered', '"groq'), () => takeDown(groq, openAiModel)],
  ];
}

describe('a whole test by the clock in the cloud', () => {
  let network: LocalNetwork;
  let started: Servers;
  let outcome: VirtualSessionOutcome;
  let undone: number;
  /** ElevenLabs' requests before it came back. */
  let backAt = -1;
  beforeAll(async () => {
    // Loading takes a second of real time, which passes while nobody waits.
    await Promise.all([import('openai'), import('../../../src/providers/network/bounded-fetch.js')]);
    network = new LocalNetwork();
    const clock = new NetworkClock(network);
    started = await startServers(clock);
    const notices = new ProviderNotices();
    const steps = [...stepsOf(started, () => (backAt = started.servers.elevenLabs.requests.length))];
    const clouds = await openClouds(clock, started, notices);
    outcome = await runVirtualSession({
      plan,
      answers: ANSWERS.map((text) => {
        const { samples } = sayInTones(text, 16_000);
        return { kind: 'audio', samples, delayMs: 500 } as const;
      }),
      options: { clock, notices, ...clouds },
      onEvent: (event) => {
        while (steps[0]?.[0](event) === true) steps.shift()![1]();
      },
    });
    undone = steps.length;
  });
  afterAll(async () => {
    await Promise.all(Object.values(started.servers).map((server) => server.close()));
    network.close();
  });

  const of: VirtualSessionOutcome['of'] = (type) => outcome.of(type);
  const vendor = (provider: string): string => provider.split(':')[0]!;

  it('takes as long as its parts should, and loses nobody’s turn', () => {
    expect(outcome.result.status).toBe('completed');
    const lasted = Object.fromEntries(of('part.ended').map(({ part, durationMs }) => [part, durationMs / 60_000]));
    for (const part of ['part1', 'part3']) {
      expect(lasted[part]).toBeGreaterThanOrEqual(4);
      expect(lasted[part]).toBeLessThanOrEqual(5.2);
    }
    // A minute to prepare, and a talk.
    expect(lasted['part2']).toBeGreaterThan(1.5);
    // Who falls silent in a talk of two minutes is given six seconds to go on, by the rules of the test.
    const ended = of('turn.ended').filter(({ reason }) => reason === 'endpoint');
    const waits = of('turn.responded')
      .filter(({ turnId }) => ended.some((turn) => turn.turnId === turnId))
      .map(({ latency }) => latency.totalMs);
    expect(waits.length).toBeGreaterThan(20);
    expect(Math.max(...waits)).toBeLessThan(WAIT_LIMIT_MS);
  });

  it('has every word of every answer once, in order, whoever heard it', () => {
    const finals = of('transcript.final');
    const turns = of('turn.ended').filter(({ speechMs }) => speechMs > 0);
    for (const [index, { turnId, reason }] of turns.entries()) {
      const texts = finals.filter((final) => final.turnId === turnId).map(({ text }) => text);
      const said = toneWords(ANSWERS[index]!, spelling);
      // The examiner stops those who talk beyond their time.
      const heard = reason === 'timeLimit' ? said.slice(0, texts[0]!.length) : said;
      expect(texts).toEqual([heard]);
    }
    expect(turns.filter(({ reason }) => reason === 'timeLimit').length).toBeLessThan(3);
    expect([...new Set(finals.map(({ provider }) => vendor(provider)))]).toEqual(['deepgram', 'openai', 'embedded']);
  });

  it('tells of each server that goes down, of who takes over, and of those that come back', () => {
    expect(undone).toBe(0);
    const failed = of('provider.failed').map(({ port, provider }) => `${port} ${vendor(provider)}`);
    // The second opinion on pronunciation has a test of its own.
    const asked = Object.keys(started.addresses).filter((name) => !name.startsWith('pronunciation'));
    expect(new Set(failed)).toEqual(new Set(asked));
    // Of one port in this order; nobody promises which of two ports is the first to find its server back.
    const switchesOf = (asked: ProfilePort) =>
      of('provider.switched').flatMap(({ port, from, to }) =>
        port === asked ? [`${vendor(from)} to ${vendor(to)}`] : [],
      );
    expect(switchesOf('speechToText')).toEqual(['deepgram to openai', 'openai to deepgram', 'deepgram to embedded']);
    expect(switchesOf('textToSpeech')).toEqual([
      'elevenlabs to azure',
      'azure to elevenlabs',
      'elevenlabs to openai',
      'openai to embedded',
    ]);
    expect(switchesOf('languageModel')).toEqual(['groq to openai', 'openai to groq']);
    const recovered = of('provider.recovered').map(({ port, provider }) => `${port} ${vendor(provider)}`);
    expect(recovered.toSorted()).toEqual(['languageModel groq', 'speechToText deepgram', 'textToSpeech elevenlabs']);
  });

  it('asks nothing only to see whether a server is back', () => {
    const { deepgram, elevenLabs, groq } = started.servers;
    const said = of('speech.started').map(({ text }) => plainSpeech(text));
    const lines = elevenLabs.requests.map(({ body }) => (JSON.parse(body.toString()) as { text: string }).text);
    expect(said).toContain(lines[backAt]);
    expect(groq.requests.filter(({ tools, messages }) => tools === undefined || messages.length < 2)).toEqual([]);
    // A connection without sound is free, and there is no sound but that of answers.
    expect(deepgram.connections.length).toBeGreaterThan(1);
    const sentS = deepgram.connections.reduce((sum, { samples }) => sum + samples().length / 16_000, 0);
    const toldS = of('provider.used')
      .filter(({ port, provider }) => port === 'speechToText' && vendor(provider) === 'deepgram')
      .reduce((sum, { audioSeconds }) => sum + (audioSeconds ?? 0), 0);
    expect(sentS).toBeGreaterThan(60);
    // The examiner speaks for as long as the candidate. What the two cut connections swallowed depends on the machine.
    expect(Math.abs(sentS - toldS)).toBeLessThan(sentS / 10);
  });

  it('streams recognition: words are there while the candidate speaks', () => {
    const heard = of('transcript.final').filter(({ provider }) => vendor(provider) === 'deepgram');
    const turns = of('turn.ended').filter(({ turnId }) => heard.some((final) => final.turnId === turnId));
    expect(turns.length).toBeGreaterThan(10);
    for (const { turnId, startMs, endMs } of turns) {
      const partials = of('transcript.partial').filter((partial) => partial.turnId === turnId);
      // Of a short answer the sockets of a busy machine may bring the first words a few frames late.
      const early = partials.filter(({ atMs }) => atMs < startMs + Math.max(1500, (endMs - startMs) / 2));
      expect(early.length).toBeGreaterThan(0);
    }
  });

  it('streams the model: its first token is there long before its answer is whole', () => {
    const { groq, openAiModel } = started.servers;
    for (const { requests } of [groq, openAiModel]) {
      expect(requests.length).toBeGreaterThan(0);
      expect(requests.every(({ stream }) => stream === true)).toBe(true);
    }
    const used = of('provider.used').filter(({ port, discarded }) => port === 'languageModel' && !discarded);
    expect(used.length).toBeGreaterThan(0);
    // A question has ten tokens and more.
    for (const { firstByteMs } of used) expect(firstByteMs).toBeLessThan(4 * TOKEN_MS);
  });

  it('streams the voice: a line that was not prepared is heard before it is whole', () => {
    const spoken = of('speech.started').filter(({ provider }) => vendor(provider) === 'elevenlabs');
    const early = spoken.filter(({ text, atMs }) => atMs < (started.whole.get(plainSpeech(text)) ?? 0));
    expect(early.length).toBeGreaterThan(0);
    // What is waited for first of all is the first line.
    expect(early[0]).toEqual(spoken[0]);
  });
});
