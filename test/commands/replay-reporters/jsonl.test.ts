import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { isAppError } from '../../../src/engine/errors.js';
import { jsonlReporter } from '../../../src/commands/replay/reporters/jsonl-reporter.js';
import type { Reporter } from '../../../src/commands/replay/reporters/reporter.js';
import { brokenFixture } from '../../../src/commands/replay/run/job.js';
import type { FixtureResult } from '../../../src/engine/replay/result.js';
import { fixtureFolder, replay } from '../../support/replay-fixtures.js';
import { TYPED } from '../../support/typed-fixtures.js';

interface Line {
  readonly type: string;
  readonly id?: string;
  readonly status?: string;
  readonly event?: { readonly type: string };
}
const parsed = (lines: readonly string[]): readonly Line[] => lines.map((line) => JSON.parse(line) as Line);

describe('the JSON Lines reporter', () => {
  it('tells one line per event of the run', async () => {
    const folder = await fixtureFolder({ 'a/fixture.yaml': TYPED, 'b/fixture.yaml': 'version: 7\n' });
    const { code, lines } = await replay({ paths: [folder], reporter: ['jsonl'] });
    expect(code).toBe(3);
    expect(parsed(lines).map(({ type, id = '', status = '' }) => `${type} ${id} ${status}`.trim())).toEqual([
      'run.started',
      'fixture.started a',
      'fixture.finished a passed',
      'fixture.started b',
      'fixture.finished b broken',
      'run.finished',
    ]);
  });

  it('tells the events of the sessions too when asked, into a file, the same on every run', async () => {
    const folder = await fixtureFolder({ 'a/fixture.yaml': TYPED });
    const run = async (name: string): Promise<string> => {
      await replay({ paths: [join(folder, 'a')], reporter: [`jsonl-events=${join(folder, name)}`] });
      return await readFile(join(folder, name), 'utf8');
    };
    const text = await run('1.jsonl');
    const events = parsed(text.trimEnd().split('\n')).flatMap(({ event }) => (event === undefined ? [] : event.type));
    expect(events[0]).toBe('session.started');
    expect(events.at(-1)).toBe('session.ended');
    expect(await run('2.jsonl')).toBe(text);
  });

  it('tells beginnings in the order of the fixtures, whichever thread was sooner', () => {
    const told = (say: (reporter: Reporter) => void): readonly string[] => {
      const lines: string[] = [];
      const reporter = jsonlReporter(null, (line) => lines.push(line), true);
      reporter.started?.(
        4,
        ['a', 'b', 'c', 'd'].map((id) => ({ id, folder: id })),
      );
      say(reporter);
      return lines;
    };
    const results = ['d', 'a', 'b', 'c'].map((id) => brokenFixture(id, id, new Error('lost')));
    const [unreadable, a, b, c] = results as [FixtureResult, FixtureResult, FixtureResult, FixtureResult];
    const one = told((reporter) => {
      reporter.finished(unreadable);
      for (const result of [a, b, c]) {
        reporter.fixtureStarted?.(result.id);
        reporter.finished(result);
      }
    });
    const two = told((reporter) => {
      reporter.finished(unreadable);
      for (const id of ['b', 'a', 'c']) reporter.fixtureStarted?.(id);
      for (const result of [a, b, c]) reporter.finished(result);
    });
    expect(parsed(one).map(({ type, id = '' }) => `${type} ${id}`)).toEqual([
      'run.started ',
      ...['d', 'a', 'b', 'c'].flatMap((id) => [`fixture.started ${id}`, `fixture.finished ${id}`]),
    ]);
    expect(two).toEqual(one);
  });

  it('a file that cannot be written is told in one sentence', async () => {
    const folder = await fixtureFolder({ 'a/fixture.yaml': TYPED });
    const error: unknown = await replay({ paths: [folder], reporter: [`jsonl=${folder}`] }).catch(
      (reason: unknown) => reason,
    );
    expect(isAppError(error) && error.code).toBe('replay.cannotWriteReport');
  });
});
