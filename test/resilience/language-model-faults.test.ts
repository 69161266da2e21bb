/**
 * The fault matrix of language models: each way to fail, before the first token and in the middle of an answer, in a short
 * Part 3 by voice, through the unmodified package, over real sockets, in virtual time. In every case the part completes,
 * what is asked next is a question of the bank or a whole follow-up, every word of an answer is kept once, and nobody
 * waits 4 s.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { LINES } from '../../src/engine/exam/lines.js';
import { planExam } from '../../src/engine/exam/plan.js';
import { seededRandom } from '../../src/engine/statistics/seeded-random.js';
import type { ExamPlan } from '../../src/engine/exam/types.js';
import type { LanguageModel } from '../../src/engine/ports/language-model.js';
import { ProviderNotices } from '../../src/engine/session/log/provider-notices.js';
import { createChatModel } from '../../src/providers/chat-completions/chat-model.js';
import { createResilientModel } from '../../src/providers/resilience/resilient-model.js';
import { Patience } from '../../src/providers/resilience/patience.js';
import { scriptedSpeechToText } from '../support/scripted-speech-to-text.js';
import { startChatServer, type ChatAnswer, type ChatRule, type ChatServer } from '../support/servers/chat-server.js';
import { LocalNetwork, NetworkClock } from '../support/servers/local-network.js';
import type { Misbehaviour } from '../support/servers/misbehaviour.js';
import { TEST_BANK } from '../support/test-bank.js';
import { tone } from '../support/tones.js';
import { runVirtualSession } from '../support/virtual-session.js';
import { faultTable, type MatrixResult } from './fault-table.js';
import { WAIT_LIMIT_MS } from './short-test.js';

const KEY = 'planted-key-0123456789abcdef';
const CARD = 'card-journey';
/** Three questions of the bank, and follow-ups in the first half minute only: a minute of Part 3. */
const PLAN: ExamPlan = (() => {
  const plan = planExam({ bank: TEST_BANK, seed: 7, parts: ['part3'], timing: 'standard', cardId: CARD });
  return {
    ...plan,
    discussion: ([1, 2, 3] as const).map((level) => plan.discussion.find((question) => question.level === level)!),
    times: { ...plan.times, part3TargetMs: 75_000, part3HardMs: 90_000 },
  };
})();
/** To the introduction's three questions. */
const IDENTITY = ['anna maria green', 'anna is fine', 'here is my passport'];
const DISCUSSED = [
  'i think people like a long journey because they see a lot of other places and meet new people there',
  'most families in my country travel by train since the roads are often closed for weeks in winter',
  'well young people want adventure while older ones would rather stay in a quiet hotel near the sea',
  'it depends on money because a journey across the world costs more than many workers earn in a year',
  'some people never leave their town and still they know a lot about others from books and from films',
  'in the future we might travel less because the climate suffers and because we can meet each other online',
  'my grandmother walked for three days to see her sister and she often told us about that when we were small',
  'for business a journey is rarely a pleasure as you only see an airport and a room without any windows',
  'when my parents were young a ticket to the capital cost them as much as a month of rent and food',
  'tourists bring work to the islands but they also bring noise and plastic and they leave in autumn',
  'if trains were cheaper i am sure that most of my colleagues would leave their cars at home',
  'a good guide tells you stories that no book has because he has lived in that street all his life',
];
const ANSWERS = [...IDENTITY, ...DISCUSSED];
/** Each has a character of three bytes in the sixth message of its answer. */
const SUGGESTED = [
  'Which people’s journeys are the hardest?',
  'How does one’s age change a long journey?',
  'Why may others’ stories of travel interest us?',
  'When do people’s plans for a holiday go wrong?',
];
const ASKED_BY_BANK = TEST_BANK.cards
  .filter(({ id }) => id === CARD)
  .flatMap(({ discussion }) => discussion.flatMap(({ text, simpler, followUp }) => [text, simpler, followUp]))
  .concat(Object.entries(LINES).flatMap(([name, texts]) => (/^goOn|^promptMore$/.test(name) ? texts : [])));

const spokenMs = (answer: string): number => (IDENTITY.includes(answer) ? 600 : 2_500);

type Fault = { readonly how: Misbehaviour } | { readonly answer: ChatAnswer };
const before = (how: Misbehaviour) => ({ how, moment: 'before' }) as const;
const middle = (how: Misbehaviour) => ({ how, moment: 'middle' }) as const;

/** An answer has a message with its role, one with the tool's name, then its arguments in pieces. */
const FAULTS = {
  'refuses the connection': before({ type: 'refuse' }),
  '401': before({ type: 'status', status: 401 }),
  '402': before({ type: 'status', status: 402 }),
  '429 insufficient_quota': {
    moment: 'before',
    answer: {
      error: {
        status: 429,
        body: {
          error: {
            message: 'You exceeded your current quota, please check your plan and billing details.',
            type: 'insufficient_quota',
            param: null,
            code: 'insufficient_quota',
          },
        },
      },
    },
  },
  '429 with Retry-After': before({ type: 'status', status: 429, retryAfterS: 20 }),
  '500': before({ type: 'status', status: 500 }),
  '503': before({ type: 'status', status: 503 }),
  'stalls before the first byte': before({ type: 'stallBeforeFirstByte' }),
  'stalls before the first token': before({ type: 'stallInTheMiddle', after: 0 }),
  'breaks off before the first token': before({ type: 'close', after: 0, code: 1006 }),
  'sends garbage first': before({ type: 'garbage', after: 0, content: 'data: }{ \u0000\n\n' }),
  'stalls in the middle': middle({ type: 'stallInTheMiddle', after: 4 }),
  'breaks off in the middle': middle({ type: 'close', after: 4, code: 1006 }),
  'sends garbage in the middle': middle({ type: 'garbage', after: 4, content: 'data: }{ \u0000\n\n' }),
  'cuts inside a character': middle({ type: 'cutCharacter', after: 5 }),
  'breaks its JSON': {
    moment: 'middle',
    answer: { calls: [{ name: 'ask_follow_up', arguments: '{"question": "Which people’s journeys, "level": }' }] },
  },
  'says everything twice': middle({ type: 'duplicate', after: 1 }),
  'says things in the wrong order': middle({ type: 'reorder', after: 3 }),
  'sends 10 MB': middle({ type: 'huge', after: 4 }),
} as const satisfies Readonly<Record<string, Fault & { readonly moment: 'before' | 'middle' }>>;
type FaultName = keyof typeof FAULTS;
/** Answers all the same. */
const HARMLESS: readonly FaultName[] = ['cuts inside a character'];
/** Nobody can tell it from an answer: the question bank goes on, and the next answer may be better. */
const UNSUSPECTED: readonly FaultName[] = [
  'breaks its JSON',
  'says everything twice',
  'says things in the wrong order',
];

/** Every answer may be asked for twice: once more after a hiccup. */
const MOMENTS = {
  'the first follow-up': (server: FaultyServer, fault: Fault) => {
    server.strike([fault, fault]);
  },
  'a later one': (server: FaultyServer, fault: Fault) => {
    server.strike([null, null, fault, fault]);
  },
  always: (server: FaultyServer, fault: Fault) => {
    server.strike([], fault);
  },
} as const;

interface FaultyServer {
  readonly server: ChatServer;
  /** Requests to which a fault really happened. */
  readonly struck: () => number;
  /** One for each coming request, then always the same; `null`: a proper answer. */
  strike(faults: readonly (Fault | null)[], always?: Fault): void;
}

/** The first question that was not asked yet. */
const suggest: ChatRule = ({ messages }) => {
  const told = JSON.stringify(messages);
  const question = SUGGESTED.find((text) => !told.includes(text));
  return {
    calls: [
      question === undefined
        ? { name: 'move_on', arguments: {} }
        : { name: 'ask_follow_up', arguments: { question, level: 2 } },
    ],
  };
};

async function startFaultyServer(): Promise<FaultyServer> {
  const server = await startChatServer(suggest, { key: KEY });
  let badAnswers = 0;
  return {
    server,
    struck: () => server.mischief.struck + badAnswers,
    strike: (faults, always) => {
      const inTurn = [...faults];
      const how = (fault: Fault | null) => (fault !== null && 'how' in fault ? fault.how : null);
      server.mischief.next(...faults.map(how));
      server.mischief.always(how(always ?? null));
      server.answer((request) => {
        const fault = inTurn.shift() ?? always;
        if (fault === undefined || fault === null || !('answer' in fault)) return suggest(request);
        badAnswers += 1;
        return fault.answer;
      });
    },
  };
}

const EVERYBODY: readonly Name[] = ['openai', 'groq'];
const results: MatrixResult[] = [];
let network: LocalNetwork;
beforeAll(async () => {
  // Loading takes a second that no case should be charged for.
  await Promise.all([import('openai'), import('../../src/providers/network/bounded-fetch.js')]);
  network = new LocalNetwork();
  // So does the first test, on a busy machine.
  await discuss(['openai', 'groq'], () => undefined);
});
afterAll(() => {
  network.close();
  console.log(faultTable(results));
});

type Name = 'openai' | 'groq';

async function discuss(order: readonly Name[], prepare: (servers: Readonly<Record<Name, FaultyServer>>) => void) {
  const clock = new NetworkClock(network);
  const servers = { openai: await startFaultyServer(), groq: await startFaultyServer() };
  const notices = new ProviderNotices();
  const patience = new Patience(clock);
  notices.deadlines.push(patience);
  const modelOf = (service: Name): LanguageModel =>
    createChatModel({ service, apiKey: KEY, baseUrl: servers[service].server.baseUrl, clock, monitor: notices });
  const languageModel = createResilientModel({
    models: order.map(modelOf),
    clock,
    random: seededRandom(11),
    monitor: notices,
    patience,
  });
  prepare(servers);
  const speechToText = scriptedSpeechToText(ANSWERS.map((text) => ({ text })));
  try {
    const session = await runVirtualSession({
      plan: PLAN,
      answers: ANSWERS.map((text) => ({ kind: 'audio', samples: tone(spokenMs(text)), delayMs: 400 }) as const),
      options: { clock, notices, languageModel, speechToText },
    });
    const struck = order.filter((name) => servers[name].struck() > 0);
    return { ...session, struck, heardFrames: speechToText.heardFrames };
  } finally {
    await Promise.all(Object.values(servers).map(({ server }) => server.close()));
  }
}

async function survives(
  {
    order,
    fault,
    moment,
    strikes,
  }: {
    readonly order: readonly Name[];
    readonly fault: string;
    readonly moment: string;
    /** Whose fault must really have happened. */
    readonly strikes: readonly Name[];
  },
  prepare: Parameters<typeof discuss>[1],
) {
  const session = await discuss(order, prepare);
  const { result, of, struck, heardFrames } = session;
  expect(struck).toEqual(strikes);
  expect(result.status).toBe('completed');

  // Every answer, once, whatever happened meanwhile.
  const turns = of('turn.ended').filter(({ speechMs }) => speechMs > 0);
  expect(turns.length).toBeGreaterThanOrEqual(IDENTITY.length + PLAN.discussion.length);
  expect(
    turns.map(({ turnId }) =>
      of('transcript.final')
        .filter((final) => final.turnId === turnId)
        .map(({ text }) => text),
    ),
  ).toEqual(ANSWERS.slice(0, turns.length).map((text) => [text]));

  for (const [index, { turnId }] of turns.entries())
    expect(heardFrames.get(turnId)! * 20).toBeGreaterThanOrEqual(spokenMs(ANSWERS[index]!));

  // What is asked next comes from the bank, or whole from a model.
  const accepted = of('followUp.accepted').map(({ text }) => text!);
  expect(accepted.filter((text) => !SUGGESTED.includes(text))).toEqual([]);
  const asked = of('question.asked').flatMap(({ purpose, text }) => (purpose === 'identity' ? [] : [text]));
  asked.push(...of('candidate.prompted').map(({ text }) => text));
  expect(asked).toHaveLength(turns.length - IDENTITY.length);
  expect(asked.filter((text) => !ASKED_BY_BANK.includes(text) && !accepted.includes(text))).toEqual([]);
  expect(of('speech.started').map(({ text }) => text)).toEqual(expect.arrayContaining(asked));

  const waits = of('turn.responded').map(({ latency }) => latency.totalMs);
  expect(waits).toHaveLength(turns.length);
  expect(Math.max(...waits)).toBeLessThan(WAIT_LIMIT_MS);

  const last = of('provider.used').findLast(({ discarded }) => !discarded);
  results.push({
    provider: order.join(', '),
    fault,
    moment,
    longestWaitMs: Math.max(...waits),
    servedBy: accepted.length === 0 ? 'question bank' : last!.provider,
  });
  return session;
}

const faults = Object.entries(FAULTS).map(([fault, how]) => ({ fault: fault as FaultName, how }));

describe('Part 3 goes on when the language model', () => {
  /** Takes a second to send; the first and everybody's are enough. */
  const costly: readonly FaultName[] = ['sends 10 MB'];
  const cases = faults.flatMap(({ fault, how }) => [
    { preferred: 'openai', behind: 'groq', fault, moment: 'the first follow-up', how } as const,
    ...(how.moment === 'middle' && !costly.includes(fault)
      ? [{ preferred: 'groq', behind: 'openai', fault, moment: 'a later one', how } as const]
      : []),
    ...(costly.includes(fault) ? [] : [{ preferred: 'openai', behind: 'groq', fault, moment: 'always', how } as const]),
  ]);
  it.each(cases)('of $preferred $fault: $moment', async ({ preferred, behind, fault, moment, how }) => {
    const { of } = await survives({ order: [preferred, behind], fault, moment, strikes: [preferred] }, (servers) => {
      MOMENTS[moment](servers[preferred], how);
    });
    const told = of('provider.failed').length + of('followUp.refused').filter(({ action }) => action === null).length;
    expect(told > 0).toBe(!HARMLESS.includes(fault));
    expect(of('followUp.accepted').length > 0).toBe(moment !== 'always' || !UNSUSPECTED.includes(fault));
  });

  it.each(faults)('of everybody $fault: the question bank asks', async ({ fault, how }) => {
    // Who answers all the same needs nobody behind it.
    const strikes = HARMLESS.includes(fault) || UNSUSPECTED.includes(fault) ? ['openai' as const] : EVERYBODY;
    const { of } = await survives({ order: EVERYBODY, fault, moment: 'everybody', strikes }, ({ openai, groq }) => {
      MOMENTS.always(openai, how);
      MOMENTS.always(groq, how);
    });
    expect(of('followUp.accepted').length > 0).toBe(HARMLESS.includes(fault));
  });

  it('works: nobody hears of anything', async () => {
    const { of } = await survives(
      { order: EVERYBODY, fault: 'none', moment: 'the first follow-up', strikes: [] },
      () => undefined,
    );
    expect(of('provider.failed')).toEqual([]);
    expect(of('followUp.accepted').length).toBeGreaterThanOrEqual(2);
  });
});
