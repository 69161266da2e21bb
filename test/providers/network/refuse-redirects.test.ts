/** Every request that carries a key, against a server that sends it on to another host: that host must never be asked. */
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { KEY_NAMES } from '../../../src/config/keys/key-names.js';
import { Secret } from '../../../src/config/keys/secret.js';
import { checkAccount } from '../../../src/providers/accounts/check-account.js';
import { createAzureAssessor } from '../../../src/providers/azure/azure-assessor.js';
import { createAzureSpeech } from '../../../src/providers/azure/azure-speech.js';
import { createChatModel } from '../../../src/providers/chat-completions/chat-model.js';
import { createDeepgram } from '../../../src/providers/deepgram/deepgram.js';
import { createElevenLabsVoice } from '../../../src/providers/elevenlabs/elevenlabs-voice.js';
import { createOpenAiTranscription } from '../../../src/providers/openai-transcription/openai-transcription.js';
import { createOpenAiSpeech } from '../../../src/providers/openai/openai-speech.js';
import { SystemClock } from '../../../src/providers/system-clock/system-clock.js';
import { chunks } from '../../support/contracts/text-to-speech.contract.js';
import { silentMonitor } from '../../support/provider-monitor.js';
import { tone } from '../../support/tones.js';

const KEY = 'planted-key-0123456789abcdef';
const clock = new SystemClock();
const monitor = silentMonitor();

const servers: Server[] = [];
async function serve(listener: RequestListener): Promise<string> {
  const server = createServer(listener);
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
}

let redirecting = '';
let elsewhere = '';
let status = 307;
/** Headers of requests to each host. */
let first: string[] = [];
let second: string[] = [];

beforeAll(async () => {
  elsewhere = await serve((request, response) => {
    second.push(JSON.stringify([request.url, request.headers]));
    response.writeHead(200, { 'content-type': 'application/json' }).end('{}');
  });
  redirecting = await serve((request, response) => {
    first.push(JSON.stringify([request.url, request.headers]));
    request.resume();
    response.writeHead(status, { location: `${elsewhere}${request.url ?? ''}` }).end();
  });
});
afterEach(() => {
  first = [];
  second = [];
});
afterAll(() => {
  for (const server of servers) {
    server.closeAllConnections();
    server.close();
  }
});

const line = 'Let us talk about the town where you grew up.';
const ask = async (service: 'openai' | 'groq' | 'local') => {
  const model = createChatModel({ service, apiKey: KEY, model: 'some', baseUrl: `${redirecting}/v1`, clock, monitor });
  const signal = new AbortController().signal;
  const messages = [{ role: 'user', content: 'Hello.' }] as const;
  for await (const chunk of model.generate({ purpose: 'examiner', messages, signal })) void chunk;
};

const REQUESTS: Readonly<Record<string, () => Promise<unknown>>> = {
  'ElevenLabs, voice': async () =>
    chunks(await createElevenLabsVoice({ apiKey: KEY, baseUrl: redirecting, clock, monitor }), line),
  'OpenAI, voice': async () =>
    chunks(await createOpenAiSpeech({ apiKey: KEY, baseUrl: `${redirecting}/v1`, clock, monitor }), line),
  'Azure, voice': () =>
    chunks(createAzureSpeech({ apiKey: KEY, region: 'westeurope', baseUrl: redirecting, clock, monitor }), line),
  'Azure, pronunciation': () =>
    createAzureAssessor({ apiKey: KEY, region: 'westeurope', baseUrl: redirecting, clock, monitor }).assess(tone(500), [
      { text: 'hello', startMs: 0, endMs: 400, confidence: 1 },
    ]),
  'OpenAI, transcription': () => createOpenAiTranscription({ apiKey: KEY, baseUrl: `${redirecting}/v1`, clock }).open(),
  'Groq, transcription': () =>
    createOpenAiTranscription({ apiKey: KEY, vendor: 'groq', baseUrl: `${redirecting}/v1`, clock }).open(),
  'Deepgram Nova': () => createDeepgram({ apiKey: KEY, baseUrl: redirecting, clock }).open(),
  'Deepgram Flux': () => createDeepgram({ apiKey: KEY, model: 'flux-general-en', baseUrl: redirecting, clock }).open(),
  'OpenAI, model': () => ask('openai'),
  'Groq, model': () => ask('groq'),
  'a local server, model': () => ask('local'),
};

describe('a key goes to nobody but the address it was sent to', () => {
  it.each(Object.keys(REQUESTS).flatMap((name) => [302, 307].map((code) => [name, code] as const)))(
    '%s, redirected with %d',
    async (name, code) => {
      status = code;
      const error: unknown = await REQUESTS[name]!().catch((thrown: unknown) => thrown);
      expect(error).toMatchObject({ name: 'ProviderError' });
      expect(String(error)).not.toContain(KEY);
      expect(first).toHaveLength(1);
      expect(first[0]).toContain(KEY);
      expect(second).toEqual([]);
    },
  );

  it.each(Object.keys(REQUESTS).filter((name) => !name.startsWith('Deepgram')))(
    '%s says where it would have been sent, and that it was not',
    async (name) => {
      await expect(REQUESTS[name]!()).rejects.toMatchObject({
        kind: 'unavailable',
        message: expect.stringMatching(/redirects to .*127\.0\.0\.1:\d+, where nothing is sent/),
      });
    },
  );

  it.each(KEY_NAMES)('keys test and doctor, %s', async (name) => {
    status = 302;
    const report = await checkAccount({ name, secret: new Secret(KEY), baseUrl: redirecting });
    expect(report).toMatchObject({ state: 'unreachable', detail: expect.stringContaining('redirects to') });
    expect(second).toEqual([]);
  });

  it('lets the rest of the program follow redirects as before', async () => {
    await createElevenLabsVoice({ apiKey: KEY, baseUrl: redirecting, clock, monitor });
    await REQUESTS['ElevenLabs, voice']!().catch(() => undefined);
    status = 302;
    expect((await fetch(redirecting)).redirected).toBe(true);
  });
});

describe("what other programs' settings say", () => {
  it.each(['OpenAI, voice', 'OpenAI, transcription', 'OpenAI, model'])('changes nothing: %s', async (name) => {
    process.env['OPENAI_CUSTOM_HEADERS'] = 'Authorization: Bearer another\nX-Planted: yes';
    process.env['OPENAI_ADMIN_KEY'] = 'another-admin-key';
    process.env['OPENAI_ORG_ID'] = 'another-organization';
    process.env['OPENAI_BASE_URL'] = elsewhere;
    try {
      await REQUESTS[name]!().catch(() => undefined);
      expect(process.env['OPENAI_CUSTOM_HEADERS']).toContain('X-Planted');
    } finally {
      for (const variable of ['CUSTOM_HEADERS', 'ADMIN_KEY', 'ORG_ID', 'BASE_URL'])
        Reflect.deleteProperty(process.env, `OPENAI_${variable}`);
    }
    expect(first).toHaveLength(1);
    expect(first[0]).toContain(KEY);
    expect(first[0]).not.toMatch(/another|planted":/);
    expect(second).toEqual([]);
  });
});

describe('a connection to ElevenLabs that fails', () => {
  it('keeps no timer of the package running', async () => {
    const before = timers();
    const voice = await createElevenLabsVoice({ apiKey: KEY, baseUrl: 'http://127.0.0.1:9', clock, monitor });
    await expect(chunks(voice, line)).rejects.toMatchObject({ kind: 'unavailable' });
    expect(timers()).toBe(before);
  });
});

function timers(): number {
  return process.getActiveResourcesInfo().filter((name) => name === 'Timeout').length;
}
