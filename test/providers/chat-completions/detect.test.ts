import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it } from 'vitest';
import {
  detectChatService,
  findLocalServers,
  localAvailability,
} from '../../../src/providers/chat-completions/detect.js';
import { startChatServer } from '../../support/servers/chat-server.js';

const PATIENTLY_MS = 120_000;

describe('finding a language model', () => {
  it('takes a key at its word and says which to set where there is none', () => {
    expect(detectChatService('groq', { apiKey: 'k' })).toMatchObject({ available: true });
    expect(detectChatService('openai', { apiKey: ' ' })).toMatchObject({
      available: false,
      remedy: expect.stringContaining('OPENAI_API_KEY') as string,
    });
  });

  it('lists the models of servers on this machine that can talk', async () => {
    const server = await startChatServer(() => ({}), { models: ['nomic-embed-text', 'llama3.1:8b', 'qwen3:4b'] });
    const places = [
      { label: 'Nobody', baseUrl: 'http://127.0.0.1:9/v1' },
      { label: 'Ollama', baseUrl: server.baseUrl },
    ];
    const found = await findLocalServers(places, PATIENTLY_MS);
    expect(found).toEqual([{ ...places[1], models: ['llama3.1:8b', 'qwen3:4b'] }]);
    expect(localAvailability(found[0], places)).toEqual({ available: true, detail: 'Ollama, llama3.1:8b and 1 more' });
    await server.close();
    const [gone] = await findLocalServers(places, PATIENTLY_MS);
    expect(localAvailability(gone, places)).toMatchObject({
      available: false,
      why: expect.stringContaining('Nobody, Ollama') as string,
    });
  });

  it.each([
    ['a web page', '<html>Not a model server</html>'],
    ['another list', '{"data":{"id":1}}'],
    ['half a list', '{"data":[{"id":"a"'],
  ])('is not taken in by %s on the port', async (_, body) => {
    const other = createServer((_request, response) => response.end(body));
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    const baseUrl = `http://127.0.0.1:${String((other.address() as AddressInfo).port)}/v1`;
    expect(await findLocalServers([{ label: 'Other', baseUrl }], PATIENTLY_MS)).toEqual([]);
    await new Promise((resolve) => other.close(resolve));
  });
});
