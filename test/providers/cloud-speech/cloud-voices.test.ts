/** Every voice in the cloud against a local server that speaks its protocol, through the unmodified packages. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { seededRandom } from '../../../src/engine/statistics/seeded-random.js';
import type { ProviderErrorKind } from '../../../src/engine/ports/provider-error.js';
import type { TextToSpeech } from '../../../src/engine/ports/text-to-speech.js';
import { createAzureSpeech } from '../../../src/providers/azure/azure-speech.js';
import { ResilientVoice } from '../../../src/providers/resilience/voice/resilient-voice.js';
import { createElevenLabsVoice } from '../../../src/providers/elevenlabs/elevenlabs-voice.js';
import { createOpenAiSpeech } from '../../../src/providers/openai/openai-speech.js';
import { Patience } from '../../../src/providers/resilience/patience.js';
import { SystemClock } from '../../../src/providers/system-clock/system-clock.js';
import { chunks, textToSpeechContract } from '../../support/contracts/text-to-speech.contract.js';
import { eventually } from '../../support/eventually.js';
import { NotedMonitor, silentMonitor } from '../../support/provider-monitor.js';
import { serveAzureSpeech } from '../../support/servers/azure-speech-server.js';
import { serveElevenLabs } from '../../support/servers/elevenlabs-server.js';
import type { HttpServer } from '../../support/servers/http-server.js';
import type { Misbehaviour } from '../../support/servers/misbehaviour.js';
import { serveOpenAiSpeech } from '../../support/servers/openai-speech-server.js';
import { heardIn, pitchesOf } from '../../support/servers/tone-speech.js';

const KEY = 'planted-key-0123456789abcdef';
const clock = new SystemClock();

interface VoiceUnderTest {
  readonly name: string;
  readonly serve: () => Promise<HttpServer>;
  readonly create: (
    baseUrl: string,
    apiKey?: string,
    monitor?: NotedMonitor,
    more?: { readonly voice?: string },
  ) => TextToSpeech | Promise<TextToSpeech>;
}

const VOICES: readonly VoiceUnderTest[] = [
  {
    name: 'ElevenLabs',
    serve: () => serveElevenLabs({ apiKey: KEY }),
    create: (baseUrl, apiKey = KEY, monitor = new NotedMonitor(), more = {}) =>
      createElevenLabsVoice({ apiKey, baseUrl, clock, monitor, ...more }),
  },
  {
    name: 'Azure',
    serve: () => serveAzureSpeech({ apiKey: KEY }),
    create: (baseUrl, apiKey = KEY, monitor = new NotedMonitor(), more = {}) =>
      createAzureSpeech({ apiKey, region: 'westeurope', baseUrl, clock, monitor, ...more }),
  },
  {
    name: 'OpenAI',
    serve: () => serveOpenAiSpeech({ apiKey: KEY }),
    create: (baseUrl, apiKey = KEY, monitor = new NotedMonitor(), more = {}) =>
      createOpenAiSpeech({ apiKey, baseUrl: `${baseUrl}/v1`, clock, monitor, ...more }),
  },
];

describe.each(VOICES)('$name', ({ name, serve, create }) => {
  let server: HttpServer;
  beforeAll(async () => {
    server = await serve();
  });
  afterAll(() => server.close());

  textToSpeechContract(name, () => create(server.baseUrl));

  it('says every word once and in order, from the first chunk on', async () => {
    const text = 'Let us talk about the town where you grew up.';
    const spoken = await chunks(await create(server.baseUrl), text);
    expect(spoken.length).toBeGreaterThan(1);
    if (spoken[0]!.sampleRate !== 16_000) return;
    const all = Int16Array.from(spoken.flatMap(({ samples }) => [...samples]));
    expect(heardIn(all).map(({ pitch }) => pitch)).toEqual(pitchesOf(text));
  });

  it('tells what a line took', async () => {
    const monitor = new NotedMonitor();
    await chunks(await create(server.baseUrl, KEY, monitor), 'Thank you.');
    expect(monitor.usage).toMatchObject([{ port: 'textToSpeech', characters: 10, discarded: false }]);
    expect(monitor.usage[0]!.costUsd).toBeGreaterThan(0);
    expect(monitor.usage[0]!.firstByteMs).toBeGreaterThan(0);
  });

  it.each<[string, Misbehaviour, ProviderErrorKind]>([
    ['a wrong key', { type: 'status', status: 401 }, 'authentication'],
    ['an empty account', { type: 'status', status: 402 }, 'quota'],
    ['too many requests', { type: 'status', status: 429, retryAfterS: 2 }, 'rateLimited'],
    ['its own trouble', { type: 'status', status: 500 }, 'overloaded'],
    ['a moment of maintenance', { type: 'status', status: 503 }, 'overloaded'],
    ['a connection that is refused', { type: 'refuse' }, 'interrupted'],
    ['a connection that breaks in the middle', { type: 'close', after: 2, code: 1006 }, 'interrupted'],
    ['something else than sound', { type: 'garbage', after: 0 }, 'badResponse'],
    ['ten megabytes', { type: 'huge', after: 1 }, 'badResponse'],
  ])('knows %s', async (_name, misbehaviour, kind) => {
    server.mischief.next(misbehaviour);
    const monitor = new NotedMonitor();
    const failed = chunks(await create(server.baseUrl, KEY, monitor), 'Let us talk about the town where you grew up.');
    const error: unknown = await failed.catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ name: 'ProviderError' });
    // What was refused is not charged, what was begun is.
    expect(monitor.usage).toMatchObject([{ discarded: true }]);
    const begun = misbehaviour.type === 'close' || misbehaviour.type === 'huge';
    if (begun || misbehaviour.type === 'status') expect(monitor.usage[0]!.costUsd! > 0).toBe(begun);
    const kinds = misbehaviour.type === 'refuse' ? ['interrupted', 'unavailable'] : [kind];
    expect(kinds).toContain((error as { kind: string }).kind);
    expect((error as Error).message).not.toContain(KEY);
  });

  it('names the setting when there is no such voice', async () => {
    const voice = await create(server.baseUrl, KEY, new NotedMonitor(), { voice: 'en-XX-Nobody' });
    await expect(chunks(voice, 'Hello.')).rejects.toMatchObject({
      kind: 'invalidRequest',
      setting: 'voice',
      remedy: expect.stringMatching(/^Correct the voice of \w+ in your profile/),
    });
  });

  it('knows when it may come back', async () => {
    server.mischief.next({ type: 'status', status: 429, retryAfterS: 7 });
    await expect(chunks(await create(server.baseUrl), 'Hello.')).rejects.toMatchObject({ retryAfterMs: 7_000 });
  });

  it('never shows its key, not even when the server quotes it', async () => {
    const error: unknown = await chunks(await create(server.baseUrl, 'wrong-key-0123456789'), 'Hello.').catch(
      (thrown: unknown) => thrown,
    );
    expect(error).toMatchObject({ kind: 'authentication' });
    expect(JSON.stringify(error) + String(error)).not.toContain('wrong-key-0123456789');
  });

  it('says that nobody is there', async () => {
    await expect(chunks(await create('http://127.0.0.1:9'), 'Hello.')).rejects.toMatchObject({ kind: 'unavailable' });
  });

  it('lets go of the request when the line is no longer wanted', async () => {
    const [before, asked] = [server.abandoned, server.requests.length];
    server.mischief.next({ type: 'stallInTheMiddle', after: 1 });
    const monitor = new NotedMonitor();
    const cancel = new AbortController();
    const speaking = chunks(await create(server.baseUrl, KEY, monitor), 'Let us talk about the town.', cancel.signal);
    await eventually(() => {
      expect(server.requests).toHaveLength(asked + 1);
    });
    cancel.abort();
    await speaking;
    await eventually(() => {
      expect(server.abandoned).toBe(before + 1);
    });
    expect(monitor.usage).toMatchObject([{ discarded: true }]);
  });
});

describe('the wrapper', () => {
  let server: HttpServer;
  beforeAll(async () => {
    server = await serveAzureSpeech({ apiKey: KEY });
  });
  afterAll(() => server.close());

  textToSpeechContract(
    'The voice that does not fail',
    () =>
      new ResilientVoice({
        voices: [
          createAzureSpeech({ apiKey: KEY, region: '', baseUrl: server.baseUrl, clock, monitor: silentMonitor() }),
        ],
        lastResort: null,
        clock,
        random: seededRandom(1),
        monitor: silentMonitor(),
        patience: new Patience(clock),
      }),
  );
});
