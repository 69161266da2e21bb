import { beforeAll, describe, expect, it } from 'vitest';
import { score } from '../../../src/commands/score.js';
import { appPaths } from '../../../src/config/paths.js';
import type { SessionEventBody } from '../../../src/engine/session/events.js';
import { openStore } from '../../../src/store/open-store.js';
import { wholeTest } from '../../engine/scoring/support/turns.js';
import { madeScore, numbered, started } from '../../support/stored-session.js';

/** A test that was typed, as its log has it. */
function typedTest(sessionId: string): readonly SessionEventBody[] {
  const turns = wholeTest(1).flatMap(({ turnId, part, question, text, startMs, endMs }): SessionEventBody[] => [
    { type: 'turn.started', turnId, questionId: turnId, part, moment: 'answer' },
    { type: 'transcript.final', turnId, text, words: [], confidence: null, provider: 'typed' },
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
    expect(first.text).toMatch(/Vocabulary\s+not rateable -> [4-9]\.0\n/);
    expect(first.text).toContain('not an official IELTS score');
  });

  it('rates all of them as JSON, before and after', async () => {
    const { text } = await rescored(['all'], true);
    type Rescored = { session: string; before: { mapping: string } | null; after: { mapping: string } };
    const { sessions } = JSON.parse(text) as { sessions: readonly Rescored[] };
    const of = (id: string): Rescored | undefined => sessions.find(({ session }) => session === id);
    expect(sessions).toHaveLength(2);
    expect(of('older')).toMatchObject({ before: null, after: { mapping: expect.stringMatching(/^2\./) as string } });
    // Rated by the test before: the score was kept.
    expect(of('newest')?.before).toEqual(of('newest')?.after);
  });

  it('knows when there is no such session', async () => {
    await expect(rescored(['nowhere'])).rejects.toMatchObject({ code: 'sessions.unknown', exitCode: 2 });
  });
});
