import { beforeAll, describe, expect, it } from 'vitest';
import { score } from '../../../src/commands/score.js';
import { appPaths } from '../../../src/config/paths.js';
import type { SessionEventBody } from '../../../src/engine/session/log/events.js';
import type { TestScore } from '../../../src/engine/scoring/types.js';
import { openStore } from '../../../src/store/open-store.js';
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

/** A test that was typed, as its log has it. */
function typedTest(sessionId: string): readonly SessionEventBody[] {
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
      speechMs: 0,
      segments: [],
      typed: true,
    },
  ]);
  return [started(sessionId, null, null), ...turns, { type: 'session.ended', status: 'completed', why: 'it was over' }];
}

const rescored = async (sessions: readonly string[], json = false): Promise<{ exitCode: number; text: string }> => {
  let text = '';
  const exitCode = await score({ files: [], rescore: sessions, json, rounding: 'down' }, (piece) => (text += piece));
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

describe('score --rescore', { timeout: 60_000 }, () => {
  beforeAll(async () => {
    const { database, recordings } = appPaths();
    const store = await openStore(database, { recordings });
    await store.append('older', numbered(typedTest('older'), '2026-03-01T10:00:00.000Z'));
    await store.append('newest', numbered(typedTest('newest'), '2026-03-02T10:00:00.000Z'));
    await store.saveScore('newest', madeScore(9));
    await store.close();
  });

  it('rates the last session by the mapping in use, says what changed, and keeps the new score', async () => {
    const first = await rescored(['last']);
    expect(first.exitCode).toBe(0);
    expect(first.text).toMatch(/Session newest: mapping test-1 -> 2\.\d+\.\d+\n/);
    expect(first.text).toMatch(/Speaking\s+9\.0 -> not rateable\n/);
    expect(first.text).toMatch(/Vocabulary\s+not rateable -> [1-9]\.0\n/);
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
});
