import { Command } from 'commander';
import { expect, it, vi } from 'vitest';
import { defineReplay } from '../../src/cli/replay.js';
import { environmentWith, fixtureFolder, replay, replayJson } from '../support/replay-fixtures.js';
import { BROKEN, FAILS, PASSES } from '../support/typed-fixtures.js';

it('bail stops after so many that did not pass; the others are not finished', async () => {
  const folder = await fixtureFolder({
    'a/fixture.yaml': FAILS,
    'b/fixture.yaml': PASSES,
    'c/fixture.yaml': BROKEN,
    'd/fixture.yaml': PASSES,
  });
  const first = await replayJson({ paths: [folder], bail: 1 });
  expect([first.code, first.report.fixtures.map(({ id }) => id)]).toEqual([1, ['a']]);
  expect(first.report.summary).toMatchObject({ total: 4, failed: 1, interrupted: 3 });
  const second = await replayJson({ paths: [folder], bail: 2 });
  expect([second.code, second.report.fixtures.map(({ id }) => id)]).toEqual([3, ['a', 'b', 'c']]);
});

it('bail tells nothing of what stands behind the stop, though some of it is known to be broken beforehand', async () => {
  const folder = await fixtureFolder({
    'a/fixture.yml': PASSES,
    'b/fixture.yaml': FAILS,
    'c/fixture.yml': PASSES,
    'd/fixture.yaml': PASSES,
  });
  const told = async (bail: number): Promise<unknown> => {
    const { code, report } = await replayJson({ paths: [folder], bail });
    return [code, report.fixtures.map(({ id }) => id), report.summary['interrupted']];
  };
  expect(await told(1)).toEqual([3, ['a'], 3]);
  expect(await told(2)).toEqual([3, ['a', 'b'], 2]);
  expect(await told(3)).toEqual([3, ['a', 'b', 'c'], 1]);
});

it('bail ends a run of repetitions, and the fixture that ended it is told whole', async () => {
  const folder = await fixtureFolder({ 'a/fixture.yaml': PASSES, 'b/fixture.yaml': FAILS, 'c/fixture.yaml': PASSES });
  let opened = 0;
  const environment = environmentWith(() => {
    opened++;
    return {};
  });
  const { code, report } = await replayJson({ paths: [folder], repeat: 3, bail: 1, jobs: 1 }, environment);
  expect([code, report.fixtures.map(({ id, status }) => `${id} ${status}`)]).toEqual([1, ['a passed', 'b failed']]);
  expect(report.summary).toMatchObject({ total: 3, passed: 1, failed: 1, interrupted: 1 });
  expect(opened).toBe(6);
});

it('what stands behind the stop has not begun in the lines either, though it was under way', async () => {
  const folder = await fixtureFolder({ 'a/fixture.yaml': PASSES, 'b/fixture.yaml': BROKEN, 'c/fixture.yaml': PASSES });
  // Looks are begun many at a time.
  const { lines } = await replay({ paths: [folder], reporter: ['jsonl'], bail: 1, dryRun: true });
  const told = lines.map((line) => JSON.parse(line) as { readonly type: string; readonly id?: string });
  expect(told.map(({ type, id = '' }) => `${type} ${id}`.trim())).toEqual([
    'run.started',
    'fixture.started a',
    'fixture.finished a',
    'fixture.started b',
    'fixture.finished b',
    'run.finished',
  ]);
});

it.each(['below', '.'])('--bail without its number takes the next word for the path that it is: %s', async (path) => {
  const folder = await fixtureFolder({ 'below/talk/fixture.yaml': 'version: 7\n' });
  vi.spyOn(process, 'cwd').mockReturnValue(folder);
  const written: string[] = [];
  let run: () => Promise<unknown> = async () => null;
  const program = new Command('x').exitOverride();
  defineReplay(
    program,
    (chosen) => {
      run = chosen;
    },
    (text) => written.push(text),
  );
  program.parse(['node', 'x', 'replay', '--bail', path, '--dry-run']);
  expect(await run()).toBe(3);
  expect(written.join('\n')).toContain('talk');
});
