import { afterAll, beforeAll, expect, it } from 'vitest';
import { appPaths } from '../../../src/config/paths.js';
import { lastScore } from '../../../src/commands/practice/last-score.js';
import { scoreTest } from '../../../src/engine/scoring/score-test.js';
import { openStore, type Store } from '../../../src/store/open-store.js';
import { madeSession } from '../../support/stored-session.js';

let store: Store;
beforeAll(async () => {
  store = await openStore(appPaths().database);
  const sessions = [
    { sessionId: '20260301-100000-aaaa', candidate: 'Ana', startedAt: '2026-03-01T10:00:00.000Z' },
    { sessionId: '20260302-100000-bbbb', candidate: 'Ana', startedAt: '2026-03-02T10:00:00.000Z' },
    { sessionId: '20260303-100000-cccc', startedAt: '2026-03-03T10:00:00.000Z' },
    { sessionId: '20260304-100000-dddd', candidate: 'Ana', startedAt: '2026-03-04T10:00:00.000Z' },
  ] as const;
  for (const session of sessions)
    await store.append(session.sessionId, madeSession({ ...session, turns: 1, ended: 'completed' }));
  const score = scoreTest([], new Map());
  for (const [index, { sessionId }] of sessions.entries())
    if (index !== 3) await store.saveScore(sessionId, { ...score, mapping: `9.0.${String(index)}` });
});
afterAll(() => store.close());

it('is the newest score of the same candidate, sessions without one left out', async () => {
  expect((await lastScore(store, { candidate: 'Ana', sessionId: 'new' }))?.mapping).toBe('9.0.1');
  // Going on with a session must not make its own report the last one.
  expect((await lastScore(store, { candidate: 'Ana', sessionId: '20260302-100000-bbbb' }))?.mapping).toBe('9.0.0');
});

it('of somebody without a name is one without a name, and null for somebody new', async () => {
  expect((await lastScore(store, { candidate: null, sessionId: 'new' }))?.mapping).toBe('9.0.2');
  expect(await lastScore(store, { candidate: 'Ben', sessionId: 'new' })).toBeNull();
});

it('of a session that is rated again is of one before it', async () => {
  const again = { candidate: 'Ana', sessionId: '20260302-100000-bbbb', startedAt: '2026-03-02T10:00:00.000Z' };
  expect((await lastScore(store, again))?.mapping).toBe('9.0.0');
  const first = { candidate: 'Ana', sessionId: '20260301-100000-aaaa', startedAt: '2026-03-01T10:00:00.000Z' };
  expect(await lastScore(store, first)).toBeNull();
});

it('of somebody without a name is found behind any number of tests of others', async () => {
  for (let day = 10; day < 25; day += 1)
    await store.append(
      `202603${String(day)}-eeee`,
      madeSession({
        sessionId: `202603${String(day)}-eeee`,
        candidate: 'Ana',
        startedAt: `2026-03-${String(day)}T10:00:00.000Z`,
        ended: 'completed',
      }),
    );
  expect((await lastScore(store, { candidate: null, sessionId: 'new' }))?.mapping).toBe('9.0.2');
});
