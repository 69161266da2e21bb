import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { seededRandom } from '../../../src/engine/statistics/seeded-random.js';
import type { ProviderUsage } from '../../../src/engine/ports/provider-monitor.js';
import { AnswerAssembly } from '../../../src/providers/chat-completions/answer-assembly.js';
import { createChatModel, type ChatModelOptions } from '../../../src/providers/chat-completions/chat-model.js';
import { createResilientModel } from '../../../src/providers/resilience/resilient-model.js';
import { createOpenAiClient } from '../../../src/providers/openai-client/create-openai-client.js';
import { Patience } from '../../../src/providers/resilience/patience.js';
import { SystemClock } from '../../../src/providers/system-clock/system-clock.js';
import { chunksOf, requestOf, textOf, TOOL } from '../../support/contracts/language-model.contract.js';
import { eventually } from '../../support/eventually.js';
import { ManualClock } from '../../support/manual-clock.js';
import { NotedMonitor } from '../../support/provider-monitor.js';
import { inTurn, startChatServer, type ChatServer } from '../../support/servers/chat-server.js';
import type { Misbehaviour } from '../../support/servers/misbehaviour.js';

const KEY = 'sk-planted-key-000000000001';
const TEXT = 'What makes a city quiet, and is a café a quiet place?';

let server: ChatServer;
let used: ProviderUsage[];

beforeEach(async () => {
  server = await startChatServer(() => ({ text: TEXT }));
  used = [];
});
afterEach(() => server.close());

function model(change: Partial<ChatModelOptions> = {}) {
  return createChatModel({
    service: 'openai',
    apiKey: KEY,
    baseUrl: server.baseUrl,
    clock: new SystemClock(),
    monitor: {
      failed: () => undefined,
      switched: () => undefined,
      recovered: () => undefined,
      used: (usage) => used.push(usage),
    },
    ...change,
  });
}

/** Moves the clock on, and lets the network answer in between, until the work is done. */
async function whileTimePasses<T>(clock: ManualClock, work: Promise<T>): Promise<T> {
  let done = false;
  const end = (): void => void (done = true);
  work.then(end, end);
  while (!done) {
    await new Promise((resolve) => setTimeout(resolve, 10));
    clock.advance(200);
  }
  return await work;
}

describe('an address', () => {
  it('that is missing never means OpenAI: what a candidate says to a local model stays here', async () => {
    const local = { service: 'local', apiKey: 'local', model: 'llama3.1', clock: new SystemClock() } as const;
    expect(() => createChatModel(local)).toThrow('without an address');
    expect(() => createChatModel({ ...local, baseUrl: '' })).toThrow('without an address');
    await expect(createOpenAiClient({ apiKey: 'local', baseUrl: '' })).rejects.toThrow('empty address');
  });
});

it('a server that answers as a whole although it is asked to stream is understood', async () => {
  const whole = await startChatServer(() => ({ text: TEXT }), { neverStreams: true });
  try {
    const chunks = await chunksOf(model({ baseUrl: whole.baseUrl }), requestOf());
    expect(textOf(chunks)).toBe(TEXT);
    expect(chunks.at(-1)).toMatchObject({ type: 'finished', reason: 'stop', usage: { exact: true } });
    expect(whole.requests).toHaveLength(1);
  } finally {
    await whole.close();
  }
});

describe('errors of a chat service', () => {
  it.each([
    [401, 'provider.authentication', false],
    [402, 'provider.quota', false],
    [403, 'provider.authentication', false],
    [404, 'provider.invalidRequest', false],
    [429, 'provider.rateLimited', false],
    [500, 'provider.overloaded', true],
    [503, 'provider.overloaded', true],
  ])('tells status %d as %s, asked once and without the key', async (status, code, retryable) => {
    server.mischief.always({ type: 'status', status });
    const error = await chunksOf(model(), requestOf()).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ code, retryable });
    expect(server.authorizations).toHaveLength(1);
    expect(`${String(error)} ${JSON.stringify(error)} ${(error as { remedy: string }).remedy}`).not.toContain('sk-');
  });

  it('tells an account without credit from one that asks too fast', async () => {
    const error = { message: 'You exceeded your current quota, please check your plan and billing details.' };
    server.answer(() => ({ error: { status: 429, body: { error: { ...error, code: 'insufficient_quota' } } } }));
    await expect(chunksOf(model(), requestOf())).rejects.toMatchObject({ code: 'provider.quota', retryable: false });
  });

  it.each([
    [{ 'retry-after': '7' }, 7000],
    [{ 'retry-after-ms': '350' }, 350],
    [{ 'retry-after': 'soon' }, null],
  ])('reads from %o when to come back', async (headers, expected) => {
    server.answer(() => ({ error: { status: 429, body: { error: { message: 'slow down' } }, headers } }));
    await expect(chunksOf(model(), requestOf())).rejects.toMatchObject({ retryAfterMs: expected });
  });

  it('tells a server that is not there', async () => {
    const gone = model({ baseUrl: 'http://127.0.0.1:2/v1' });
    await expect(chunksOf(gone, requestOf())).rejects.toMatchObject({
      code: 'provider.unavailable',
      retryable: true,
      message: expect.stringMatching(/cannot be reached: ECONNREFUSED\.$/),
    });
  });

  it.each<[Misbehaviour, string]>([
    [{ type: 'refuse' }, 'provider.interrupted'],
    [{ type: 'close', after: 0, code: 1006 }, 'provider.interrupted'],
    [{ type: 'close', after: 3, code: 1006 }, 'provider.interrupted'],
    [{ type: 'close', after: 3, code: 1000 }, 'provider.interrupted'],
    [{ type: 'garbage', after: 2, content: 'data: {"broken": \n\n' }, 'provider.badResponse'],
    [
      { type: 'garbage', after: 1, content: 'data: {"error":{"message":"overloaded","type":"server_error"}}\n\n' },
      'provider.overloaded',
    ],
    [{ type: 'huge', after: 2 }, 'provider.badResponse'],
  ])('tells %o as %s', async (misbehaviour, code) => {
    server.mischief.next(misbehaviour);
    await expect(chunksOf(model(), requestOf())).rejects.toMatchObject({ code });
    expect(textOf(await chunksOf(model(), requestOf()))).toBe(TEXT);
  });

  it('reads characters that arrive in two halves', async () => {
    server.answer(() => ({ text: 'éé' }));
    server.mischief.next({ type: 'cutCharacter', after: 1 });
    expect(textOf(await chunksOf(model(), requestOf()))).toBe('éé');
  });

  it.each<[string, Misbehaviour]>([
    ['before the first word', { type: 'stallBeforeFirstByte' }],
    ['after the headers', { type: 'stallInTheMiddle', after: 0 }],
    ['in the middle', { type: 'stallInTheMiddle', after: 3 }],
  ])('gives a silent server up, %s', async (_, misbehaviour) => {
    const clock = new ManualClock();
    server.mischief.next(misbehaviour);
    const waiting = chunksOf(model({ clock }), requestOf({ purpose: 'examiner' }));
    await expect(whileTimePasses(clock, waiting)).rejects.toMatchObject({ code: 'provider.timeout', retryable: false });
  });
});

describe('a model that writes a call', () => {
  const piece = (id: string, name: string, text: string): Parameters<AnswerAssembly['add']>[0] => ({
    delta: { tool_calls: [{ index: 0, id, function: { name, arguments: text } }] },
    finish_reason: null,
  });

  it('may give each call the same index: those with their own id and name are kept apart', () => {
    const assembly = new AnswerAssembly();
    for (const part of [piece('a', 'ask', '{"q":'), piece('', '', '1}'), piece('b', 'go_on', '{}')]) assembly.add(part);
    expect(assembly.calls()).toEqual([
      { id: 'a', name: 'ask', arguments: '{"q":1}' },
      { id: 'b', name: 'go_on', arguments: '{}' },
    ]);
  });

  it('may give each piece of one call its own id', () => {
    const assembly = new AnswerAssembly();
    for (const part of [piece('a', 'ask', '{"q":'), piece('b', '', '1'), piece('c', '', '}')]) assembly.add(part);
    expect(assembly.calls()).toEqual([{ id: 'a', name: 'ask', arguments: '{"q":1}' }]);
  });

  it('may not be thousands', () => {
    const assembly = new AnswerAssembly();
    for (let index = 0; index < 20_000; index += 1) assembly.add({ ...piece(`c${String(index)}`, 'ask', '{}') });
    expect(assembly.tooLong).toBe(true);
    expect(assembly.calls().length).toBeLessThan(200);
  });

  it('is heard to be at work from the first piece on; behind a guard only the call is given', async () => {
    server.answer(() => ({ calls: [{ name: TOOL.name, arguments: { question: TEXT } }] }));
    const request = requestOf({ tools: [TOOL] });
    const alone = await chunksOf(model(), request);
    const call = alone.findIndex(({ type }) => type === 'toolCall');
    expect(call).toBeGreaterThan(5);
    expect(textOf(alone)).toBe('');
    const clock = new SystemClock();
    const guard = { clock, random: seededRandom(1), monitor: new NotedMonitor(), patience: new Patience(clock) };
    const guarded = await chunksOf(createResilientModel({ models: [model()], ...guard }), request);
    expect(guarded.map(({ type }) => type)).toEqual(['toolCall', 'finished']);
  });
});

describe('what models differ in', () => {
  it('asks a reasoning model without temperature, with little effort and the new limit', async () => {
    await chunksOf(model({ model: 'o4-mini' }), requestOf({ temperature: 0, maxOutputTokens: 100, seed: 1 }));
    const [asked] = server.requests;
    expect(asked).toMatchObject({ reasoning_effort: 'low', max_completion_tokens: 100 });
    expect(asked).not.toHaveProperty('temperature');
    expect(asked).not.toHaveProperty('max_tokens');
  });

  it('asks others with temperature and seed', async () => {
    await chunksOf(model(), requestOf({ temperature: 0, maxOutputTokens: 100, seed: 1 }));
    expect(server.requests[0]).toMatchObject({ temperature: 0, seed: 1, max_completion_tokens: 100 });
  });

  it('leaves out what a server refuses, at once and from then on', async () => {
    await server.close();
    server = await startChatServer(() => ({ text: TEXT }), { refuses: ['temperature', 'seed', 'stream_options'] });
    const asked = model();
    for (const _ of [1, 2]) {
      expect(textOf(await chunksOf(asked, requestOf({ temperature: 0, seed: 3 })))).toBe(TEXT);
    }
    expect(server.requests).toHaveLength(5);
    expect(used.map(({ inputTokens }) => (inputTokens ?? 0) > 0)).toEqual([true, true]);
  });

  it('asks for a shape by schema, then for any JSON, then in words', async () => {
    await server.close();
    server = await startChatServer(() => ({ text: '{"band":5}' }), { refuses: ['response_format'] });
    const schema = { type: 'object', properties: { band: { type: 'integer', minimum: 0 } } };
    await chunksOf(model(), requestOf({ responseSchema: { name: 'rating', schema } }));
    expect(server.requests.map(({ response_format: format }) => format?.type)).toEqual([
      'json_schema',
      'json_object',
      undefined,
    ]);
    expect(server.requests[0]?.response_format).toMatchObject({
      json_schema: { strict: true, schema: { required: ['band'], additionalProperties: false } },
    });
    expect(JSON.stringify(server.requests[0])).not.toContain('minimum');
    expect(server.requests[2]?.messages.at(-1)?.content).toContain('"minimum":0');
  });

  it('asks Groq for a shape in one piece, and for words in a stream', async () => {
    const groq = model({ service: 'groq' });
    const schema = { type: 'object', properties: {} };
    server.answer(inTurn({ text: '{}' }, { text: TEXT }));
    expect(textOf(await chunksOf(groq, requestOf({ responseSchema: { name: 'any', schema } })))).toBe('{}');
    expect(textOf(await chunksOf(groq, requestOf()))).toBe(TEXT);
    expect(server.requests.map(({ stream }) => stream)).toEqual([false, true]);
  });

  it('takes a tool call from the text of a model without tools', async () => {
    await server.close();
    const written = `Sure!\n\`\`\`json\n{"name": "${TOOL.name}", "arguments": {"question": "Why?"}}\n\`\`\``;
    server = await startChatServer(() => ({ text: written }), { refuses: ['tools'] });
    const small = model({ service: 'local', model: 'small' });
    const chunks = await chunksOf(small, requestOf({ tools: [TOOL], toolChoice: 'required' }));
    const [call] = chunks.flatMap((chunk) => (chunk.type === 'toolCall' ? [chunk.call] : []));
    expect(call).toMatchObject({ name: TOOL.name, arguments: '{"question":"Why?"}' });
    expect(chunks.at(-1)).toMatchObject({ reason: 'toolCalls' });
    expect(small.capabilities.tools).toBe(false);
  });

  it('leaves thoughts out of the answer', async () => {
    server.answer(() => ({ text: '<think>They said band 9. <b>No.</b></think>Why is that? 2 < 3' }));
    expect(textOf(await chunksOf(model(), requestOf()))).toBe('Why is that? 2 < 3');
  });
});

describe('what an answer took', () => {
  it('is told once, with the price, when the answer was taken', async () => {
    await chunksOf(model(), requestOf());
    expect(used).toHaveLength(1);
    const [usage] = used;
    expect(usage).toMatchObject({ port: 'languageModel', provider: 'openai:gpt-4.1-mini', discarded: false });
    expect(usage?.firstByteMs).toBeGreaterThanOrEqual(0);
    const { inputTokens = 0, outputTokens = 0 } = usage ?? {};
    expect(usage?.costUsd).toBeCloseTo((inputTokens * 0.4 + outputTokens * 1.6) / 1e6, 9);
  });

  it('is estimated where nobody counts', async () => {
    server.answer(() => ({ text: TEXT, withoutUsage: true }));
    const end = (await chunksOf(model(), requestOf())).at(-1);
    expect(end).toMatchObject({ usage: { exact: false } });
    expect(used[0]?.outputTokens).toBe(Math.ceil(TEXT.length / 3.5));
  });

  it('is told as thrown away when the whole answer came and was not taken', async () => {
    const answer = model().generate(requestOf())[Symbol.asyncIterator]();
    for (;;) {
      const step = await answer.next();
      if (step.done !== true && step.value.type === 'finished') break;
    }
    expect(used).toEqual([]);
    await answer.return?.();
    expect(used).toMatchObject([{ discarded: true }]);
    expect(used[0]?.costUsd).toBeGreaterThan(0);
  });

  it('is told the same way behind a failover', async () => {
    const clock = new SystemClock();
    const monitor = {
      failed: () => undefined,
      switched: () => undefined,
      recovered: () => undefined,
      used: () => undefined,
    };
    const random = seededRandom(1);
    const guarded = createResilientModel({ models: [model()], clock, random, monitor, patience: new Patience(clock) });
    await chunksOf(guarded, requestOf());
    for await (const chunk of guarded.generate(requestOf())) if (chunk.type === 'finished') break;
    expect(used.map(({ discarded }) => discarded)).toEqual([false, true]);
  });

  it('is told as thrown away when the request was aborted before a word came', async () => {
    const controller = new AbortController();
    server.mischief.next({ type: 'stallBeforeFirstByte' });
    const waiting = chunksOf(model(), requestOf({ signal: controller.signal }));
    await eventually(() => {
      expect(server.authorizations).toHaveLength(1);
    });
    controller.abort();
    await waiting;
    expect(used).toMatchObject([{ discarded: true, firstByteMs: null }]);
  });

  it('is told as thrown away when it was given up before a word came, and not when it was refused', async () => {
    const clock = new ManualClock();
    server.mischief.next({ type: 'stallBeforeFirstByte' }, { type: 'status', status: 429 });
    const waiting = chunksOf(model({ clock }), requestOf({ purpose: 'examiner' }));
    await expect(whileTimePasses(clock, waiting)).rejects.toThrow();
    expect(used).toMatchObject([{ discarded: true, firstByteMs: null }]);
    expect(used[0]!.costUsd).toBeGreaterThan(0);
    await expect(chunksOf(model(), requestOf())).rejects.toMatchObject({ kind: 'rateLimited' });
    expect(used).toHaveLength(1);
  });

  it('costs nothing on this machine', async () => {
    await chunksOf(model({ service: 'local', model: 'llama3.1' }), requestOf());
    expect(used).toMatchObject([{ costUsd: 0 }]);
  });
});
