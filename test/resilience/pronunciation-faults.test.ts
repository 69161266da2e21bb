/**
 * The fault matrix of the second opinion on pronunciation: each way to fail, at each moment of a short test by voice, over
 * real sockets, in virtual time. In every case the test completes and is scored, each answer is there once, the wait is
 * what it is without an assessor, the failure is told, and the report says what is missing.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { planExam } from '../../src/engine/exam/plan.js';
import { seededRandom } from '../../src/engine/statistics/seeded-random.js';
import type { ExamPlan } from '../../src/engine/exam/types.js';
import { whileTimePasses } from '../../src/engine/replay/time-passes.js';
import { buildReport } from '../../src/engine/reports/report-model.js';
import { createSessionScorer } from '../../src/engine/scoring/score-session.js';
import { ProviderNotices } from '../../src/engine/session/log/provider-notices.js';
import { createAzureAssessor } from '../../src/providers/azure/azure-assessor.js';
import { createResilientAssessor } from '../../src/providers/resilience/resilient-assessor.js';
import { serveAzureSpeech } from '../support/servers/azure-speech-server.js';
import type { HttpServer } from '../support/servers/http-server.js';
import { scriptedSpeechToText } from '../support/scripted-speech-to-text.js';
import { LocalNetwork, NetworkClock } from '../support/servers/local-network.js';
import type { Misbehaviour } from '../support/servers/misbehaviour.js';
import { TEST_BANK } from '../support/test-bank.js';
import { tone } from '../support/tones.js';
import { runVirtualSession } from '../support/virtual-session.js';
import { faultTable, type MatrixResult } from './fault-table.js';
import { WAIT_LIMIT_MS } from './short-test.js';

const KEY = 'planted-key-0123456789abcdef';
/** An introduction, two questions, the end. */
const PLAN: ExamPlan = (() => {
  const plan = planExam({ bank: TEST_BANK, seed: 7, parts: ['part1'], timing: 'standard' });
  return {
    ...plan,
    topics: plan.topics.slice(0, 1).map((topic) => ({ ...topic, questions: topic.questions.slice(0, 2) })),
  };
})();
/** Those to the introduction's questions are not rated. */
const IDENTITY = ['anna maria green', 'anna is fine', 'here is my passport'];
const RATED = [
  'well the people are friendly there and the parks are very beautiful in spring',
  'it has changed a lot since they built a new bridge over the river',
];
const ANSWERS = [...IDENTITY, ...RATED];

/** An answer comes in four pieces; the second has a character of several bytes. */
const FAULTS = {
  'refuses the connection': { type: 'refuse' },
  '401': { type: 'status', status: 401 },
  '402': { type: 'status', status: 402 },
  '403': { type: 'status', status: 403 },
  '429 with Retry-After': { type: 'status', status: 429, retryAfterS: 20 },
  '500': { type: 'status', status: 500 },
  '503': { type: 'status', status: 503 },
  'stalls before the first byte': { type: 'stallBeforeFirstByte' },
  'stalls in the middle': { type: 'stallInTheMiddle', after: 2 },
  'breaks off in the middle': { type: 'close', after: 2, code: 1006 },
  'sends garbage first': { type: 'garbage', after: 0 },
  'sends garbage in the middle': { type: 'garbage', after: 2 },
  'says everything twice': { type: 'duplicate', after: 1 },
  'says things in the wrong order': { type: 'reorder', after: 1 },
  'cuts inside a character': { type: 'cutCharacter', after: 1 },
  'sends 10 MB': { type: 'huge', after: 1 },
} as const satisfies Readonly<Record<string, Misbehaviour>>;
type FaultName = keyof typeof FAULTS;
/** Answers all the same. */
const HARMLESS: readonly FaultName[] = ['cuts inside a character'];

/** Whoever fails so is left alone for longer than this test takes. */
const LASTING: readonly FaultName[] = [
  '401',
  '402',
  '403',
  '429 with Retry-After',
  'stalls before the first byte',
  'stalls in the middle',
];

/** Every request may be made three times. */
const MOMENTS = {
  'the first answer': ({ mischief }: HttpServer, fault: Misbehaviour) => {
    mischief.next(fault, fault, fault);
  },
  'the last answer': ({ mischief }: HttpServer, fault: Misbehaviour) => {
    mischief.next(...RATED.slice(1).map(() => null), fault, fault, fault);
  },
  always: ({ mischief }: HttpServer, fault: Misbehaviour) => {
    mischief.always(fault);
  },
} as const;

const results: MatrixResult[] = [];
let network: LocalNetwork;
let server: HttpServer;
let usualWaitMs = 0;
beforeAll(async () => {
  network = new LocalNetwork();
  server = await serveAzureSpeech({ apiKey: KEY });
  usualWaitMs = (await survives('none', 'always', () => undefined)).longestWaitMs;
});
afterAll(async () => {
  await server.close();
  network.close();
  console.log(faultTable(results));
});

async function survives(fault: string, moment: string, strike: (to: HttpServer) => void) {
  const clock = new NetworkClock(network);
  const notices = new ProviderNotices();
  const pronunciation = createResilientAssessor({
    assessors: [createAzureAssessor({ apiKey: KEY, region: '', baseUrl: server.baseUrl, clock, monitor: notices })],
    clock,
    random: seededRandom(11),
    monitor: notices,
  });
  const scorer = createSessionScorer({ aligner: null, grammar: null, pronunciation });
  const struckBefore = server.mischief.struck;
  strike(server);
  const { result, events, of } = await runVirtualSession({
    plan: PLAN,
    answers: ANSWERS.map(() => ({ kind: 'audio', samples: tone(1_200), delayMs: 400 }) as const),
    options: {
      clock,
      notices,
      speechToText: scriptedSpeechToText(ANSWERS.map((text) => ({ text }))),
      scorer: {
        assess: (turn) => scorer.assess(turn),
        score: () => whileTimePasses(clock, scorer.score()),
      },
      observers: [scorer],
    },
  });
  server.mischief.behave();
  await pronunciation.close();
  expect(server.mischief.struck > struckBefore).toBe(fault !== 'none');
  expect(result.status).toBe('completed');
  expect(of('session.scored')).toHaveLength(1);
  const turns = of('turn.ended').filter(({ speechMs }) => speechMs > 0);
  const finals = of('transcript.final');
  expect(turns.map(({ turnId }) => finals.filter((final) => final.turnId === turnId).map(({ text }) => text))).toEqual(
    ANSWERS.map((text) => [text]),
  );
  const longestWaitMs = Math.max(...of('turn.responded').map(({ latency }) => latency.totalMs));
  expect(longestWaitMs).toBeLessThan(WAIT_LIMIT_MS);
  const assessed = JSON.stringify(of('session.scored')).includes('assessed.accuracy');
  const servedBy = assessed ? 'azure' : 'nobody';
  if (fault !== 'none') results.push({ provider: 'azure', fault, moment, longestWaitMs, servedBy });
  return { events, of, longestWaitMs, assessed, report: buildReport(events) };
}

/** Always is much the same for all of a kind. */
const ALWAYS: readonly FaultName[] = ['refuses the connection', '401', '503', 'stalls in the middle', 'sends 10 MB'];
const cases = (Object.keys(FAULTS) as FaultName[]).flatMap((fault) =>
  (Object.keys(MOMENTS) as (keyof typeof MOMENTS)[]).flatMap((moment) =>
    moment === 'always' && !ALWAYS.includes(fault) ? [] : [{ fault, moment }],
  ),
);

describe('a test is scored when the assessor of pronunciation', () => {
  it.each(cases)('$fault: $moment', async ({ fault, moment }) => {
    const { of, longestWaitMs, assessed, report } = await survives(fault, moment, (to) => {
      MOMENTS[moment](to, FAULTS[fault]);
    });
    // Nobody waits for it.
    expect(longestWaitMs).toBe(usualWaitMs);
    const harmless = HARMLESS.includes(fault);
    const failed = of('provider.failed');
    expect(failed.map(({ port }) => port)).toEqual(harmless ? [] : ['pronunciation']);
    expect(JSON.stringify(report)).not.toContain(KEY);
    expect(report.incidents.filter(({ text }) => text.includes('azure:pronunciation-assessment')).length > 0).toBe(
      !harmless,
    );
    const leftAlone = LASTING.includes(fault) && moment === 'the first answer';
    expect(assessed).toBe(harmless || (moment !== 'always' && !leftAlone));
  });
});
