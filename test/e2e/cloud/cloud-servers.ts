/** Every cloud of the profile `cloud` as a local server, and that profile with nothing changed but their addresses. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { BUILT_IN_PROFILES } from '../../../src/config/profiles/built-in-profiles.js';
import { PROFILE_PORTS } from '../../../src/config/profiles/provider-options.js';
import { pocketsphinx } from '../../../src/providers/pocketsphinx/pocketsphinx.js';
import { serveAzureSpeech } from '../../support/servers/azure-speech-server.js';
import { startChatServer, type ChatRule } from '../../support/servers/chat-server.js';
import { startDeepgramServer } from '../../support/servers/deepgram-server.js';
import { serveElevenLabs } from '../../support/servers/elevenlabs-server.js';
import { serveOpenAiSpeech } from '../../support/servers/openai-speech-server.js';
import { realEar } from '../../support/servers/recognition.js';
import { startTranscriptionServer } from '../../support/servers/transcription-server.js';

/** Signs that base64, addresses and JSON write differently. */
export const KEYS = {
  DEEPGRAM_API_KEY: 'planted+deepgram/key?and&more=1',
  ELEVENLABS_API_KEY: 'planted+elevenlabs/key?and&more=2',
  OPENAI_API_KEY: 'planted+openai/key?and&more=3',
  GROQ_API_KEY: 'planted+groq/key?and&more=4',
} as const;
/** Stored in the encrypted file; the others are in the environment. */
export const AZURE_KEY = 'planted+azure/key?and&more=5';
export const PASSPHRASE = 'planted passphrase of five words';

/** Asked in Part 3, one after the other: each takes up something and is on any theme. */
export const FOLLOW_UPS = [
  'Why do people feel that way about it?',
  'How might that change in the future?',
  'What would happen without it?',
  'Who benefits most from that?',
];

/** The model calls a tool, as its prompt asks for; anything else it is asked gets words. */
export const suggest: ChatRule = ({ tools, messages }) => {
  if (tools === undefined) return { text: 'Go on.' };
  const told = JSON.stringify(messages);
  const question = FOLLOW_UPS.find((text) => !told.includes(text));
  const call =
    question === undefined
      ? { name: 'move_on', arguments: {} }
      : { name: 'ask_follow_up', arguments: { question, level: 2 } };
  return { calls: [call] };
};

export type CloudServers = Awaited<ReturnType<typeof startCloudServers>>;

/** Recognition behind the servers is real. */
export async function startCloudServers() {
  const ear = realEar((clock) => pocketsphinx({ clock }));
  const openAiKey = { apiKey: KEYS.OPENAI_API_KEY };
  const [deepgram, transcription, elevenLabs, azure, openAiVoice, groq, openAiModel] = await Promise.all([
    startDeepgramServer({ apiKey: KEYS.DEEPGRAM_API_KEY, ear }),
    startTranscriptionServer({ ...openAiKey, ear }),
    serveElevenLabs({ apiKey: KEYS.ELEVENLABS_API_KEY }),
    serveAzureSpeech({ apiKey: AZURE_KEY }),
    serveOpenAiSpeech(openAiKey),
    startChatServer(suggest, { key: KEYS.GROQ_API_KEY }),
    startChatServer(suggest, { key: KEYS.OPENAI_API_KEY }),
  ]);
  const servers = { deepgram, transcription, elevenLabs, azure, openAiVoice, groq, openAiModel };
  const down = new Set<object>();
  const takeDown = async (server: { close(): Promise<void> }): Promise<void> => {
    if (down.has(server)) return;
    down.add(server);
    await server.close();
  };
  return {
    ...servers,
    takeDown,
    close: async () => {
      await Promise.all(Object.values(servers).map(takeDown));
      await ear.close();
    },
    addresses: addressesOf(servers),
  };
}

/** Where each provider of the profile is found, by port and name: with Azure's two, the seven servers are eight providers. */
export function addressesOf(servers: {
  readonly deepgram: { readonly url: string };
  readonly transcription: { readonly baseUrl: string };
  readonly elevenLabs: { readonly baseUrl: string };
  readonly azure: { readonly baseUrl: string };
  readonly openAiVoice: { readonly baseUrl: string };
  readonly groq: { readonly baseUrl: string };
  readonly openAiModel: { readonly baseUrl: string };
}): Readonly<Record<string, string>> {
  return {
    'speechToText deepgram': servers.deepgram.url,
    'speechToText openai': servers.transcription.baseUrl,
    'textToSpeech elevenlabs': servers.elevenLabs.baseUrl,
    'textToSpeech azure': servers.azure.baseUrl,
    'textToSpeech openai': `${servers.openAiVoice.baseUrl}/v1`,
    'languageModel groq': servers.groq.baseUrl,
    'languageModel openai': servers.openAiModel.baseUrl,
    'pronunciation azure': servers.azure.baseUrl,
  };
}

/** The profile `cloud` as it is built in, each provider in its place, those named here at another address. JSON is YAML, too. */
export function configOf(addresses: Readonly<Record<string, string>>): string {
  const left = new Set(Object.keys(addresses));
  const ports = PROFILE_PORTS.map((port) => [
    port,
    (BUILT_IN_PROFILES['cloud']?.[port] ?? []).map(({ provider, options }) => {
      const baseUrl = addresses[`${port} ${provider}`];
      left.delete(`${port} ${provider}`);
      return { provider, ...options, ...(baseUrl === undefined ? {} : { baseUrl }) };
    }),
  ]);
  if (left.size > 0) throw new Error(`the profile cloud has no ${[...left].join(', ')}`);
  return JSON.stringify({
    profile: 'servers',
    pronunciationAssessment: true,
    azureRegion: 'westeurope',
    profiles: { servers: Object.fromEntries(ports) as unknown },
  });
}

/** Refuses everything with 401 and gives back, in the words of its refusal, all that it was sent. */
export async function startSpitefulServer() {
  const server = createServer((request, response) => {
    const message = `You sent: ${JSON.stringify(request.headers)}`;
    const body = { error: { message, code: message }, detail: { status: message, message }, err_msg: message };
    response.writeHead(401, message.replaceAll(/[^ -~]/g, ''), {
      'content-type': 'application/json',
      'dg-error': message,
    });
    response.end(JSON.stringify(body));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    baseUrl: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`,
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => {
          resolve();
        });
        server.closeAllConnections();
      }),
  };
}
