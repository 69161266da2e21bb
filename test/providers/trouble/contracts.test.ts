/** Providers that are made slow, or fail as they are told with others standing in, keep the contracts of their ports. */
import { afterAll, beforeAll, describe } from 'vitest';
import type { Clock } from '../../../src/engine/ports/clock.js';
import { createAzureSpeech } from '../../../src/providers/azure/azure-speech.js';
import { createChatModel } from '../../../src/providers/chat-completions/chat-model.js';
import { SystemClock } from '../../../src/providers/system-clock/system-clock.js';
import type { Fault } from '../../../src/providers/trouble/failing-providers.js';
import { troubled, type Trouble } from '../../../src/providers/trouble/troubled.js';
import { languageModelContract } from '../../support/contracts/language-model.contract.js';
import { describeSpeechToText } from '../../support/contracts/speech-to-text.contract.js';
import { textToSpeechContract } from '../../support/contracts/text-to-speech.contract.js';
import { silentMonitor } from '../../support/provider-monitor.js';
import { serveAzureSpeech } from '../../support/servers/azure-speech-server.js';
import { startChatServer, type ChatServer } from '../../support/servers/chat-server.js';
import type { HttpServer } from '../../support/servers/http-server.js';
import { spell, spelledText } from '../../support/servers/spelled-speech.js';
import { spelledRecogniser } from '../../support/spelled-recogniser.js';

const KEY = 'planted-key-0123456789abcdef';
const clock = new SystemClock();
const NONE = { speechToText: null, textToSpeech: null, languageModel: null };

/** Turns break off in the middle. */
const everySecond: readonly Fault[] = Array.from({ length: 50 }, (_, index) => ({
  request: 2 * index + 1,
  on: false,
  kind: 'interrupted',
  afterMs: 400,
}));
/** A line or an answer that changed hands in the middle would not be the same twice. */
const all: readonly Fault[] = [{ request: 1, on: true, kind: 'interrupted', afterMs: 0 }];
const TROUBLES: readonly { readonly name: string; readonly trouble: Trouble }[] = [
  { name: 'slow', trouble: { lateMs: every(3), faults: every([]) } },
  {
    name: 'failing, slow',
    trouble: { lateMs: every(3), faults: { speechToText: everySecond, textToSpeech: all, languageModel: all } },
  },
];

function every<Value>(value: Value) {
  return { speechToText: value, textToSpeech: value, languageModel: value };
}

/** Timers run as soon as everything else has: words come late, and nobody has to wait for the time of day. */
function hastyClock(): Clock {
  return {
    nowMs: () => clock.nowMs(),
    wallTime: () => clock.wallTime(),
    setTimer: (_, run) => {
      const timer = setImmediate(run);
      return () => {
        clearImmediate(timer);
      };
    },
    hold: (work) => work,
    elapse: () => undefined,
    settle: () => undefined,
  };
}

let azure: HttpServer;
let chat: ChatServer;
beforeAll(async () => {
  [azure, chat] = await Promise.all([serveAzureSpeech({ apiKey: KEY }), startChatServer(() => ({}))]);
});
afterAll(() => Promise.all([azure.close(), chat.close()]));

const sample = (from: number) => {
  const words = Array.from({ length: 9 }, (_, index) => ({ number: from + index }));
  return { frames: spell(words), text: spelledText(words) };
};

describe.each(TROUBLES)('$name', ({ name, trouble }) => {
  describeSpeechToText({
    name: `a ${name} recogniser`,
    missing: null,
    create: () =>
      troubled({ ...NONE, speechToText: spelledRecogniser({ id: 'spelled' }) }, trouble, {
        clock: hastyClock(),
        monitor: silentMonitor(),
      }).speechToText!,
    samples: () => [sample(1), sample(40)],
    answered: () => new Promise((resolve) => setImmediate(resolve)),
  });

  textToSpeechContract(`a ${name} voice`, () => {
    const monitor = silentMonitor();
    const account = { apiKey: KEY, region: '', baseUrl: azure.baseUrl, clock, monitor };
    return troubled({ ...NONE, textToSpeech: createAzureSpeech(account) }, trouble, { clock, monitor }).textToSpeech!;
  });

  languageModelContract(`a ${name} model`, async () => ({
    model: troubled(
      {
        ...NONE,
        languageModel: createChatModel({ service: 'groq', apiKey: KEY, baseUrl: chat.baseUrl, clock }),
      },
      trouble,
      { clock, monitor: silentMonitor() },
    ).languageModel!,
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
  }));
});
