import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { exportReport } from '../../src/commands/export-report.js';
import type { ExportFile } from '../../src/commands/save-export.js';
import type { SessionEvent } from '../../src/engine/session/log/events.js';
import { openStore } from '../../src/store/open-store.js';
import { madeScore, madeSession, numbered } from '../support/stored-session.js';

const events: readonly SessionEvent[] = [
  {
    type: 'session.started',
    version: 1,
    sequence: 1,
    atMs: 0,
    wallTime: '2026-03-01T09:05:00.000Z',
    sessionId: 's-1',
    appVersion: '1.0.0',
    candidate: 'Ann',
    seed: 1,
    parts: ['part1'],
    timing: 'standard',
    bankVersion: '1',
    input: 'text',
    output: 'none',
    acoustic: false,
    providers: {},
    recordingPath: null,
  },
];

describe('export report', () => {
  let folder = '';
  let database = '';
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'report-'));
    database = join(folder, 'sessions.sqlite');
    const store = await openStore(database);
    await store.append('s-1', events);
    await store.close();
  });
  afterAll(() => rm(folder, { recursive: true }));

  it('prints Markdown, HTML or JSON', async () => {
    const printed: string[] = [];
    await exportReport({ session: 'last', format: 'md' }, (text) => printed.push(text), database);
    await exportReport({ session: 'last', format: 'json' }, (text) => printed.push(text), database);
    await exportReport({ session: 'last', format: 'html' }, (text) => printed.push(text), database);
    expect(printed[0]).toContain('# IELTS Speaking practice: Ann');
    expect(JSON.parse(printed[1] ?? '')).toMatchObject({ schema: 'ielts-examiner.report/1', session: { id: 's-1' } });
    expect(printed[2]).toMatch(/^<!doctype html>[^]*Ann[^]*<\/html>\n$/);
  });

  it('adds the overall band by the official rule when the other three skills are given, and takes all or none', async () => {
    const store = await openStore(database);
    await store.append('rated', madeSession({ sessionId: 'rated', band: 6.5, ended: 'completed' }));
    await store.close();
    const printed: string[] = [];
    const print = (text: string) => void printed.push(text);
    const others = { listening: 6, reading: 6, writing: 6.5 };
    for (const format of ['json', 'md', 'html'] as const)
      await exportReport({ session: 'rated', format, ...others }, print, database);
    expect(JSON.parse(printed[0] ?? '').scoring.allSkills).toEqual({
      ...others,
      rateable: true,
      speaking: 6.5,
      mean: 6.25,
      band: 6.5,
    });
    for (const text of printed.slice(1)) expect(text).toMatch(/All four skills .*: 6\.5 /);
    await exportReport({ session: 'rated', format: 'md' }, print, database);
    expect(printed.at(-1)).not.toContain('All four skills');
    await expect(
      exportReport({ session: 'rated', format: 'md', listening: 7, writing: 6 }, print, database),
    ).rejects.toMatchObject({ code: 'export.skills', exitCode: 2 });
  });

  it('gives no overall band without a Speaking band', async () => {
    const store = await openStore(database);
    await store.append('unrated', [
      ...madeSession({ sessionId: 'unrated', turns: 0 }),
      ...numbered([{ type: 'session.scored', score: madeScore(null) }], undefined, 2),
    ]);
    await store.close();
    const others = { listening: 6, reading: 6, writing: 6.5 };
    let text = '';
    await exportReport({ session: 'unrated', format: 'md', ...others }, (piece) => (text += piece), database);
    expect(text).toMatch(/All four skills .*not rateable, for there is no Speaking band/);
  });

  it('writes a file when told to, and then prints nothing', async () => {
    const out = join(folder, 'report.md');
    await exportReport({ session: 's', format: 'md', out }, () => expect.unreachable(), database);
    expect(await readFile(out, 'utf8')).toContain('not an official IELTS score');
  });

  it('replaces a file only when told to, or when whoever sits there agrees', async () => {
    const out = join(folder, 'kept.md');
    await writeFile(out, 'mine');
    const save = (options: ExportFile) =>
      exportReport({ session: 's', format: 'md', out, ...options }, () => expect.unreachable(), database);
    await expect(save({})).rejects.toMatchObject({ code: 'export.exists', exitCode: 2 });
    const questions: string[] = [];
    const answer = (yes: boolean) => async (question: string) => questions.push(question) > 0 && yes;
    await expect(save({ ask: answer(false) })).rejects.toMatchObject({ code: 'export.exists' });
    expect(await readFile(out, 'utf8')).toBe('mine');
    await save({ ask: answer(true) });
    expect(await readFile(out, 'utf8')).toContain('not an official IELTS score');
    expect(questions).toEqual([
      `${out} is there already. Replace it? [y/N] `,
      `${out} is there already. Replace it? [y/N] `,
    ]);
    await writeFile(out, 'mine');
    await save({ force: true, ask: () => expect.unreachable() });
    expect(await readFile(out, 'utf8')).not.toBe('mine');
    await exportReport({ session: 's', format: 'md', out: '/dev/null' }, () => undefined, database);
  });

  it('knows when there is no such session', async () => {
    const failing = exportReport({ session: 'other', format: 'md' }, () => undefined, database);
    await expect(failing).rejects.toMatchObject({ code: 'sessions.unknown', exitCode: 2 });
  });

  it('says what to do when the file cannot be written', async () => {
    const out = join(folder, 'missing', 'report.md');
    const failing = exportReport({ session: 's', format: 'md', out }, () => undefined, database);
    await expect(failing).rejects.toMatchObject({ code: 'export.unwritable', exitCode: 3 });
  });
});
