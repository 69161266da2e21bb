/** What a cassette keeps of each port besides words, lines, alignment and grammar; and what it never keeps. */
import { expect, it } from 'vitest';
import { cassetteText, parseCassette } from '../../../src/engine/replay/cassette/cassette-text.js';
import type { Cassette } from '../../../src/engine/replay/cassette/format.js';
import type { LanguageModel, LanguageModelRequest } from '../../../src/engine/ports/language-model.js';
import { ProviderError } from '../../../src/engine/ports/provider-error.js';
import type { PronunciationAssessor } from '../../../src/engine/ports/pronunciation-assessor.js';
import type { SpeechToText } from '../../../src/engine/ports/speech-to-text.js';
import { ProviderNotices, type ProviderNotice } from '../../../src/engine/session/log/provider-notices.js';
import { SILENT_FRAME, type Frame } from '../../../src/engine/speech/frame.js';
import { VirtualClock } from '../../../src/engine/time/virtual-clock.js';
import { CassettePlayer } from '../../../src/providers/cassette/cassette-player.js';
import { CassetteRecorder } from '../../../src/providers/cassette/cassette-recorder.js';
import { tone } from '../../support/tones.js';

const KEY = 'sk-planted-0123456789abcdef';
const signal = new AbortController().signal;

function recorder(): CassetteRecorder {
  return new CassetteRecorder({ audio: 'a'.repeat(64) }, new VirtualClock());
}

function rewound(cassette: Cassette): CassettePlayer {
  return new CassettePlayer(parseCassette(cassetteText(cassette), 'talk/cassette.jsonl', 'talk'));
}

/** A failure whose every field holds a key. */
function leakyError(kind: ProviderError['kind'] = 'overloaded'): ProviderError {
  const details = { provider: 'cloud', kind, message: `401 for ${KEY}`, remedy: KEY, retryable: true };
  return Object.assign(new ProviderError({ ...details, cause: new Error(KEY) }), { headers: { authorization: KEY } });
}

function request(text: string, secondsLeft = 100): LanguageModelRequest {
  const content = JSON.stringify({ secondsLeft, conversation: [{ answer: text }] });
  return { purpose: 'examiner', messages: [{ role: 'user', content }], toolChoice: 'required', signal };
}

async function answerOf(model: LanguageModel, asked: LanguageModelRequest): Promise<readonly unknown[]> {
  const chunks: unknown[] = [];
  for await (const chunk of model.generate(asked)) chunks.push(chunk);
  return chunks;
}

const USAGE = { inputTokens: 12, outputTokens: 3, exact: true };

/** Answers in pieces, calls a tool, and fails when it is told to. */
function model(): LanguageModel {
  return {
    id: 'cloud:model-1',
    model: 'model-1',
    capabilities: { tools: true, structuredOutput: 'json' },
    async *generate({ messages }) {
      const asked = messages.at(-1)?.content ?? '';
      if (asked.includes('fail')) throw leakyError('rateLimited');
      yield { type: 'text', text: 'Let me ' };
      yield { type: 'text', text: 'think.', headers: { authorization: KEY } } as never;
      yield { type: 'toolCall', call: { id: KEY, name: 'move_on', arguments: '{}' } };
      yield { type: 'finished', reason: 'toolCalls', usage: { ...USAGE, account: KEY } };
    },
    close: async () => {},
  };
}

it('a language model says again what it said to the same request, however little time is left of the part', async () => {
  const recording = recorder();
  const live = recording.languageModel(model());
  await answerOf(live, request('I like it.', 100));
  await expect(answerOf(live, request('fail'))).rejects.toThrow('401');
  const played = rewound(recording.cassette()).languageModel();
  expect([played.id, played.model, played.capabilities]).toEqual([live.id, live.model, live.capabilities]);
  expect(await answerOf(played, request('I like it.', 92))).toEqual([
    { type: 'text', text: 'Let me think.' },
    { type: 'toolCall', call: { id: 'call_0', name: 'move_on', arguments: '{}' } },
    { type: 'finished', reason: 'toolCalls', usage: USAGE },
  ]);
  // A failure is part of the recording, and known as one.
  await expect(answerOf(played, request('fail'))).rejects.toMatchObject({ kind: 'rateLimited', retryable: true });
});

it('a language model that stood in for another is named again', async () => {
  const recording = recorder();
  const standIn: LanguageModel = {
    ...model(),
    async *generate() {
      yield { type: 'finished', reason: 'stop', usage: USAGE, provider: 'other:model-2' };
    },
  };
  await answerOf(recording.languageModel(standIn), request('I like it.'));
  const played = rewound(recording.cassette()).languageModel();
  expect(await answerOf(played, request('I like it.'))).toMatchObject([{ provider: 'other:model-2' }]);
});

it('a request that was never made, or made with other words, is not on the cassette', async () => {
  const recording = recorder();
  await answerOf(recording.languageModel(model()), request('I like it.'));
  const player = rewound(recording.cassette());
  await expect(answerOf(player.languageModel(), request('I hate it.'))).rejects.toThrow('does not know what');
  await expect(answerOf(player.languageModel(), { ...request('I like it.'), seed: 2 })).rejects.toThrow('not know');
  expect(player.missing).toHaveLength(2);
});

it('an assessor of pronunciation says again what it said of the same words', async () => {
  const words = [{ text: 'hello', startMs: 0, endMs: 300, confidence: 1 }];
  const assessment = {
    accuracy: 81.5,
    fluency: 70,
    prosody: null,
    words: [{ text: 'hello', startMs: 0, endMs: 300, accuracy: 44, mispronounced: true }],
  };
  const assessor: PronunciationAssessor = {
    id: 'azure:pronunciation-assessment',
    assess: async (samples) => {
      if (samples.length === 1) throw leakyError();
      return samples.length === 0 ? null : { ...assessment, [KEY]: KEY };
    },
    close: async () => {},
  };
  const recording = recorder();
  const live = recording.pronunciation(assessor);
  await live.assess(tone(300), words);
  await live.assess(new Int16Array(0), words);
  await expect(live.assess(new Int16Array(1), [])).rejects.toThrow('401');
  const player = rewound(recording.cassette());
  const played = player.pronunciation();
  expect(played.id).toBe(assessor.id);
  expect(await played.assess(new Int16Array(0), words)).toEqual(assessment);
  expect(await played.assess(new Int16Array(0), words)).toBeNull();
  await expect(played.assess(new Int16Array(0), [])).rejects.toMatchObject({ kind: 'overloaded' });
  await expect(played.assess(new Int16Array(0), words.concat(words))).rejects.toThrow('does not know');
});

it('voice activity comes back at the same place of the same sound, and other sound makes it stale', () => {
  const frames: Frame[] = Array.from({ length: 1200 }, (_, index) =>
    index % 7 === 0 ? SILENT_FRAME : new Int16Array(320).fill(index),
  );
  const live = recorderOf((frame) => (frame[0] === 0 ? 0.49 : 0.51));
  const before = frames.map((frame) => live.detector.process(frame) >= 0.5);
  live.detector.close();
  const played = rewound(live.recording.cassette());
  const detector = played.voiceActivity();
  expect(detector.id).toBe('silero');
  expect(frames.map((frame) => detector.process(frame) >= 0.5)).toEqual(before);
  expect(played.missing).toEqual([]);
  // Beyond its end, and with one frame changed.
  detector.process(SILENT_FRAME);
  expect(played.missing).toEqual(['the sound at 24 s']);
  const other = rewound(live.recording.cassette());
  const again = other.voiceActivity();
  frames.forEach((frame, index) => again.process(index === 3 ? SILENT_FRAME : frame));
  expect(other.missing).toEqual(['the sound at 10 s']);
});

function recorderOf(probability: (frame: Frame) => number) {
  const recording = recorder();
  const detector = recording.voiceActivity({
    id: 'silero',
    process: probability,
    reset: () => undefined,
    close: () => undefined,
  });
  return { recording, detector };
}

/** Hints at the end of the turn after 100 and 200 ms; the turn "broken" breaks off. */
function recogniser(): SpeechToText {
  return {
    id: 'deepgram:flux',
    capabilities: { partials: true, wordTimes: true, confidences: true, endOfTurn: true },
    open: async () => {
      let sent = 0;
      let hear: Parameters<Awaited<ReturnType<SpeechToText['open']>>['beginTurn']>[1];
      let broken = false;
      return {
        beginTurn: ({ turnId }, listener) => {
          sent = 0;
          hear = listener;
          broken = turnId === 'broken';
        },
        push: () => {
          sent += 20;
          if (sent === 100) hear.endOfTurn?.({ state: 'likely', confidence: 0.6, key: KEY } as never);
          if (sent === 200) hear.endOfTurn?.({ state: 'confirmed', confidence: null });
          if (sent === 300 && broken) hear.failed(leakyError('interrupted'));
        },
        endTurn: async () => {
          if (broken) throw leakyError('interrupted');
          return { text: 'yes', words: [], confidence: 0.9, provider: 'deepgram:nova-3', request: KEY } as never;
        },
        cancelTurn: async () => {},
        close: async () => {},
      };
    },
  };
}

async function turn(stream: Awaited<ReturnType<SpeechToText['open']>>, turnId: string): Promise<readonly unknown[]> {
  const heard: unknown[] = [];
  let sentMs = 0;
  stream.beginTurn(
    { turnId, keyterms: [] },
    {
      partial: (text) => heard.push(text),
      endOfTurn: ({ state, confidence }) => heard.push([sentMs, state, confidence]),
      failed: (error) => heard.push([sentMs, (error as ProviderError).kind]),
    },
  );
  for (; sentMs < 400; sentMs += 20) await stream.push(SILENT_FRAME);
  const { text, provider } = await stream.endTurn().catch((error: unknown) => ({ text: String(error), provider: '' }));
  return [...heard, text.includes('interrupted') ? 'interrupted' : text, provider];
}

it('signs of the end of a turn, another recogniser and a failure come back at the same place of the audio', async () => {
  const recording = recorder();
  const live = await recording.speechToText(recogniser()).open();
  const [before] = [await turn(live, 't1'), await turn(live, 'broken')];
  const played = rewound(recording.cassette()).speechToText();
  expect(played.capabilities.endOfTurn).toBe(true);
  const stream = await played.open();
  // What came with a frame was there before the next one.
  expect(before).toEqual([[80, 'likely', 0.6], [180, 'confirmed', null], 'yes', 'deepgram:nova-3']);
  expect(await turn(stream, 't1')).toEqual([[100, 'likely', 0.6], [200, 'confirmed', null], 'yes', 'deepgram:nova-3']);
  expect(await turn(stream, 't2')).toEqual([
    [100, 'likely', 0.6],
    [200, 'confirmed', null],
    [300, 'interrupted'],
    'interrupted',
    '',
  ]);
});

it('a turn that is begun again after a failure is one turn, with the words of the second time', async () => {
  const recording = recorder();
  const live = await recording.speechToText(recogniser()).open();
  live.beginTurn({ turnId: 't1', keyterms: [] }, { partial: () => undefined, failed: () => undefined });
  for (let frame = 0; frame < 10; frame++) await live.push(SILENT_FRAME);
  await turn(live, 't1');
  await turn(live, 't2');
  const { messages } = recording.cassette();
  expect(messages.map((message) => ('turn' in message ? [message.turn, message.type] : []))).toEqual([
    [1, 'sign'],
    [1, 'sign'],
    [1, 'final'],
    [2, 'sign'],
    [2, 'sign'],
    [2, 'final'],
  ]);
});

it('what providers told of themselves is told again after as many requests, without the waiting times of the day', async () => {
  const recording = recorder();
  const told = new ProviderNotices();
  const live = recording.languageModel(model());
  const heard: ProviderNotice[] = [];
  recording.notices(told).listen((notice) => heard.push(notice));
  await answerOf(live, request('one'));
  const used = { port: 'languageModel', provider: 'cloud:model-1', inputTokens: 12, costUsd: 0.002 } as const;
  told.used({ ...used, firstByteMs: 321, discarded: false });
  await answerOf(live, request('two'));
  told.failed('languageModel', 'cloud:model-1', leakyError());
  told.switched('languageModel', 'cloud:model-1', 'other:model-2', KEY);
  told.recovered('languageModel', 'cloud:model-1');
  // Of a port that is not on the cassette.
  told.recovered('speechToText', 'pocketsphinx');
  expect(heard).toHaveLength(5);

  const player = rewound(recording.cassette());
  const notices = new ProviderNotices();
  const again: ProviderNotice[] = [];
  notices.listen((notice) => again.push(notice));
  player.tell(notices);
  const played = player.languageModel();
  expect(again).toEqual([]);
  await answerOf(played, request('one'));
  expect(again).toMatchObject([{ type: 'provider.used', costUsd: 0.002, inputTokens: 12, firstByteMs: null }]);
  await answerOf(played, request('two'));
  expect(again.slice(1)).toMatchObject([
    { type: 'provider.failed', code: 'provider.overloaded', provider: 'cloud:model-1' },
    { type: 'provider.switched', from: 'cloud:model-1', to: 'other:model-2' },
    { type: 'provider.recovered', provider: 'cloud:model-1' },
  ]);
});

it('a key that stands in answers, errors, headers and notices of every port is nowhere in the file', async () => {
  const recording = recorder();
  const told = new ProviderNotices();
  recording.notices(told).listen(() => undefined);
  const stream = await recording.speechToText(recogniser()).open();
  await turn(stream, 't1');
  await turn(stream, 'broken');
  const live = recording.languageModel(model());
  await answerOf(live, request('one'));
  await answerOf(live, request('fail')).catch(() => undefined);
  told.failed('languageModel', 'cloud:model-1', leakyError());
  told.switched('languageModel', 'a', 'b', KEY);
  const leaky = async (): Promise<never> => {
    throw leakyError();
  };
  const close = async (): Promise<void> => {};
  await recording
    .grammar({ id: 'cloud', check: leaky, close })
    .check('x')
    .catch(() => undefined);
  await recording
    .wordAligner({ id: 'cloud', align: leaky, close })
    .align(tone(20), ['x'])
    .catch(() => undefined);
  await recording
    .pronunciation({ id: 'cloud', assess: leaky, close })
    .assess(tone(20), [])
    .catch(() => undefined);
  const voice = recording.textToSpeech({
    id: 'cloud',
    cacheKey: KEY,
    async *synthesize({ text }) {
      yield { samples: tone(20), sampleRate: 16_000, speaker: { id: KEY, cacheKey: KEY } };
      if (text === 'two') throw leakyError();
    },
    close,
  });
  for (const text of ['one', 'two']) {
    await (async () => {
      for await (const _ of voice.synthesize({ text, signal })) continue;
    })().catch(() => undefined);
  }
  const { messages } = recording.cassette();
  expect(new Set(messages.map(({ type }) => type)).size).toBeGreaterThanOrEqual(6);
  expect(cassetteText(recording.cassette())).not.toContain(KEY);
});
