import { createChatModel } from '../../../src/providers/chat-completions/chat-model.js';
import type { ChatService } from '../../../src/providers/chat-completions/model-traits.js';
import { SystemClock } from '../../../src/providers/system-clock/system-clock.js';
import { languageModelContract, type LanguageModelUnderTest } from '../../support/contracts/language-model.contract.js';
import { startChatServer, type ChatServerOptions } from '../../support/servers/chat-server.js';

async function over(
  service: ChatService,
  model: string | undefined,
  options: ChatServerOptions = {},
): Promise<LanguageModelUnderTest> {
  const server = await startChatServer(() => ({}), options);
  return {
    model: createChatModel({
      service,
      apiKey: 'test-key',
      baseUrl: server.baseUrl,
      clock: new SystemClock(),
      ...(model === undefined ? {} : { model }),
    }),
    answers: ({ text, call }) => {
      server.answer(() => ({
        ...(text === undefined ? {} : { text }),
        ...(call === undefined ? {} : { calls: [call] }),
      }));
    },
    stalls: () => {
      server.mischief.next({ type: 'stallBeforeFirstByte' });
    },
    close: () => server.close(),
  };
}

languageModelContract('OpenAI', () => over('openai', undefined));
languageModelContract('an OpenAI model that reasons', () => over('openai', 'gpt-5-mini', { refuses: ['temperature'] }));
languageModelContract('Groq', () => over('groq', undefined));
languageModelContract('a local server', () => over('local', 'llama3.1'));
languageModelContract('a local server that knows no schema and no usage', () =>
  over('local', 'tiny', { refuses: ['json_schema', 'stream_options', 'max_completion_tokens'] }),
);
