/** Against a local server that answers as the providers document it; nobody's account is asked. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { KEY_NAMES, type KeyName } from '../../../src/config/keys/key-names.js';
import { Secret } from '../../../src/config/keys/secret.js';
import { checkAccount } from '../../../src/providers/accounts/check-account.js';
import { serveAzureSpeech } from '../../support/servers/azure-speech-server.js';
import { serveElevenLabs } from '../../support/servers/elevenlabs-server.js';

const KEY = 'planted-key-of-an-account';
let answer: (request: IncomingMessage, response: ServerResponse) => void = () => undefined;
let asked: { readonly method: string; readonly path: string; readonly key: string }[] = [];
const server = createServer((request, response) => {
  const { authorization, 'xi-api-key': xi, 'ocp-apim-subscription-key': azure } = request.headers;
  asked.push({ method: request.method ?? '', path: request.url ?? '', key: String(authorization ?? xi ?? azure) });
  answer(request, response);
});
let baseUrl = '';

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  baseUrl = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

const json = (status: number, body: unknown, headers: Record<string, string> = {}) => {
  answer = (_, response) =>
    response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body));
};
const check = async (name: KeyName, more = {}) => {
  asked = [];
  return await checkAccount({ name, secret: new Secret(KEY), baseUrl, ...more });
};

describe('a key is asked about by a call that costs nothing', () => {
  it.each([
    ['deepgram', '/v1/projects', `Token ${KEY}`],
    ['groq', '/models', `Bearer ${KEY}`],
    ['openai', '/models', `Bearer ${KEY}`],
    ['elevenlabs', '/v1/user/subscription', KEY],
    ['azure', '/cognitiveservices/voices/list', KEY],
  ] as const)('%s: GET %s', async (name, path, key) => {
    json(200, {});
    expect(await check(name)).toMatchObject({ state: 'works' });
    expect(asked).toEqual([{ method: 'GET', path, key }]);
  });

  it.each(KEY_NAMES)(
    '%s: a wrong key, an empty account, too many questions and an outage are told apart',
    async (name) => {
      json(401, { error: `bad key ${KEY}` });
      expect(await check(name)).toMatchObject({
        state: 'wrongKey',
        remedy: expect.stringContaining(`keys set ${name}`),
      });
      json(402, {});
      expect(await check(name)).toMatchObject({ state: 'noCredit' });
      json(429, {}, { 'retry-after': '17' });
      expect(await check(name)).toMatchObject({ state: 'rateLimited', detail: expect.stringContaining('17 s') });
      json(503, {});
      expect(await check(name)).toMatchObject({ state: 'trouble' });
      answer = (_, response) => response.destroy();
      expect(await check(name)).toMatchObject({ state: 'unreachable' });
      answer = () => undefined;
      expect(await check(name, { withinMs: 60 })).toMatchObject({
        state: 'unreachable',
        detail: expect.stringContaining('did not answer'),
      });
    },
  );

  it('what is left of an account is read where the provider tells it', async () => {
    json(200, { character_count: 10, character_limit: 10 });
    expect((await check('elevenlabs')).state).toBe('noCredit');
    json(200, { character_count: 9, character_limit: 10 });
    expect((await check('elevenlabs')).state).toBe('works');
    const balances = (amount: number, status = 200) => {
      answer = ({ url }, response) =>
        url?.endsWith('/balances')
          ? response.writeHead(status).end(JSON.stringify({ balances: [{ amount }] }))
          : response.end(JSON.stringify({ projects: [{ project_id: 'abc-1' }] }));
    };
    balances(0);
    expect((await check('deepgram')).state).toBe('noCredit');
    balances(2.5);
    expect((await check('deepgram')).state).toBe('works');
    // Most keys may not read the balance.
    balances(0, 403);
    expect((await check('deepgram')).state).toBe('works');
  });

  it.each([
    ['elevenlabs', 401, { detail: { status: 'missing_permissions' } }],
    ['openai', 403, { error: { message: 'You have insufficient permissions. Missing scopes: api.model.read.' } }],
    ['deepgram', 403, { category: 'INSUFFICIENT_PERMISSIONS', message: 'Not allowed.' }],
  ] as const)('a restricted key of %s works all the same', async (name, status, body) => {
    json(status, body);
    expect((await check(name)).state).toBe('works');
    json(status, {});
    expect((await check(name)).state).toBe('wrongKey');
  });

  it('Azure needs its region', async () => {
    const azure = { name: 'azure', secret: new Secret(KEY) } as const;
    expect(await checkAccount(azure)).toMatchObject({
      state: 'noRegion',
      remedy: expect.stringContaining('AZURE_SPEECH_REGION'),
    });
  });

  it('a key is not sent on to wherever a server points', async () => {
    answer = ({ url }, response) =>
      url === '/elsewhere' ? response.end('{}') : response.writeHead(302, { location: '/elsewhere' }).end();
    expect((await check('openai')).state).toBe('unreachable');
    expect(asked.map(({ path }) => path)).toEqual(['/models']);
  });

  it('the local servers of the other tests answer it as their providers do, and one that is down is told in words', async () => {
    const own = { apiKey: KEY };
    const [elevenLabs, azure] = await Promise.all([serveElevenLabs(own), serveAzureSpeech(own)]);
    const servers = [
      ['elevenlabs', elevenLabs],
      ['azure', azure],
    ] as const;
    for (const [name, { baseUrl: at, close }] of servers) {
      expect(await check(name, { baseUrl: at })).toMatchObject({ state: 'works' });
      expect(await check(name, { baseUrl: at, secret: new Secret('another-key') })).toMatchObject({
        state: 'wrongKey',
      });
      await close();
      expect(await check(name, { baseUrl: at })).toMatchObject({
        state: 'unreachable',
        detail: expect.stringMatching(/nobody answers at its address|the connection was cut/),
      });
    }
  });
});
