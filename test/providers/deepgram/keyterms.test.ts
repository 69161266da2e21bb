/** Servers of one's own, and Deepgram's regional ones, cannot change the keyterms of an open connection. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { SpeechToTextStream } from '../../../src/engine/ports/speech-to-text.js';
import { VirtualClock } from '../../../src/engine/time/virtual-clock.js';
import { createDeepgram } from '../../../src/providers/deepgram/deepgram.js';
import type { DeepgramBounds } from '../../../src/providers/deepgram/deepgram-stream.js';
import { createResilientRecogniser } from '../../../src/providers/resilience/recognition/resilient-recogniser.js';
import { untilDone } from '../../support/pass-time.js';
import { NotedMonitor } from '../../support/provider-monitor.js';
import { startDeepgramServer, type DeepgramServer } from '../../support/servers/deepgram-server.js';
import { spell, spelledText } from '../../support/servers/spelled-speech.js';
import { pushAll, recordingListener } from '../../support/speech-frames.js';

const KEY = 'test-key-of-deepgram';
const words = (count: number, from = 1) => Array.from({ length: count }, (_, index) => ({ number: from + index }));

describe('Deepgram behind an own address', () => {
  let clock: VirtualClock;
  let server: DeepgramServer;
  let stream: SpeechToTextStream;
  beforeEach(async () => {
    clock = new VirtualClock();
    server = await startDeepgramServer({ apiKey: KEY });
  });
  afterEach(async () => {
    await stream.close();
    await server.close();
  });
  /** In real time, and so long that no machine is too slow. */
  const patient = { connectMs: 120_000, keytermsMs: 120_000, finalMs: 120_000, silenceMs: 120_000, closeMs: 120_000 };
  const create = (model = 'nova-3', bounds: Partial<DeepgramBounds> = {}) =>
    createDeepgram({ apiKey: KEY, clock, model, baseUrl: server.url, bounds: { ...patient, ...bounds } });
  const terms = (): string[] => server.connections.map(({ query }) => query.getAll('keyterm').join(' '));
  const answer = async (keyterms: readonly string[], from: number) => {
    const listener = recordingListener(clock);
    stream.beginTurn({ turnId: `t${String(from)}`, keyterms }, listener);
    await pushAll(stream, spell(words(4, from)), clock, () => server.settled());
    const transcript = await stream.endTurn();
    expect(listener.failures).toEqual([]);
    return transcript;
  };

  it('hears the answers to each question over a connection with its keyterms, and each word once', async () => {
    stream = await create().open();
    for (const [keyterms, from] of [
      [['garden', 'hobby'], 1],
      [['garden', 'hobby'], 20],
      [['museum'], 40],
    ] as const) {
      const { text, words: heard } = await answer(keyterms, from);
      expect(text).toBe(spelledText(words(4, from)));
      expect(heard[0]?.startMs).toBeLessThan(200);
    }
    expect(terms()).toEqual(['', 'garden hobby', 'museum']);
    await server.settled();
    expect(server.connections.map(({ closedWith }) => closedWith())).toEqual([1000, 1000, null]);
    expect(server.connections.flatMap(({ messages }) => messages).map(({ type }) => type)).not.toContain('Configure');
  });

  it.each(['nova-2', 'flux-general-en'])('needs no second connection for %s', async (model) => {
    stream = await create(model).open();
    expect((await answer(['garden'], 1)).text).toBe(spelledText(words(4)));
    expect(terms()).toEqual(['']);
  });

  it.each([
    ['refuses another connection', { type: 'status', status: 429 }],
    ['never opens another connection', { type: 'stallBeforeFirstByte' }],
  ] as const)('goes on without keyterms when the server %s', async (_, mischief) => {
    stream = await create('nova-3', { keytermsMs: 2_000 }).open();
    server.mischief.next(mischief);
    expect((await answer(['garden'], 1)).text).toBe(spelledText(words(4)));
    expect((await answer(['garden'], 20)).text).toBe(spelledText(words(4, 20)));
    expect((await answer(['museum'], 40)).text).toBe(spelledText(words(4, 40)));
    expect(terms()).toEqual(['', 'museum']);
  });

  it('hears an answer that is over before its connection is there', async () => {
    stream = await create().open();
    stream.beginTurn({ turnId: 'short', keyterms: ['garden'] }, recordingListener(clock));
    for (const frame of spell(words(2))) void stream.push(frame);
    expect((await stream.endTurn()).text).toBe(spelledText(words(2)));
    expect((await answer(['garden'], 20)).text).toBe(spelledText(words(4, 20)));
    expect(terms()).toEqual(['', 'garden']);
    expect(server.connections[1]!.samples().length).toBeGreaterThan(0);
  });

  it('gives an answer after a false start the connection that the false start has opened', async () => {
    stream = await create().open();
    stream.beginTurn({ turnId: 'cough', keyterms: ['garden'] }, recordingListener(clock));
    await stream.cancelTurn();
    expect((await answer(['garden'], 20)).text).toBe(spelledText(words(4, 20)));
    expect(terms()).toEqual(['', 'garden']);
    expect(server.connections[0]!.samples()).toHaveLength(0);
  });

  it('connects again with the same keyterms in the middle of an answer, and resends what was not heard', async () => {
    const monitor = new NotedMonitor();
    const recognisers = [create()];
    stream = await createResilientRecogniser({
      recognisers,
      lastResort: null,
      clock,
      random: { below: () => 0 },
      monitor,
    }).open();
    const listener = recordingListener(clock);
    stream.beginTurn({ turnId: 't', keyterms: ['garden'] }, listener);
    const frames = spell(words(12));
    await pushAll(stream, frames.slice(0, 60), clock, () => server.settled());
    server.cutAll();
    await server.settled();
    await pushAll(stream, frames.slice(60), clock, () => server.settled());
    expect((await untilDone(clock, stream.endTurn())).text).toBe(spelledText(words(12)));
    expect(terms()).toEqual(['', 'garden', 'garden']);
  });
});
