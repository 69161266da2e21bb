import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { score, type ScoreOptions } from '../../../src/commands/score.js';
import { withAssessment } from '../../../src/commands/score/kept-opinions.js';
import { appPaths } from '../../../src/config/paths.js';
import type { SessionEventBody } from '../../../src/engine/session/log/events.js';
import type { Quote, TestScore } from '../../../src/engine/scoring/types.js';
import { openStore, type Store } from '../../../src/store/open-store.js';
import { rateWithModel } from '../../../src/engine/scoring/model-rating/rate-with-model.js';
import { turnsFromEvents } from '../../../src/engine/scoring/turns-from-events.js';
import { createFolderRatingCache } from '../../../src/providers/rating-cache/folder-rating-cache.js';
import { scriptedLanguageModel } from '../../support/scripted-language-model.js';
import { wholeTest } from '../../engine/scoring/support/turns.js';
import { madeScore, numbered, started } from '../../support/stored-session.js';

/** With enough to advise on. */
const ANSWERS = [
  'I live in a nice house and my house is very nice because it have a nice garden and I like my garden very much',
  'yesterday I go to the shop and I buy a lot of nice things for my house because the things was very cheap',
  'my friend live near my house and he always come to my house and we talk about a lot of nice things together',
  'I want to tell about my father he is a nice man and he work in a shop since ten years and he like his work very much and every day he go to the shop and he sell a lot of things to people and people like him',
  'I think people likes nice things because things are nice and people want to have a lot of things in their house',
  'I think the shop is good for people because people can to buy things there and it make people happy very much',
];

/** A test as its log has it, typed unless it was recorded. */
function testOf(sessionId: string, recordingPath: string | null = null): readonly SessionEventBody[] {
  const typed = recordingPath === null;
  const turns = wholeTest(1).flatMap(({ turnId, part, question, startMs, endMs }, index): SessionEventBody[] => [
    { type: 'turn.started', turnId, questionId: turnId, part, moment: 'answer' },
    { type: 'transcript.final', turnId, text: ANSWERS[index] ?? '', words: [], confidence: null, provider: 'typed' },
    {
      type: 'turn.ended',
      turnId,
      questionId: turnId,
      part,
      question: question ?? 'Why?',
      reason: 'endpoint',
      startMs,
      endMs,
      speechMs: typed ? 0 : endMs - startMs,
      segments: typed ? [] : [{ startMs, endMs }],
      typed,
    },
  ]);
  const ended = { type: 'session.ended', status: 'completed', why: 'it was over' } as const;
  return [started(sessionId, null, recordingPath), ...turns, ended];
}

const rescored = async (
  sessions: readonly string[],
  json = false,
  options: Partial<ScoreOptions> = {},
): Promise<{ exitCode: number; text: string }> => {
  let text = '';
  const request = { files: [], rescore: sessions, json, rounding: 'down', ...options } as const;
  const exitCode = await score(request, (piece) => (text += piece));
  return { exitCode, text };
};

type Rescored = { readonly session: string; readonly before: TestScore | null; readonly after: TestScore };
const allRescored = async (): Promise<readonly Rescored[]> =>
  (JSON.parse((await rescored(['all'], true)).text) as { sessions: readonly Rescored[] }).sessions;
const rateable = (score: TestScore | null | undefined) =>
  Object.values(score?.criteria ?? {}).flatMap((each) => (each.rateable ? [each] : []));
const bandsIn = (score: TestScore | null | undefined): unknown =>
  rateable(score).map(({ raw, low, high }) => [raw, low, high]);
const aboutIn = (score: TestScore | null | undefined): readonly string[] =>
  rateable(score).flatMap(({ changes = [] }) => changes.flatMap(({ about }) => about));

async function withStore(use: (store: Store) => Promise<void>): Promise<void> {
  const { database, recordings } = appPaths();
  const store = await openStore(database, { recordings });
  await use(store).finally(() => store.close());
}

describe('score --rescore', () => {
  beforeAll(async () => {
    const { database, recordings } = appPaths();
    const store = await openStore(database, { recordings });
    await store.append('older', numbered(testOf('older'), '2026-03-01T10:00:00.000Z'));
    await store.append('newest', numbered(testOf('newest'), '2026-03-02T10:00:00.000Z'));
    await store.saveScore('newest', madeScore(9));
    await store.close();
  });

  it('rates the last session by the mapping in use, says what changed, and keeps the new score', async () => {
    const first = await rescored(['last']);
    expect(first.exitCode).toBe(0);
    expect(first.text).toMatch(/Session newest: mapping test-1 -> 2\.\d+\.\d+\n/);
    expect(first.text).toMatch(/Speaking\s+9\.0 -> not rateable\n/);
    expect(first.text).toMatch(/Lexical\s+not rateable -> [1-9]\.0\n/);
    expect(first.text).toContain('not an official IELTS score');
  });

  it('rates all of them as JSON, the oldest first, and gives no advice that the report before gave', async () => {
    const sessions = await allRescored();
    const of = (id: string): Rescored | undefined => sessions.find(({ session }) => session === id);
    expect(sessions.map(({ session }) => session)).toEqual(['older', 'newest']);
    expect(of('older')).toMatchObject({ before: null, after: { mapping: expect.stringMatching(/^2\./) as string } });
    // Rated by the test before: the score was kept.
    expect(bandsIn(of('newest')?.before)).toEqual(bandsIn(of('newest')?.after));
    // The same words twice: the second report would advise what the first one did, and did while there was none before it.
    const [told, alone, after] = [of('older')?.after, of('newest')?.before, of('newest')?.after].map(aboutIn);
    expect(told?.length).toBeGreaterThan(2);
    expect(alone).toEqual(told);
    expect(after?.filter((about) => told?.includes(about))).toEqual([]);
  });

  it('knows when there is no such session', async () => {
    await expect(rescored(['nowhere'])).rejects.toMatchObject({ code: 'sessions.unknown', exitCode: 2 });
  });

  it('keeps the score of a test whose recording is gone, and rates one that never had any', async () => {
    const { recordings } = appPaths();
    const [kept, before] = [madeScore(7), '2026-02-01T10:00:00.000Z'];
    await withStore(async (store) => {
      await store.append('rated', numbered(testOf('rated', join(recordings, 'gone.wav')), before));
      await store.saveScore('rated', kept);
      await store.append('unrated', numbered(testOf('unrated', join(recordings, 'gone.wav')), before));
    });
    const { exitCode, text } = await rescored(['rated', 'unrated']);
    expect(exitCode).toBe(1);
    expect(text).not.toContain('Session rated');
    expect(text).toMatch(/Session unrated: not rated before/);
    await withStore(async (store) => {
      expect(await store.scores('rated')).toEqual([kept]);
      expect(await store.scores('unrated')).toHaveLength(1);
    });
  });

  it('keeps the opinion of a language model without asking anybody, and says so where that is not known any more', async () => {
    const opinion = {
      available: true,
      rater: 'scripted:model',
      version: '1',
      samples: 3,
      tokens: 9,
      criteria: [],
    } as const;
    const judged = {
      evidence: [{ turn: 1, quote: 'I live in a nice house', shows: 'a clear beginning' }],
      band: 5,
      reason: 'Simple.',
    };
    const events = numbered(testOf('second'), '2026-02-02T10:00:00.000Z');
    await withStore(async (store) => {
      await store.append('second', events);
      await store.saveScore('second', { ...madeScore(7, 'measured + scripted:model'), secondOpinion: opinion });
    });
    const forgotten = await rescored(['second']);
    expect(forgotten.text).toMatch(/Without the opinion of scripted:model: .*not kept any more/);
    const text = JSON.stringify({ fluency: judged, lexical: judged, grammar: judged });
    const asked = scriptedLanguageModel([{ text }]);
    const cache = createFolderRatingCache({ folder: appPaths().ratingCache });
    await rateWithModel(turnsFromEvents(events), { model: asked, cache, signal: new AbortController().signal });
    await withStore(async (store) => {
      await store.saveScore('second', { ...madeScore(7, 'measured + scripted:model'), secondOpinion: opinion });
    });
    expect((await rescored(['second'])).text).toContain('With the opinion of scripted:model');
    await withStore(async (store) => {
      const [newest] = await store.scores('second');
      expect(newest).toMatchObject({
        rater: 'measured + scripted:model',
        secondOpinion: { available: true, tokens: 0 },
      });
    });
  });

  it.each<[string, Partial<ScoreOptions>]>([
    ['--reference beside --rescore', { reference: 'a' }],
    ['--question beside --rescore', { question: 'a' }],
    ['--rater model beside --rescore', { rater: 'model' }],
    ['--llm', { llm: 'groq' }],
    ['--profile', { rater: 'measured', profile: 'mine' }],
  ])('refuses %s, which would do nothing', async (option, given) => {
    const message = `${option} would do nothing.`;
    await expect(rescored(['last'], false, given)).rejects.toMatchObject({
      code: 'score.options',
      message,
      exitCode: 2,
    });
  });
});

it('another rater of pronunciation stays beside the band, with its quotes', () => {
  const rated = { rateable: true, band: 6, raw: 6, low: 5, high: 7, practise: [] } as const;
  const own = { turnId: 't', text: 'think', atMs: 1, why: 'weak sound' };
  const heard = { turnId: 't', text: 'world', atMs: 2, why: 'azure hears it mispronounced (40 of 100).' };
  const basis = {
    measure: 'assessed.accuracy',
    value: 80,
    meaning: 'azure gives 80 of 100 for how the sounds are made.',
  };
  const scoreWith = (quotes: readonly Quote[], assessed: boolean): TestScore => ({
    ...madeScore(6),
    criteria: { ...madeScore(6).criteria, pronunciation: { ...rated, quotes, basis: assessed ? [basis] : [] } },
    measures: assessed ? { 'assessed.accuracy': 80, tokens: 5 } : { tokens: 7 },
  });
  const after = withAssessment(scoreWith([own], false), scoreWith([own, heard], true));
  expect(after.measures).toEqual({ 'assessed.accuracy': 80, tokens: 7 });
  expect(after.criteria.pronunciation).toMatchObject({ basis: [basis], quotes: [own, heard] });
});
