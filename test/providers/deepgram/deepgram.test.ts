import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { SpeechToTextStream } from '../../../src/engine/ports/speech-to-text.js';
import { VirtualClock } from '../../../src/engine/time/virtual-clock.js';
import { readAudioFile } from '../../../src/providers/audio-files/read-audio-file.js';
import { createDeepgram, detectDeepgram, type DeepgramOptions } from '../../../src/providers/deepgram/deepgram.js';
import { detectPocketsphinx } from '../../../src/providers/pocketsphinx/detect.js';
import { pocketsphinx } from '../../../src/providers/pocketsphinx/pocketsphinx.js';
import { eventually } from '../../support/eventually.js';
import {
  startDeepgramServer,
  type DeepgramServer,
  type DeepgramServerOptions,
} from '../../support/servers/deepgram-server.js';
import { realEar } from '../../support/servers/recognition.js';
import { readSpelling, spell, spelledText } from '../../support/servers/spelled-speech.js';
import { speak, speechToolsMissing } from '../../support/speech-files.js';
import { framesOf, pushAll, recogniseTurn, recordingListener, silentFrames } from '../../support/speech-frames.js';

const KEY = 'test-key-of-deepgram';
const words = (count: number, from = 1) => Array.from({ length: count }, (_, index) => ({ number: from + index }));

describe('Deepgram', () => {
  const clock = new VirtualClock();
  let server: DeepgramServer | undefined;
  let stream: SpeechToTextStream | undefined;
  const opened = async (
    options: Partial<DeepgramOptions> = {},
    serverOptions: Partial<DeepgramServerOptions> = {},
  ): Promise<SpeechToTextStream> => {
    server = await startDeepgramServer({ apiKey: KEY, ...serverOptions });
    stream = await createDeepgram({ apiKey: KEY, clock, baseUrl: server.url, hosted: true, ...options }).open();
    return stream;
  };
  const sent = (): string[] =>
    server!.connections[0]!.messages.map(({ type }) => type).filter((type) => type !== 'Audio');
  afterEach(async () => {
    await stream?.close();
    await server?.close();
    stream = server = undefined;
  });

  it('is asked for what the examiner needs: plain words, hesitations, interim results and ends of utterances', async () => {
    await opened();
    const { path, query } = server!.connections[0]!;
    expect(path).toBe('/v1/listen');
    expect(Object.fromEntries(query)).toMatchObject({
      model: 'nova-3',
      encoding: 'linear16',
      sample_rate: '16000',
      interim_results: 'true',
      utterance_end_ms: '1000',
      filler_words: 'true',
      smart_format: 'false',
    });
  });

  it('hears all turns over one connection, each ended by Finalize, and says goodbye', async () => {
    const own = await opened();
    for (const from of [1, 20, 40]) {
      const { transcript } = await recogniseTurn(own, spell(words(4, from)), clock, () => server!.settled());
      expect(transcript.text).toBe(spelledText(words(4, from)));
    }
    await own.close();
    await server!.settled();
    expect(sent()).toEqual(['Finalize', 'Finalize', 'Finalize', 'CloseStream']);
    expect(server!.connections.map(({ closedWith }) => closedWith())).toEqual([1000]);
  });

  it.each(['nova-3', 'flux-general-en'])(
    'is told the words of each question on the open stream (%s)',
    async (model) => {
      const own = await opened({ model });
      for (const keyterms of [['garden', 'hobby'], ['garden', 'hobby'], ['museum']]) {
        own.beginTurn({ turnId: keyterms.join(), keyterms }, recordingListener(clock));
        await own.cancelTurn();
      }
      await server!.settled();
      const told = server!.connections[0]!.messages.filter(({ type }) => type === 'Configure');
      expect(told.map(({ keyterms }) => keyterms)).toEqual([['garden', 'hobby'], ['museum']]);
    },
  );

  it.each([
    ['nova-3', 'KeepAlive'],
    ['flux-general-en', 'Ping'],
  ])('is kept open between turns (%s: %s)', async (model, sign) => {
    const own = await opened({ model, bounds: { keepAliveMs: 40 } });
    // Each sign makes the server wait anew.
    await eventually(() => {
      expect(sent().filter((type) => type === sign).length).toBeGreaterThan(3);
    });
    expect(server!.connections[0]!.closedWith()).toBeNull();
    expect((await recogniseTurn(own, spell(words(3)), clock)).transcript.text).toBe(spelledText(words(3)));
  });

  it('that closed an idle stream says so when the next turn begins', async () => {
    const own = await opened({}, { idleMs: 30 });
    await eventually(() => {
      expect(server!.connections[0]!.closedWith()).toBe(1011);
    });
    await server!.settled();
    const listener = recordingListener(clock);
    own.beginTurn({ turnId: 't', keyterms: [] }, listener);
    await clock.settle();
    expect(listener.failures).toMatchObject([{ code: 'provider.interrupted', retryable: true }]);
    await expect(own.endTurn()).rejects.toMatchObject({ code: 'provider.interrupted' });
  });

  it('gives every sample of the turn to the server, the last piece too', async () => {
    const own = await opened();
    await recogniseTurn(own, spell([{ number: 5, length: 7, pause: 0 }]), clock, () => server!.settled());
    expect(readSpelling(server!.connections[0]!.samples())).toMatchObject([{ text: 'w5', startMs: 0, endMs: 140 }]);
  });

  it('settles the words before a pause, so that nobody need hear them again', async () => {
    const own = await opened();
    const settled: [string, number][] = [];
    own.beginTurn(
      { turnId: 't', keyterms: [] },
      {
        partial: () => undefined,
        failed: () => undefined,
        settled: (heard, untilMs) => settled.push([heard.map(({ text }) => text).join(' '), untilMs]),
      },
    );
    await pushAll(own, [...spell(words(3)), ...silentFrames(600), ...spell(words(2, 9))], clock, () =>
      server!.settled(),
    );
    expect(settled[0]?.[0]).toBe(spelledText(words(3)));
    expect(settled[0]?.[1]).toBeGreaterThanOrEqual(900);
    await own.endTurn();
  });

  it('says nothing of a turn because of an end of the turn before it', async () => {
    const own = await opened();
    await recogniseTurn(own, spell(words(3)), clock, () => server!.settled());
    const listener = recordingListener(clock);
    own.beginTurn({ turnId: 't', keyterms: [] }, listener);
    await pushAll(own, silentFrames(1500), clock, () => server!.settled());
    expect(listener.signs.filter(({ state }) => state !== 'resumed')).toEqual([]);
    await pushAll(own, [...spell(words(2, 9)), ...silentFrames(1200)], clock, () => server!.settled());
    expect(listener.signs.at(-1)?.state).toBe('confirmed');
    await own.cancelTurn();
  });

  it.each(['nova-3', 'flux-general-en'])('says when a turn sounds over, and when it goes on (%s)', async (model) => {
    const own = await opened({ model });
    const listener = recordingListener(clock);
    own.beginTurn({ turnId: 't', keyterms: [] }, listener);
    const states = () => listener.signs.map(({ state }) => state);
    await pushAll(own, [...spell(words(3)), ...silentFrames(320)], clock, () => server!.settled());
    expect(states().at(-1)).toBe('likely');
    await pushAll(own, spell(words(2, 9)), clock, () => server!.settled());
    expect(states().at(-1)).toBe('resumed');
    await pushAll(own, silentFrames(1200), clock, () => server!.settled());
    expect(states().at(-1)).toBe('confirmed');
    await own.endTurn();
  });

  it('refuses a key with the server’s own words and without the key', async () => {
    server = await startDeepgramServer({ apiKey: KEY });
    const wrong = createDeepgram({ apiKey: 'a-wrong-key-0123456789', clock, baseUrl: server.url });
    await expect(wrong.open()).rejects.toMatchObject({
      code: 'provider.authentication',
      message: expect.stringMatching(/Invalid credentials/),
      remedy: expect.stringContaining('keys test deepgram'),
    });
    await expect(wrong.open()).rejects.not.toMatchObject({ message: expect.stringContaining('a-wrong-key') });
  });

  it('says how long a rate limit lasts', async () => {
    server = await startDeepgramServer({ apiKey: KEY });
    server.mischief.next({ type: 'status', status: 429, retryAfterS: 7 });
    const limited = createDeepgram({ apiKey: KEY, clock, baseUrl: server.url });
    await expect(limited.open()).rejects.toMatchObject({ code: 'provider.rateLimited', retryAfterMs: 7000 });
  });

  it.each([
    ['a key that cannot be sent', { apiKey: 'line\nbreak' }, 'provider.authentication'],
    ['a base URL that is none', { baseUrl: 'deepgram' }, 'provider.invalidRequest'],
    ['a base URL that leads nowhere', { baseUrl: 'http://127.0.0.1:9' }, 'provider.unavailable'],
  ])('explains %s instead of ending the process', async (_, options, code) => {
    await expect(createDeepgram({ apiKey: KEY, clock, ...options }).open()).rejects.toMatchObject({ code });
  });

  it('loads its SDK when it is first opened, not before', async () => {
    vi.resetModules();
    const loaded = vi.fn();
    vi.doMock('@deepgram/sdk', () => {
      loaded();
      return { DeepgramClient: vi.fn() };
    });
    const { createDeepgram: create } = await import('../../../src/providers/deepgram/deepgram.js');
    const recogniser = create({ apiKey: KEY, clock });
    expect(loaded).not.toHaveBeenCalled();
    await recogniser.open().catch(() => undefined);
    expect(loaded).toHaveBeenCalled();
    vi.doUnmock('@deepgram/sdk');
  });

  it('is there when there is a key, and says where to put one', async () => {
    expect(await detectDeepgram({ apiKey: KEY })).toMatchObject({ available: true });
    expect(await detectDeepgram({ apiKey: null })).toMatchObject({
      available: false,
      remedy: expect.stringContaining('DEEPGRAM_API_KEY'),
    });
  });
});

const found = await detectPocketsphinx();
const missing = found.available ? speechToolsMissing() : `${found.why}: ${found.remedy}`;

describe.skipIf(missing !== null)('speech through the SDK to a server with a real recogniser', () => {
  it.each(['nova-3', 'flux-general-en'])('comes back as its words (%s)', async (model) => {
    const path = join(mkdtempSync(join(tmpdir(), 'deepgram-')), 'speech.wav');
    speak('i live in a small town near the sea', path);
    const frames = framesOf((await readAudioFile(path)).samples);
    const ear = realEar((earClock) => pocketsphinx({ clock: earClock }));
    const server = await startDeepgramServer({ apiKey: KEY, ear, idleMs: 60_000 });
    const clock = new VirtualClock();
    const bounds = { finalMs: 20_000, silenceMs: 20_000 };
    const stream = await createDeepgram({
      apiKey: KEY,
      clock,
      model,
      hosted: true,
      baseUrl: server.url,
      bounds,
    }).open();
    const { transcript, partials } = await recogniseTurn(stream, frames, clock, () => server.settled());
    expect(transcript.text).toBe('i live in a small town near the sea');
    expect(partials.length).toBeGreaterThan(2);
    await stream.close();
    await server.close();
    await ear.close();
  });
});
