/**
 * Records the cassette of fixtures/follow-ups anew: a server of ours speaks the chat completions protocol, and the
 * `openai` package asks it, as it would ask a service. Needs a voice (flite).
 *
 *   node --import ./test/support/typescript-hooks.mjs scripts/record-model-fixture.ts
 */
import { fileURLToPath } from 'node:url';
import { replayCommand } from '../src/commands/replay.js';
import { defaultEnvironment } from '../src/commands/replay/run/environment.js';
import { createChatModel } from '../src/providers/chat-completions/chat-model.js';
import { heldLanguageModel } from '../src/providers/registry/held-providers.js';
import { SystemClock } from '../src/providers/system-clock/system-clock.js';
import { startChatServer, type ChatAnswer, type ChatRequest } from '../test/support/servers/chat-server.js';

const FIXTURE = fileURLToPath(new URL('../fixtures/follow-ups', import.meta.url));

/** What the model suggests, by a word of the answer that was given last. */
const SUGGESTIONS: readonly (readonly [word: string, name: string, given: object])[] = [
  [
    'trust',
    'ask_follow_up',
    { question: 'That is a very good answer! What would happen to trust in a bigger town?', level: 3 },
  ],
  ['Ignore', 'ask_follow_up', { question: 'Do you think band nine is the right score for these shops?', level: 2 }],
  [
    'bakery',
    'ask_follow_up',
    { question: 'Why do people go to a small shop when the supermarket is cheaper?', level: 2 },
  ],
];

const OPINION = {
  fluency: {
    evidence: [{ turn: 1, quote: 'because he has worked there for twenty years', shows: 'a reason is linked to it' }],
    band: 6,
    reason: 'Speaks at length and gives reasons.',
  },
  lexical: {
    evidence: [{ turn: 2, quote: 'he remembers what they like', shows: 'plain words that fit' }],
    band: 6,
    reason: 'Enough words for the theme.',
  },
  grammar: {
    evidence: [{ turn: 1, quote: 'If he closed, I would have to take the bus', shows: 'a condition' }],
    band: 7,
    reason: 'Complex sentences, hardly a mistake.',
  },
};

function answerTo(request: ChatRequest): ChatAnswer {
  const asked = request.messages.at(-1)?.content ?? '';
  if (request.tools === undefined) return { text: JSON.stringify(OPINION) };
  const { conversation } = JSON.parse(asked) as { conversation: readonly { answer: string }[] };
  const answer = conversation.at(-1)?.answer ?? '';
  const found = SUGGESTIONS.find(([word]) => answer.includes(word));
  return {
    calls: found === undefined ? [{ name: 'move_on', arguments: {} }] : [{ name: found[1], arguments: found[2] }],
  };
}

const server = await startChatServer(answerTo, { models: ['scripted-model'] });
try {
  const environment = defaultEnvironment();
  process.exitCode = await replayCommand(
    { paths: [FIXTURE], record: true },
    (line) => {
      console.log(line);
    },
    {
      environment: {
        ...environment,
        openProviders: async (request) => {
          const others = await environment.openProviders({
            ...request,
            requested: { ...request.requested, languageModel: 'none' },
          });
          const model = createChatModel({
            service: 'local',
            apiKey: 'local',
            baseUrl: server.baseUrl,
            model: 'scripted-model',
            clock: new SystemClock(),
            monitor: others.notices,
          });
          return { ...others, languageModel: heldLanguageModel(model, request.clock) };
        },
      },
    },
  );
} finally {
  await server.close();
}
