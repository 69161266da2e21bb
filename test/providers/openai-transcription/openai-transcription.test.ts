import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ProviderErrorKind } from '../../../src/engine/ports/provider-error.js';
import type { SpeechToTextStream } from '../../../src/engine/ports/speech-to-text.js';
import type { Frame } from '../../../src/engine/speech/frame.js';
import { VirtualClock } from '../../../src/engine/time/virtual-clock.js';
import {
  createOpenAiTranscription,
  detectOpenAiTranscription,
  type OpenAiTranscriptionOptions,
} from '../../../src/providers/openai-transcription/openai-transcription.js';
import { eventually } from '../../support/eventually.js';
import type { Misbehaviour } from '../../support/servers/misbehaviour.js';
import { spell, spelledText } from '../../support/servers/spelled-speech.js';
import { startTranscriptionServer, type TranscriptionServer } from '../../support/servers/transcription-server.js';
import { pushAll, recogniseTurn, recordingListener, silentFrames } from '../../support/speech-frames.js';

const KEY = 'test-key-of-openai';
const words = (count: number, from = 1) => Array.from({ length: count }, (_, index) => ({ number: from + index }));

describe('OpenAI transcription', () => {
  const clock = new VirtualClock();
  let server: TranscriptionServer;
  let stream: SpeechToTextStream | null = null;
  const opened = async (options: Partial<OpenAiTranscriptionOptions> = {}): Promise<SpeechToTextStream> => {
    stream = await createOpenAiTranscription({ apiKey: KEY, clock, baseUrl: server.baseUrl, ...options }).open();
    return stream;
  };
  beforeEach(async () => {
    server = await startTranscriptionServer({ apiKey: KEY });
  });
  afterEach(async () => {
    await stream?.close();
    stream = null;
    await server.close();
  });

  it('sends a turn as one file, with the words of the question and a place for hesitations', async () => {
    const own = await opened();
    own.beginTurn({ turnId: 't', keyterms: ['garden', 'hobby'] }, recordingListener(clock));
    await pushAll(own, spell(words(4)), clock);
    await own.endTurn();
    expect(server.uploads).toMatchObject([
      { model: 'gpt-4o-mini-transcribe', language: 'en', stream: 'true', durationMs: '1200' },
    ]);
    expect(server.uploads[0]?.['prompt']).toMatch(/^Um.*garden, hobby\.$/);
  });

  it('asks Whisper for word times', async () => {
    const own = await opened({ model: 'whisper-1' });
    const { transcript } = await recogniseTurn(own, spell([{ number: 3, pause: 10 }, { number: 4 }]), clock);
    expect(server.uploads[0]).toMatchObject({ response_format: 'verbose_json' });
    expect(transcript.words.map(({ startMs, endMs }) => [startMs, endMs])).toEqual([
      [0, 200],
      [400, 600],
    ]);
  });

  it('places words of a model without times where there is sound', async () => {
    const own = await opened();
    const { transcript } = await recogniseTurn(own, spell([{ number: 3, pause: 50 }, { number: 4 }]), clock);
    expect(transcript.words.map(({ startMs, endMs }) => [startMs, endMs])).toEqual([
      [0, 200],
      [1200, 1400],
    ]);
  });

  it('sends a long answer at its pauses while it is spoken, and settles those words', async () => {
    const own = await opened();
    const settled: number[] = [];
    own.beginTurn(
      { turnId: 't', keyterms: [] },
      { partial: () => undefined, failed: () => undefined, settled: (_, untilMs) => settled.push(untilMs) },
    );
    const paragraph = (from: number): readonly Frame[] => [...spell(words(45, from)), ...silentFrames(600)];
    await pushAll(own, [...paragraph(1), ...paragraph(100), ...spell(words(3, 200))], clock, () => server.settled());
    const { text } = await own.endTurn();
    expect(text).toBe([words(45), words(45, 100), words(3, 200)].map(spelledText).join(' '));
    expect(server.uploads.map(({ durationMs }) => Number(durationMs))).toEqual([13_900, 14_100, 1100]);
    expect(settled).toEqual([13_900, 28_000]);
  });

  it('sends a short answer at its first pause, so that its words are known before the turn is over', async () => {
    const own = await opened();
    const listener = recordingListener(clock);
    own.beginTurn({ turnId: 't', keyterms: [] }, listener);
    await pushAll(own, [...spell(words(4)), ...silentFrames(600)], clock, () => server.settled());
    await eventually(() => {
      expect(listener.partials.at(-1)?.text).toBe(spelledText(words(4)));
    });
    expect((await own.endTurn()).text).toBe(spelledText(words(4)));
    expect(server.uploads).toHaveLength(1);
  });

  it('sends neither a click nor, once it is long, an answer at each of its pauses', async () => {
    const own = await opened();
    const click = [...spell([{ number: 1, length: 4 }]), ...silentFrames(600)];
    await recogniseTurn(own, click, clock);
    expect(server.uploads.map(({ durationMs }) => Number(durationMs))).toEqual([click.length * 20]);
    const long = [...spell(words(20)), ...silentFrames(600), ...spell(words(4, 50)), ...silentFrames(600)];
    await recogniseTurn(own, long, clock);
    expect(server.uploads.slice(1).map(({ durationMs }) => Number(durationMs))).toEqual([long.length * 20]);
  });

  it('sends no silence, in which such models hear words that nobody said', async () => {
    const own = await opened();
    await recogniseTurn(own, silentFrames(3000), clock);
    expect(server.uploads).toEqual([]);
  });

  it('finds out at its opening, for free, whether key and model are right', async () => {
    await opened();
    expect([server.lookedUp(), server.uploads]).toEqual([1, []]);
    await expect(opened({ apiKey: 'wrong-key' })).rejects.toMatchObject({ code: 'provider.authentication' });
    await expect(opened({ model: 'gpt-unknown' })).rejects.toMatchObject({ code: 'provider.invalidRequest' });
    server.lookUps.next({ type: 'status', status: 404 });
    await expect(opened()).resolves.toBeDefined();
    // A restricted key may transcribe without reading the list of models.
    server.lookUps.next({ type: 'status', status: 403 });
    await expect(opened()).resolves.toBeDefined();
  });

  it.each<[Misbehaviour, ProviderErrorKind]>([
    [{ type: 'refuse' }, 'interrupted'],
    [{ type: 'status', status: 401 }, 'authentication'],
    [{ type: 'status', status: 402 }, 'quota'],
    [{ type: 'status', status: 429, retryAfterS: 3 }, 'rateLimited'],
    [{ type: 'status', status: 500 }, 'overloaded'],
    [{ type: 'stallBeforeFirstByte' }, 'timeout'],
    [{ type: 'stallInTheMiddle', after: 2 }, 'timeout'],
    [{ type: 'close', after: 2, code: 1006 }, 'interrupted'],
    [{ type: 'garbage', after: 2, content: 'data: {"type":\n\n' }, 'badResponse'],
  ])('%j is told as %s, without the key', async (fault, kind) => {
    const own = await opened({ bounds: { finalMs: fault.type.startsWith('stall') ? 600 : 120_000 } });
    server.mischief.next(fault);
    own.beginTurn({ turnId: 't', keyterms: [] }, recordingListener(clock));
    await pushAll(own, spell(words(4)), clock);
    const error: unknown = await own.endTurn().catch((reason: unknown) => reason);
    expect(error).toMatchObject({ name: 'ProviderError', kind, message: expect.not.stringContaining(KEY) });
    // The next turn is another request.
    expect((await recogniseTurn(own, spell(words(2)), clock)).transcript.text).toBe(spelledText(words(2)));
  });

  it('gives up on a line without end, which the SDK would copy with every piece that comes', async () => {
    const own = await opened({ bounds: { finalMs: 120_000 } });
    server.mischief.next({ type: 'huge', after: 2 });
    own.beginTurn({ turnId: 't', keyterms: [] }, recordingListener(clock));
    await pushAll(own, spell(words(4)), clock);
    await expect(own.endTurn()).rejects.toMatchObject({ kind: 'badResponse' });
  });

  it.each<Misbehaviour>([
    { type: 'cutCharacter', after: 1 },
    { type: 'duplicate', after: 2 },
    { type: 'reorder', after: 1 },
    { type: 'huge', after: 99 },
  ])('%j changes no word: the last event has the whole text', async (fault) => {
    const own = await opened();
    server.mischief.next(fault);
    expect((await recogniseTurn(own, spell(words(4)), clock)).transcript.text).toBe(spelledText(words(4)));
  });

  it('tells of a failed piece while the candidate goes on speaking', async () => {
    const own = await opened();
    server.mischief.next({ type: 'status', status: 503 });
    const listener = recordingListener(clock);
    own.beginTurn({ turnId: 't', keyterms: [] }, listener);
    await pushAll(own, [...spell(words(45)), ...silentFrames(600)], clock, () => server.settled());
    await eventually(() => {
      expect(listener.failures).toMatchObject([{ code: 'provider.overloaded', retryable: true }]);
    });
    await own.cancelTurn();
  });

  it('tells of it once, however many pieces follow', async () => {
    const own = await opened();
    server.mischief.next({ type: 'status', status: 503 });
    const listener = recordingListener(clock);
    own.beginTurn({ turnId: 't', keyterms: [] }, listener);
    const said = [...spell(words(45)), ...silentFrames(600)];
    await pushAll(own, said, clock, () => server.settled());
    await eventually(() => {
      expect(listener.failures).toHaveLength(1);
    });
    await pushAll(own, said, clock, () => server.settled());
    await new Promise((resolve) => setImmediate(resolve));
    expect(server.uploads.length).toBeGreaterThan(0);
    expect(listener.failures).toHaveLength(1);
    await own.cancelTurn();
  });

  it('is there when there is a key', async () => {
    expect(await detectOpenAiTranscription({ apiKey: KEY })).toMatchObject({ available: true });
    expect(await detectOpenAiTranscription({ apiKey: '' })).toMatchObject({
      available: false,
      remedy: expect.stringContaining('OPENAI_API_KEY'),
    });
    expect(await detectOpenAiTranscription({ apiKey: null, vendor: 'groq' })).toMatchObject({
      remedy: expect.stringMatching(/GROQ_API_KEY.*keys set groq/),
    });
  });

  it('is Groq’s Whisper, too, with its own name and prices', async () => {
    const own = await opened({ vendor: 'groq' });
    const { transcript } = await recogniseTurn(own, spell(words(3)), clock);
    expect(transcript.text).toBe(spelledText(words(3)));
    expect(server.uploads[0]).toMatchObject({ model: 'whisper-large-v3-turbo', response_format: 'verbose_json' });
    expect(createOpenAiTranscription({ apiKey: KEY, clock, vendor: 'groq' }).id).toBe('groq:whisper-large-v3-turbo');
  });
});
