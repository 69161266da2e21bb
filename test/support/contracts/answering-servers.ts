/** What the contract suites of wrappers share: two clouds behind which everything works, and speech that spells its words. */
import { afterAll, beforeAll } from 'vitest';
import type { LanguageModel } from '../../../src/engine/ports/language-model.js';
import { createChatModel } from '../../../src/providers/chat-completions/chat-model.js';
import { SystemClock } from '../../../src/providers/system-clock/system-clock.js';
import { silentMonitor } from '../provider-monitor.js';
import { serveAzureSpeech } from '../servers/azure-speech-server.js';
import { startChatServer, type ChatServer } from '../servers/chat-server.js';
import type { HttpServer } from '../servers/http-server.js';
import { spell, spelledText } from '../servers/spelled-speech.js';
import type { LanguageModelUnderTest } from './language-model.contract.js';

const KEY = 'planted-key-0123456789abcdef';
const clock = new SystemClock();

/** Azure Speech and a chat model, for the tests of one file. */
export function answeringServers() {
  let azure: HttpServer;
  let chat: ChatServer;
  beforeAll(async () => {
    [azure, chat] = await Promise.all([serveAzureSpeech({ apiKey: KEY }), startChatServer(() => ({}))]);
  });
  afterAll(() => Promise.all([azure.close(), chat.close()]));
  return {
    clock,
    azure: () => azure,
    /** For Azure's voice and its assessor. */
    account: () => ({ apiKey: KEY, region: '', baseUrl: azure.baseUrl, clock, monitor: silentMonitor() }),
    /** A model with the wrapper that is tested around it. @param answeredBy somebody else than the model */
    model: (wrapped: (model: LanguageModel) => LanguageModel, answeredBy?: string): LanguageModelUnderTest => ({
      ...(answeredBy === undefined ? {} : { answeredBy }),
      model: wrapped(createChatModel({ service: 'groq', apiKey: KEY, baseUrl: chat.baseUrl, clock })),
      answers: ({ text, call }) => {
        chat.answer(() => ({
          ...(text === undefined ? {} : { text }),
          ...(call === undefined ? {} : { calls: [call] }),
        }));
      },
      stalls: () => {
        chat.mischief.next({ type: 'stallBeforeFirstByte' });
      },
      close: async () => undefined,
    }),
  };
}

/** Nine words, with the number of the first. */
export function spelledSample(from: number) {
  const words = Array.from({ length: 9 }, (_, index) => ({ number: from + index }));
  return { frames: spell(words), text: spelledText(words) };
}
