import { seededRandom } from '../../../src/engine/statistics/seeded-random.js';
import { createChatModel } from '../../../src/providers/chat-completions/chat-model.js';
import type { ChatService } from '../../../src/providers/chat-completions/model-traits.js';
import { createResilientModel } from '../../../src/providers/resilience/resilient-model.js';
import { Patience } from '../../../src/providers/resilience/patience.js';
import { SystemClock } from '../../../src/providers/system-clock/system-clock.js';
import { languageModelContract, type LanguageModelUnderTest } from '../../support/contracts/language-model.contract.js';
import { startChatServer, type ChatServerOptions } from '../../support/servers/chat-server.js';

const NO_MONITOR = {
  failed: () => undefined,
  switched: () => undefined,
  recovered: () => undefined,
  used: () => undefined,
};

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

/** The first never answers: everything comes from the second. */
async function behindABrokenOne(): Promise<LanguageModelUnderTest> {
  const broken = await startChatServer(() => ({}));
  broken.mischief.always({ type: 'status', status: 503 });
  const working = await over('groq', undefined);
  const clock = new SystemClock();
  const first = createChatModel({ service: 'openai', apiKey: 'k', baseUrl: broken.baseUrl, clock });
  const models = [first, working.model];
  const guards = { clock, random: seededRandom(1), monitor: NO_MONITOR, patience: new Patience(clock) };
  return {
    ...working,
    model: createResilientModel({ models, ...guards }),
    answeredBy: working.model.id,
    close: async () => {
      await Promise.all([broken.close(), working.close()]);
    },
  };
}

languageModelContract('a failover from a broken model', behindABrokenOne);
languageModelContract('OpenAI', () => over('openai', undefined));
languageModelContract('an OpenAI model that reasons', () => over('openai', 'gpt-5-mini', { refuses: ['temperature'] }));
languageModelContract('Groq', () => over('groq', undefined));
languageModelContract('a local server', () => over('local', 'llama3.1'));
languageModelContract('a local server that knows no schema and no usage', () =>
  over('local', 'tiny', { refuses: ['json_schema', 'stream_options', 'max_completion_tokens'] }),
);
