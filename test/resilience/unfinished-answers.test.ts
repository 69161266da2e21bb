/**
 * After words that dangle the examiner listens for 2.4 s more, so least is left then for failures: every combination of what
 * recognition, model and voice can do, in Part 3, where all three come one after another. From the candidate's last sound
 * to the examiner's first the wait stays under 4 s.
 */
import { afterAll, expect, it } from 'vitest';
import { planExam } from '../../src/engine/exam/plan.js';
import { seededRandom } from '../../src/engine/statistics/seeded-random.js';
import type { ExamPlan } from '../../src/engine/exam/types.js';
import type { Clock } from '../../src/engine/ports/clock.js';
import type { LanguageModel } from '../../src/engine/ports/language-model.js';
import type { SpeechToText } from '../../src/engine/ports/speech-to-text.js';
import type { TextToSpeech } from '../../src/engine/ports/text-to-speech.js';
import { ProviderNotices } from '../../src/engine/session/log/provider-notices.js';
import { VirtualClock } from '../../src/engine/time/virtual-clock.js';
import { createResilientModel } from '../../src/providers/resilience/resilient-model.js';
import { ResilientVoice } from '../../src/providers/resilience/voice/resilient-voice.js';
import { Patience } from '../../src/providers/resilience/patience.js';
import { createResilientRecogniser } from '../../src/providers/resilience/recognition/resilient-recogniser.js';
import { failureOf } from '../providers/resilience/scripted-members.js';
import { scriptedSpeechToText } from '../support/scripted-speech-to-text.js';
import { TEST_BANK } from '../support/test-bank.js';
import { tone } from '../support/tones.js';
import { runVirtualSession } from '../support/virtual-session.js';
import { faultTable, type MatrixResult } from './fault-table.js';
import { WAIT_LIMIT_MS } from './short-test.js';

const PLAN: ExamPlan = (() => {
  const plan = planExam({ bank: TEST_BANK, seed: 7, parts: ['part3'], timing: 'standard', cardId: 'card-journey' });
  return {
    ...plan,
    discussion: ([1, 2] as const).map((level) => plan.discussion.find((question) => question.level === level)!),
    times: { ...plan.times, part3TargetMs: 50_000, part3HardMs: 60_000 },
  };
})();
const ANSWERS = [
  ...['anna maria green', 'anna is fine', 'here is my passport'],
  'i think people like a long journey because they see a lot of other places and',
  'most families in my country travel by train since the',
  'well young people want adventure while older ones would rather stay at home because',
  'it depends on money because a journey across the world costs more than',
  'some people never leave their town and still they know a lot about',
];
const SUGGESTED = [
  'Which journeys are the hardest for people?',
  'How does age change a long journey?',
  'Why may travel stories of others interest us?',
  'When do plans for a holiday go wrong?',
  'What do people learn on a long journey?',
];

/** What a provider does: answer soon, only just in time, not at all, or fail slowly. */
const WAYS = ['answers', 'isSlow', 'stalls', 'fails'] as const;
type Way = (typeof WAYS)[number];
const ANSWERS_MS = 200;
const SLOW_MS = 900;

/** Who was asked and did not simply answer. */
let struck: Set<string>;

/** Resolves when it answers. */
async function takes(way: Way, clock: Clock, provider: string): Promise<void> {
  if (way !== 'answers') struck.add(provider);
  const ms = way === 'answers' ? ANSWERS_MS : SLOW_MS;
  await new Promise<void>((resolve) => {
    if (way !== 'stalls') clock.setTimer(ms, resolve);
  });
  if (way === 'fails') throw failureOf(provider, 'overloaded');
}

function recogniser(scripted: SpeechToText, way: Way, clock: Clock): SpeechToText {
  return {
    ...scripted,
    id: 'cloud-ears',
    open: async () => {
      const stream = await scripted.open();
      return {
        ...stream,
        endTurn: async () => {
          const final = await stream.endTurn();
          await takes(way, clock, 'cloud-ears');
          return final;
        },
      };
    },
  };
}

function model(way: Way, clock: Clock): LanguageModel {
  let asked = 0;
  return {
    id: 'cloud-mind',
    model: 'mind',
    capabilities: { tools: true, structuredOutput: 'schema' },
    async *generate() {
      const question = SUGGESTED[asked++ % SUGGESTED.length];
      await takes(way, clock, 'cloud-mind');
      const call = { id: 'call', name: 'ask_follow_up', arguments: JSON.stringify({ question, level: 2 }) };
      yield { type: 'toolCall', call };
      yield { type: 'finished', reason: 'toolCalls', usage: { inputTokens: 1, outputTokens: 1, exact: true } };
    },
    close: async () => undefined,
  };
}

function voice(id: string, way: Way, clock: Clock): TextToSpeech {
  return {
    id,
    cacheKey: id,
    async *synthesize({ text }) {
      await takes(way, clock, id);
      yield { samples: tone(Math.max(500, text.length * 40)), sampleRate: 16_000 };
    },
    close: async () => undefined,
  };
}

const textsOf = (finals: readonly { readonly text: string }[]) => finals.map(({ text }) => text);

const results: MatrixResult[] = [];
afterAll(() => {
  console.log(faultTable(results));
});

/** One that fails fast costs less than one that is slow: only the voice, which comes last, is tried so, too. */
const SLOW_WAYS = ['answers', 'isSlow', 'stalls'] as const satisfies readonly Way[];
const CASES = SLOW_WAYS.flatMap((ears) => SLOW_WAYS.flatMap((mind) => WAYS.map((mouth) => ({ ears, mind, mouth }))));

it.each(CASES)('recognition $ears, model $mind, voice $mouth', async ({ ears, mind, mouth }) => {
  struck = new Set();
  const clock = new VirtualClock();
  const notices = new ProviderNotices();
  const patience = new Patience(clock);
  notices.deadlines.push(patience);
  // Whoever hears a turn hears the same.
  const scripted = scriptedSpeechToText(ANSWERS.map((text) => ({ text })));
  const shared = { clock, random: seededRandom(3), monitor: notices, patience };
  const { result, of } = await runVirtualSession({
    plan: PLAN,
    answers: ANSWERS.map(
      (_, index) => ({ kind: 'audio', samples: tone(index < 3 ? 600 : 2_500), delayMs: 400 }) as const,
    ),
    options: {
      clock,
      notices,
      speechToText: createResilientRecogniser({
        ...shared,
        recognisers: [recogniser(scripted, ears, clock)],
        lastResort: { ...scripted, id: 'embedded-ears' },
      }),
      languageModel: createResilientModel({ ...shared, models: [model(mind, clock)] }),
      textToSpeech: new ResilientVoice({
        ...shared,
        voices: [voice('cloud-voice', mouth, clock)],
        lastResort: voice('embedded-voice', 'answers', clock),
      }),
    },
  });
  expect(result.status).toBe('completed');
  const ways = Object.entries({ 'cloud-ears': ears, 'cloud-mind': mind, 'cloud-voice': mouth });
  expect([...struck].toSorted()).toEqual(ways.flatMap(([provider, way]) => (way === 'answers' ? [] : [provider])));
  // Every answer, once, whoever heard it.
  const turns = of('turn.ended').filter(({ speechMs }) => speechMs > 0);
  expect(
    turns.map(({ turnId }) => of('transcript.final').filter((final) => final.turnId === turnId)).map(textsOf),
  ).toEqual(ANSWERS.slice(0, turns.length).map((text) => [text]));
  const waits = of('turn.responded').map(({ latency }) => latency);
  // The longest silence that endpointing grants, or nothing is tested here.
  expect(Math.max(...waits.map(({ endpointingMs }) => endpointingMs))).toBeGreaterThanOrEqual(2_400);
  const longestWaitMs = Math.max(...waits.map(({ totalMs }) => totalMs));
  results.push({
    provider: `ears ${ears}`,
    fault: `mind ${mind}`,
    moment: `voice ${mouth}`,
    longestWaitMs,
    servedBy: of('speech.started').at(-1)!.provider,
  });
  expect(longestWaitMs).toBeLessThan(WAIT_LIMIT_MS);
});

it('lets a healthy model be heard in its own voice', () => {
  expect(
    results.find(
      ({ provider, fault, moment }) =>
        `${provider}, ${fault}, ${moment}` === 'ears answers, mind answers, voice answers',
    ),
  ).toMatchObject({ servedBy: 'cloud-voice' });
});
