import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { exportMetrics } from '../../src/commands/export-metrics.js';
import { sessionsDelete, sessionsList, sessionsShow } from '../../src/commands/sessions.js';
import { interruptedSession } from '../../src/commands/practice/resume-point.js';
import { appPaths } from '../../src/config/paths.js';
import { DEMO_INPUT } from '../../src/engine/session/log/demo-input.js';
import { openStore } from '../../src/store/open-store.js';
import { madeScore, madeSession, numbered } from '../support/stored-session.js';
import { temporaryFolder } from '../support/temporary-folder.js';

/** What the command wrote, without colours. */
async function output(run: (write: (text: string) => void) => Promise<number>, expectedCode = 0): Promise<string> {
  let text = '';
  expect(await run((piece) => (text += piece))).toBe(expectedCode);
  return text.replace(/\u001b\[\d+m/g, '');
}

const SESSIONS = ['20260301-100000-aaaa', '20260302-100000-bbbb', '20260303-100000-cccc'] as const;

describe('without any session', () => {
  it('says how to make one', async () => {
    expect(await output((write) => sessionsList({ json: false }, write))).toContain('ielts-examiner practice');
    expect(JSON.parse(await output((write) => sessionsList({ json: true }, write)))).toEqual({ sessions: [] });
    await expect(sessionsShow({ json: false, session: 'last' }, () => undefined)).rejects.toMatchObject({
      code: 'sessions.unknown',
      exitCode: 2,
      message: 'There are no sessions yet.',
    });
  });

  it('exports an empty table and says by its exit code that nothing matched', async () => {
    expect(await output((write) => exportMetrics({ format: 'csv' }, write), 4)).toMatch(/^sessionId,.*\r\n$/);
  });
});

describe('on a full disk', () => {
  const disk = temporaryFolder();
  const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'tmpfs', disk]).status === 0;
  afterAll(() => {
    vi.unstubAllEnvs();
    if (mounted) spawnSync('umount', ['-l', disk]);
  });

  it.skipIf(!mounted)('a session with a recording can be deleted to make room, after one question', async () => {
    vi.stubEnv('IELTS_EXAMINER_HOME', disk);
    const { database, recordings } = appPaths();
    const recordingPath = join(recordings, 'long.wav');
    mkdirSync(recordings, { recursive: true });
    const store = await openStore(database);
    await store.append('typed', madeSession({ sessionId: 'typed', ended: 'completed' }));
    await store.append('spoken', madeSession({ sessionId: 'spoken', recordingPath, ended: 'completed' }));
    await store.close();
    expect(() => {
      writeFileSync(recordingPath, Buffer.alloc(2_000_000));
    }).toThrow();

    let asked = 0;
    const ask = async () => (asked += 1) > 0;
    await expect(sessionsDelete({ json: false, session: 'typed', ask }, () => undefined)).rejects.toMatchObject({
      code: 'store.full',
    });
    const refused = await output((write) =>
      sessionsDelete({ json: false, session: 'spoken', ask: () => Promise.resolve(false) }, write),
    );
    expect(refused).toBe('Nothing was deleted.\n');
    expect(existsSync(recordingPath)).toBe(true);
    asked = 0;
    const text = await output((write) => sessionsDelete({ json: false, session: 'spoken', ask }, write));
    expect([asked, text]).toEqual([1, `Deleted session spoken and its recording ${recordingPath}.\n`]);
    expect(existsSync(recordingPath)).toBe(false);
    expect(JSON.parse(await output((write) => sessionsList({ json: true }, write)))).toMatchObject({
      sessions: [{ id: 'typed' }],
    });
  });
});

describe('with sessions', () => {
  const recording = join(appPaths().recordings, 'a.wav');
  beforeAll(async () => {
    mkdirSync(appPaths().recordings, { recursive: true });
    writeFileSync(recording, 'sound');
    const store = await openStore(appPaths().database);
    const [one, two, three] = SESSIONS;
    const made = [
      {
        sessionId: one,
        candidate: '=Ana\u001b[31m',
        startedAt: '2026-03-01T10:00:00.000Z',
        turns: 2,
        ended: 'completed',
        band: 6.5,
      },
      { sessionId: two, startedAt: '2026-03-02T10:00:00.000Z', turns: 1, ended: 'aborted', recordingPath: recording },
      {
        sessionId: three,
        candidate: 'A name that is far too long',
        startedAt: '2026-03-03T10:00:00.000Z',
        ended: 'ended',
      },
    ] as const;
    for (const session of made) await store.append(session.sessionId, madeSession(session));
    await store.close();
  });

  it('lists them, newest first, within 80 columns', async () => {
    const text = await output((write) => sessionsList({ json: false }, write));
    const lines = text.trimEnd().split('\n');
    expect(lines.slice(1, 4).map((line) => line.split(' ')[0])).toEqual([...SESSIONS].reverse());
    expect(lines[2]).toMatch(/aborted$/);
    expect(lines.at(-1)).toContain('sessions resume');
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(80);
    expect(lines[3]).toMatch(/=Ana {2,}1,3 +0:12 +6\.5 {2}completed$/);
    expect(text).not.toContain('\u001b');
  });

  it('lists them for programs, narrowed', async () => {
    const text = await output((write) => sessionsList({ json: true, since: '2026-03-02T00:00Z', limit: 1 }, write));
    expect(JSON.parse(text)).toMatchObject({ sessions: [{ id: SESSIONS[2], status: 'ended', resumable: false }] });
  });

  it('shows the transcript, the number of events and the band', async () => {
    const text = await output((write) => sessionsShow({ json: false, session: SESSIONS[0] }, write));
    expect(text).toContain('13 events');
    expect(text).toContain('Examiner: Question 2, "why"?');
    expect(text).toContain('You: Answer 2.');
    expect(text).toMatch(/6\.5/);
    expect(text).toContain('not an official IELTS score');
    expect(text).toContain(`export report ${SESSIONS[0]}`);
    expect(text).not.toContain('\u001b');
  });

  it('says how to go on with one that was interrupted', async () => {
    const text = await output((write) => sessionsShow({ json: false, session: '20260302' }, write));
    expect(text).toContain(`sessions resume ${SESSIONS[1]}`);
    const json = JSON.parse(await output((write) => sessionsShow({ json: true, session: '20260302' }, write)));
    expect(json).toMatchObject({
      session: { id: SESSIONS[1], resumable: true },
      events: 7,
      score: null,
      resume: `ielts-examiner sessions resume ${SESSIONS[1]}`,
    });
    expect(json.transcript.map((line: { text?: string }) => line.text)).toEqual(['Question 1, "why"?', 'Answer 1.']);
  });

  it('offers of a test that was closed already what is left of it: its score, or nothing', async () => {
    const store = await openStore(appPaths().database);
    const closing = { type: 'part.started', part: 'closing' } as const;
    const scored = { type: 'session.scored', score: madeScore(6) } as const;
    const ended = { type: 'session.ended', status: 'aborted', why: 'stopped with a second Ctrl-C' } as const;
    for (const [id, bodies] of [
      ['20260401-100000-open', [closing, ended]],
      ['20260402-100000-done', [closing, scored, ended]],
      ['20260331-100000-fail', [scored, { ...ended, status: 'failed' }]],
      ['20260403-100000-mute', [closing, ended]],
    ] as const) {
      const asked = madeSession({
        sessionId: id,
        turns: id.endsWith('mute') ? 0 : 1,
        startedAt: `${id.slice(0, 4)}-${id.slice(4, 6)}-${id.slice(6, 8)}T10:00:00Z`,
      });
      await store.append(id, asked);
      await store.append(id, numbered(bodies, undefined, asked.length + 1));
    }
    await store.close();
    const command = 'ielts-examiner sessions resume 20260401-100000-open';
    const show = (session: string) => output((write) => sessionsShow({ json: false, session }, write));
    expect(await output((write) => sessionsList({ json: false }, write))).toContain(`\nHave it scored: ${command}\n`);
    expect(await show('20260401')).toContain(`Have it scored: ${command}`);
    expect(await show('20260331')).toContain('Go on with it: ielts-examiner sessions resume 20260331');
    for (const session of ['20260402', '20260403']) expect(await show(session)).not.toContain('sessions resume');
    const listed = JSON.parse(await output((write) => sessionsList({ json: true, since: '2026-03-31T00:00Z' }, write)));
    expect(
      listed.sessions.map(({ id, resumable }: { id: string; resumable: boolean }) => [id.slice(0, 8), resumable]),
    ).toEqual([
      ['20260403', false],
      ['20260402', false],
      ['20260401', true],
      ['20260331', true],
    ]);
    for (const session of ['20260331', '20260401', '20260402', '20260403'])
      await sessionsDelete({ json: true, session }, () => undefined);
  });

  it('lists them also where the events of one cannot be read', async () => {
    const store = await openStore(appPaths().database);
    const session = '20260404-100000-torn';
    const events = madeSession({
      sessionId: session,
      startedAt: '2026-04-04T10:00:00.000Z',
      turns: 1,
      ended: 'aborted',
    });
    await store.append(session, [
      ...events,
      { ...events.at(-1), sequence: events.length + 1, type: 'unknown' } as never,
    ]);
    await store.close();
    const listed = await output((write) => sessionsList({ json: false }, write));
    expect(listed).toContain(session);
    expect(listed).toContain(`Go on: ielts-examiner sessions resume ${SESSIONS[1]}`);
    await sessionsDelete({ json: true, session }, () => undefined);
  });

  it('offers to go on with a test, never with a demo', async () => {
    const demo = { sessionId: '20260304-100000-dddd', candidate: 'Demo', startedAt: '2026-03-04T10:00:00.000Z' };
    const store = await openStore(appPaths().database);
    await store.append(demo.sessionId, madeSession({ ...demo, input: DEMO_INPUT, ended: 'aborted' }));
    await store.close();
    const listed = await output((write) => sessionsList({ json: false }, write));
    expect(listed).toContain(demo.sessionId);
    expect(listed).toContain(`Go on: ielts-examiner sessions resume ${SESSIONS[1]}`);
    expect(await output((write) => sessionsShow({ json: false, session: demo.sessionId }, write))).not.toContain(
      'sessions resume',
    );
    const events = madeSession({ ...demo, input: DEMO_INPUT, ended: 'aborted' });
    expect(() => interruptedSession(demo.sessionId, events)).toThrow(/was a demo/);
    await output((write) => sessionsDelete({ json: false, session: demo.sessionId }, write));
  });

  it('names the nearest ids for one that is not there', async () => {
    await expect(sessionsShow({ json: false, session: '20260303-100000-cccd' }, () => undefined)).rejects.toMatchObject(
      {
        code: 'sessions.unknown',
        exitCode: 2,
        remedy: expect.stringContaining(`Nearest: ${SESSIONS[2]}`),
      },
    );
  });

  it('does not understand every date', async () => {
    await expect(sessionsList({ json: false, since: 'yesterday' }, () => undefined)).rejects.toMatchObject({
      code: 'usage.since',
      exitCode: 2,
    });
  });

  it('exports a row per turn, safe for spreadsheets', async () => {
    const text = await output((write) => exportMetrics({ format: 'csv' }, write));
    const [header = '', ...rows] = text.trimEnd().split('\r\n');
    expect(header.split(',').slice(0, 4)).toEqual(['sessionId', 'startedAt', 'candidate', 'turnId']);
    expect(rows).toHaveLength(4);
    const ana = rows.find((row) => row.startsWith(SESSIONS[0]));
    expect(ana).toContain("'=Ana");
    expect(ana).toContain('"Question 1, ""why""?"');
  });

  it('exports sessions with a summary for programs, into a file', async () => {
    const out = join(appPaths().data, 'metrics.json');
    expect(await output((write) => exportMetrics({ format: 'json', since: '2026-03-03T00:00Z', out }, write))).toBe('');
    expect(JSON.parse(readFileSync(out, 'utf8'))).toMatchObject({
      sessions: [
        { session: { id: SESSIONS[2] }, summary: { turns: 1, responded: 0 }, turns: [{ reason: 'endpoint' }] },
      ],
    });
    await expect(exportMetrics({ format: 'json', out: '/dev/null/x' }, () => undefined)).rejects.toMatchObject({
      code: 'export.unwritable',
      exitCode: 3,
    });
  });

  it('says that a filter lets nothing through, not that there is nothing', async () => {
    const text = await output((write) => sessionsList({ json: false, candidate: 'nobody of that name' }, write));
    expect(text).toBe('No session matches. All of them: ielts-examiner sessions list\n');
  });

  it('deletes nothing where whoever is asked says no', async () => {
    const questions: string[] = [];
    const ask = async (question: string) => questions.push(question) === 0;
    const text = await output((write) => sessionsDelete({ json: false, session: SESSIONS[1], ask }, write));
    expect(text).toBe('Nothing was deleted.\n');
    expect(questions[0]).toMatch(/^Delete session .*with its recording\? This cannot be undone\. \[y\/N\] $/);
    expect(existsSync(recording)).toBe(true);
  });

  it('deletes one with its recording', async () => {
    const text = await output((write) => sessionsDelete({ json: false, session: SESSIONS[1] }, write));
    expect(text).toContain(`Deleted session ${SESSIONS[1]}`);
    expect(existsSync(recording)).toBe(false);
    await expect(sessionsDelete({ json: true, session: SESSIONS[1] }, () => undefined)).rejects.toMatchObject({
      code: 'sessions.unknown',
    });
  });
});
