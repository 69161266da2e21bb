import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { PronunciationAssessor } from '../../../src/engine/ports/pronunciation-assessor.js';
import { AssessedPronunciation } from '../../../src/engine/scoring/assessed-pronunciation.js';
import type { ScoredTurn, TestScore } from '../../../src/engine/scoring/types.js';
import { seededRandom } from '../../../src/engine/statistics/seeded-random.js';
import { reportScoring } from '../../../src/engine/reports/report-model.js';
import { scoringLines } from '../../../src/engine/reports/terminal.js';
import { readAssessment } from '../../../src/providers/azure/assessment-answer.js';
import { createResilientAssessor } from '../../../src/providers/resilience/resilient-assessor.js';
import { assessmentPieces } from '../../../src/providers/azure/assessment-pieces.js';
import { createAzureAssessor, detectAzureAssessor } from '../../../src/providers/azure/azure-assessor.js';
import { SystemClock } from '../../../src/providers/system-clock/system-clock.js';
import {
  pronunciationAssessorContract,
  spokenAnswer,
} from '../../support/contracts/pronunciation-assessor.contract.js';
import { NotedMonitor } from '../../support/provider-monitor.js';
import { serveAzureSpeech } from '../../support/servers/azure-speech-server.js';
import type { HttpServer } from '../../support/servers/http-server.js';

const KEY = 'planted-key-0123456789abcdef';
const clock = new SystemClock();
let server: HttpServer;
beforeAll(async () => {
  server = await serveAzureSpeech({ apiKey: KEY, wordScore: (word) => (word === 'word3' ? 40 : 80) });
});
afterAll(() => server.close());

const assessor = (monitor = new NotedMonitor(), apiKey = KEY): PronunciationAssessor =>
  createAzureAssessor({ apiKey, region: '', baseUrl: server.baseUrl, clock, monitor });

const guarded = (monitor = new NotedMonitor()): PronunciationAssessor =>
  createResilientAssessor({ assessors: [assessor(monitor)], clock, random: seededRandom(1), monitor });

pronunciationAssessorContract(
  'Azure',
  () => assessor(),
  () => {
    server.mischief.next({ type: 'status', status: 503 });
    return assessor();
  },
);

pronunciationAssessorContract(
  'Azure behind its guard',
  () => guarded(),
  () => {
    // Later than anybody waits, so that it is not asked again.
    server.mischief.next({ type: 'status', status: 503, retryAfterS: 30 });
    return guarded();
  },
);

describe('Azure’s pronunciation assessment', () => {
  it('says which words were mispronounced, and what it cost', async () => {
    const monitor = new NotedMonitor();
    const { samples, words } = spokenAnswer(6);
    const assessment = await assessor(monitor).assess(samples, words);
    expect(assessment!.words.filter(({ mispronounced }) => mispronounced).map(({ text }) => text)).toEqual(['word3']);
    expect(assessment!.accuracy).toBeCloseTo((5 * 80 + 40) / 6, 5);
    expect(monitor.usage).toMatchObject([
      { port: 'pronunciation', provider: 'azure:pronunciation-assessment', discarded: false },
    ]);
    expect(monitor.usage[0]!.costUsd).toBeGreaterThan(0);
  });

  it('sends no more than half a minute at a time, cut between words, and every word once', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.nat({ max: 3_000 }), fc.integer({ min: 50, max: 1_500 })), { maxLength: 120 }),
        (gaps) => {
          let atMs = 0;
          const words = gaps.map(([pause, length], index) => {
            const startMs = atMs + pause;
            atMs = startMs + length;
            return { text: `w${String(index)}`, startMs, endMs: atMs, confidence: null };
          });
          const pieces = assessmentPieces(new Int16Array((atMs + 100) * 16), words);
          expect(pieces.map(({ text }) => text).join(' ')).toBe(words.map(({ text }) => text).join(' '));
          for (const piece of pieces) expect(piece.samples.length / 16_000).toBeLessThanOrEqual(30);
        },
      ),
      { seed: 1, numRuns: 60 },
    );
  });

  it.each([
    [401, 'authentication'],
    [429, 'rateLimited'],
    [503, 'overloaded'],
  ] as const)('fails with %d as %s, without the key', async (status, kind) => {
    server.mischief.next({ type: 'status', status });
    const { samples, words } = spokenAnswer(3);
    const error: unknown = await assessor()
      .assess(samples, words)
      .catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ kind });
    expect(String(error)).not.toContain(KEY);
  });

  it.each([
    ['breaks off', { type: 'close', after: 2, code: 1006 }, 'interrupted'],
    ['sends garbage', { type: 'garbage', after: 1 }, 'badResponse'],
    ['says everything twice', { type: 'duplicate', after: 0 }, 'badResponse'],
    ['sends 10 MB', { type: 'huge', after: 0 }, 'badResponse'],
  ] as const)('fails when the service %s in the middle of its answer', async (_, misbehaviour, kind) => {
    const monitor = new NotedMonitor();
    server.mischief.next(misbehaviour);
    const { samples, words } = spokenAnswer(3);
    await expect(assessor(monitor).assess(samples, words)).rejects.toMatchObject({ name: 'ProviderError', kind });
    // The service has heard the sound, and what it has heard is paid for.
    expect(monitor.usage).toMatchObject([{ discarded: true }]);
    expect(monitor.usage[0]!.costUsd).toBeGreaterThan(0);
  });

  it('reads an answer that is cut inside a character', async () => {
    server.mischief.next({ type: 'cutCharacter', after: 1 });
    const { samples, words } = spokenAnswer(3);
    expect((await assessor().assess(samples, words))!.words).toHaveLength(3);
  });

  it('counts no cost for a request that was refused', async () => {
    const monitor = new NotedMonitor();
    server.mischief.next({ type: 'status', status: 429 });
    const { samples, words } = spokenAnswer(3);
    await expect(assessor(monitor).assess(samples, words)).rejects.toMatchObject({ kind: 'rateLimited' });
    expect(monitor.usage).toMatchObject([{ costUsd: 0, discarded: true }]);
  });

  it('takes what the service calls an error for one, and what is no answer for garbage', () => {
    const answer = (status: string) => JSON.stringify({ RecognitionStatus: status });
    expect(readAssessment(answer('Error'))).toBe('failed');
    expect(readAssessment(answer('NoMatch'))).toBeNull();
    expect(readAssessment(answer('InitialSilenceTimeout'))).toBeNull();
    expect(readAssessment(answer('Success'))).toBe('garbage');
    expect(readAssessment('<html>')).toBe('garbage');
  });

  it('pays for no half minute twice when a later one has to be asked for again', async () => {
    const monitor = new NotedMonitor();
    const { samples, words } = spokenAnswer(240);
    const pieces = assessmentPieces(samples, words).length;
    const before = server.requests.length;
    server.mischief.next(null, null, { type: 'status', status: 503 });
    const assessment = await guarded(monitor).assess(samples, words);
    expect(assessment!.words.map(({ text }) => text)).toEqual(words.map(({ text }) => text));
    expect(pieces).toBeGreaterThan(3);
    expect(server.requests.length - before).toBe(pieces + 1);
    // Nobody hears of a hiccup.
    expect(monitor.notes).toEqual([]);
  });

  it('needs a key and a region', () => {
    expect(detectAzureAssessor({})).toMatchObject({ available: false });
    expect(detectAzureAssessor({ apiKey: KEY })).toMatchObject({ available: false });
    expect(detectAzureAssessor({ apiKey: KEY, region: 'westeurope' })).toMatchObject({ available: true });
  });
});

describe('another rater’s opinion of pronunciation', () => {
  const turn = (turnId: string): ScoredTurn => {
    const { samples, words } = spokenAnswer(5);
    const startMs = 10_000;
    return {
      turnId,
      part: 'part1',
      question: '?',
      text: words.map(({ text }) => text).join(' '),
      words: words.map((word) => ({ ...word, startMs: word.startMs + startMs, endMs: word.endMs + startMs })),
      startMs,
      endMs: startMs + samples.length / 16,
      questionEndedAtMs: null,
      segments: [],
      typed: false,
      samples,
    };
  };
  const rated = { rateable: true, band: 6, raw: 6.2, low: 5, high: 7, basis: [], quotes: [], practise: [] } as const;
  const score: TestScore = {
    mapping: 'm',
    rater: 'measured',
    criteria: { fluency: rated, lexical: rated, grammar: rated, pronunciation: rated },
    overall: { rateable: false, reason: 'none' },
    measures: {},
    practiceEstimate: true,
  };

  it('stands beside the band, which it does not change', async () => {
    const opinion = new AssessedPronunciation(assessor(), () => undefined);
    opinion.ask(turn('t1'));
    const added = await opinion.added(score, new Set(['t1']));
    expect(added.criteria.pronunciation).toMatchObject({ band: 6, raw: 6.2 });
    const { basis, quotes } = added.criteria.pronunciation as typeof rated;
    expect(basis).toMatchObject([
      { measure: 'assessed.accuracy', value: 72 },
      { measure: 'assessed.fluency' },
      { measure: 'assessed.prosody' },
    ]);
    expect(quotes).toMatchObject([{ turnId: 't1', text: 'word3' }]);
    expect((quotes as readonly { atMs: number }[])[0]!.atMs).toBeGreaterThan(10_000);
  });

  it('leaves the band as it is when it fails, and the report says for how many answers it is missing, and why', async () => {
    const failures: unknown[] = [];
    server.mischief.next(null, { type: 'status', status: 500 });
    const opinion = new AssessedPronunciation(assessor(), (error) => failures.push(error));
    opinion.ask(turn('t1'));
    await opinion.added(score, new Set(['t1']));
    opinion.ask(turn('t2'));
    const added = await opinion.added(score, new Set(['t1', 't2']));
    expect(failures).toHaveLength(1);
    expect(added.criteria.pronunciation).toMatchObject({ band: 6, raw: 6.2, low: 5, high: 7 });
    const { basis } = added.criteria.pronunciation as typeof rated;
    expect((basis as readonly { measure: string }[]).at(-1)).toEqual({
      measure: 'assessed.missing',
      value: 1,
      meaning: expect.stringMatching(
        /^azure:pronunciation-assessment gave no opinion on 1 of 2 answers, .*trouble of its own.*HTTP 500/,
      ) as string,
    });
    const report = reportScoring({ ...added, criteria: { ...added.criteria } });
    const lines = scoringLines(report!, 400).map((line) => line.map(({ text }) => text).join(''));
    expect(lines.filter((line) => line.includes('no opinion on 1 of 2 answers'))).toHaveLength(1);
  });

  it('says so when every answer failed, and leaves a pronunciation alone that is not rateable', async () => {
    const opinion = new AssessedPronunciation(assessor(new NotedMonitor(), 'a wrong key'), () => undefined);
    opinion.ask(turn('t1'));
    const { basis } = (await opinion.added(score, new Set(['t1']))).criteria.pronunciation as typeof rated;
    expect(basis).toMatchObject([{ meaning: expect.stringContaining('no opinion on any answer') as string }]);
    const unrateable = {
      ...score,
      criteria: { ...score.criteria, pronunciation: { rateable: false, reason: 'short' } },
    } as const;
    expect(await opinion.added(unrateable, new Set(['t1']))).toEqual(unrateable);
  });

  it('is left out when nothing was asked, and for answers that are not rated', async () => {
    const unrated = new AssessedPronunciation(assessor(), () => undefined);
    unrated.ask(turn('t2'));
    expect(await unrated.added(score, new Set(['t1']))).toEqual(score);
  });
});
