import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { githubReporter } from '../../../src/commands/replay/reporters/github-reporter.js';
import { summaryOf } from '../../../src/commands/replay/reporters/reporter.js';
import type { FixtureResult } from '../../../src/engine/replay/result.js';
import { temporaryFolder } from '../../support/temporary-folder.js';
import { NASTY, resultOf } from './results.js';

async function report(
  given: FixtureResult | readonly FixtureResult[],
  env: NodeJS.ProcessEnv = {},
): Promise<readonly string[]> {
  const results = Array.isArray(given) ? (given as readonly FixtureResult[]) : [given as FixtureResult];
  const lines: string[] = [];
  const root = env['GITHUB_WORKSPACE'] ?? '/project';
  const reporter = githubReporter(null, (line) => lines.push(line), { ...env, GITHUB_WORKSPACE: root });
  reporter.started?.(
    results.length,
    results.map(({ id }) => ({ id, folder: join(root, 'fixtures', id) })),
  );
  for (const result of results) reporter.finished(result);
  await reporter.ended(summaryOf(results, results.length), results, { elapsedMs: 1, repeat: 1 });
  return lines;
}

describe('the GitHub reporter', () => {
  it('annotates the fixture with what failed', async () => {
    const failures = [{ expectation: 'status', message: '100 % completed,\nnot: aborted' }] as const;
    expect(await report(resultOf({ id: 'a,b/talk', status: 'failed', failures }))).toEqual([
      '::error file=fixtures/a%2Cb/talk/fixture.yaml,title=a%2Cb/talk%3A status::status: 100 %25 completed,%0Anot: aborted',
    ]);
  });

  it('points at the line of a description that cannot be read', async () => {
    const message = 'talk/fixture.yaml:3:7: unclosed list';
    const failures = [{ expectation: 'broken', code: 'fixture.badYaml', message, remedy: 'Mend it.' }] as const;
    const [line] = await report(resultOf({ status: 'broken', failures }));
    expect(line).toContain('file=fixtures/talk/fixture.yaml,line=3,col=7,title=talk%3A fixture.badYaml::');
    expect(line).toContain('%0A→ Mend it.');
  });

  it.each([
    ['what it says of it', 'expect:\n  cutIns: 0\n  status: completed\n', 'status', 'line=4,col='],
    ['all that it expects, where it says nothing of it', 'expect: { cutIns: 0 }\n', 'status', 'line=2,col='],
    ['no line, where it expects nothing', '', 'status', 'fixture.yaml,title='],
    ['no line, where nothing in it was expected', 'expect: { cutIns: 0 }\n', 'baseline', 'fixture.yaml,title='],
  ] as const)('points a failed expectation to the fixture: to %s', async (_, expected, expectation, place) => {
    const root = join(temporaryFolder(), expectation);
    await mkdir(join(root, 'fixtures/talk'), { recursive: true });
    await writeFile(join(root, 'fixtures/talk/fixture.yaml'), `title: Talk\n${expected}`);
    const failures = [{ expectation, message: 'it is not' }] as const;
    const [line] = await report(resultOf({ status: 'failed', failures }), { GITHUB_WORKSPACE: root });
    expect(line).toContain('file=fixtures/talk/fixture.yaml,');
    expect(line).toContain(place);
  });

  it.each([
    ['a folder with a blank', 'my talk/fixture.yaml:3:7: unclosed list', 'line=3,col=7'],
    ['another file, which is no place in this one', 'fixtures/replay.yaml:3:7: unclosed list', 'fixture.yaml,title='],
  ])('of %s', async (_what, message, place) => {
    const failures = [{ expectation: 'broken', code: 'fixture.badYaml', message }] as const;
    expect((await report(resultOf({ status: 'broken', failures })))[0]).toContain(place);
  });

  it.each([
    ['once', ['shared/loop.yaml'], 'file=shared/loop.yaml,line=1,col=10,'],
    [
      'twice, where nobody can tell which is meant',
      ['shared/loop.yaml', 'fixtures/shared/loop.yaml'],
      'talk/fixture.yaml,title=',
    ],
  ])('points into a shared file that is there %s', async (name, files, place) => {
    const root = join(temporaryFolder(), name);
    for (const file of files) {
      await mkdir(dirname(join(root, file)), { recursive: true });
      await writeFile(join(root, file), 'include: loop.yaml\n');
    }
    const message = 'shared/loop.yaml:1:10: includes lead in a circle';
    const failures = [{ expectation: 'broken', code: 'fixture.includeLoop', message }] as const;
    const [line] = await report(resultOf({ status: 'broken', failures }), { GITHUB_WORKSPACE: root });
    expect(line).toContain(place);
  });

  it('keeps to the ten errors that a step shows: one for each fixture, and one for all that are left', async () => {
    const failures = [
      { expectation: 'status', message: 'one' },
      { expectation: 'cutIns', message: 'two' },
    ] as const;
    const results = Array.from({ length: 12 }, (_, n) => resultOf({ id: `f${String(n)}`, status: 'failed', failures }));
    const lines = await report(results);
    expect(lines).toHaveLength(10);
    expect(lines[0]).toBe(
      '::error file=fixtures/f0/fixture.yaml,title=f0%3A status and 1 more::status: one%0AcutIns: two',
    );
    expect(lines[9]).toBe('::error::3 more fixtures: f9, f10, f11');
    expect((await report(results.slice(0, 10)))[9]).toContain('title=f9%3A status');
  });

  it('says nothing of what passed', async () => {
    expect(await report(resultOf())).toEqual([]);
  });

  it('lets nobody smuggle in a second command', async () => {
    const message = `${NASTY}\r\n::set-env name=PATH::x`;
    const lines = await report(resultOf({ status: 'failed', failures: [{ expectation: 'status', message }] }));
    expect(lines).toHaveLength(1);
    expect(lines[0]).not.toMatch(/[\u0000-\u001f\u007f]/);
    expect(lines[0]).toContain('%250A');
  });

  it('appends a table to the summary of the step, without markup of others', async () => {
    const file = join(temporaryFolder(), `summary-${String(process.pid)}.md`);
    await writeFile(file, 'before\n');
    const failures = [{ expectation: 'status', message: NASTY }] as const;
    await report(resultOf({ title: NASTY, status: 'failed', failures }), { GITHUB_STEP_SUMMARY: file });
    const text = await readFile(file, 'utf8');
    expect(text).toMatch(/^before\n## Replay\n\n0 passed, 1 failed, 0 broken\n/);
    expect(text).toContain('| talk<br>&lt;/script&gt;');
    expect(text).not.toMatch(/<img|<\/script/);
    expect(
      text
        .split('\n')
        .filter((line) => line.startsWith('| talk'))[0]
        ?.split('|'),
    ).toHaveLength(7);
  });

  it('names the file of a summary that cannot be written, and who wants it', async () => {
    const file = join(temporaryFolder(), 'nowhere', 'summary.md');
    await expect(report(resultOf(), { GITHUB_STEP_SUMMARY: file })).rejects.toThrow(
      `${file}, where GITHUB_STEP_SUMMARY wants the summary of the step: there is no such folder`,
    );
  });

  it('names a fixture that has no title once', async () => {
    const file = join(temporaryFolder(), `untitled-${String(process.pid)}.md`);
    const failures = [{ expectation: 'broken', message: 'bad YAML' }] as const;
    await report(resultOf({ id: 'bad', title: 'bad', status: 'broken', failures }), { GITHUB_STEP_SUMMARY: file });
    expect(await readFile(file, 'utf8')).toContain('\n| bad | ');
  });
});
