import { expect, it } from 'vitest';
import { jsonlReporter } from '../../../src/commands/replay/reporters/jsonl-reporter.js';
import { ReporterGroup } from '../../../src/commands/replay/reporters/reporter-group.js';
import { keptOf, summaryOf, type KeptResult, type Reporter } from '../../../src/commands/replay/reporters/reporter.js';
import { sessionResult } from './session-result.js';

const PACE = { elapsedMs: 1, repeat: 1 };
const result = sessionResult('by the sea');

function failing(when: 'finished' | 'ended' | 'never', closed: string[] = []): Reporter {
  return {
    close: () => closed.push(when),
    finished() {
      if (when === 'finished') throw new Error('no room on the disk');
    },
    async ended() {
      if (when === 'ended') throw new Error('no such folder');
    },
  };
}

it('a report that cannot be written takes no other one with it, and all that failed is told', async () => {
  const lines: string[] = [];
  const healthy = jsonlReporter(null, (line) => lines.push(line), false);
  const group = new ReporterGroup([failing('finished'), { ...failing('ended'), file: 'out/a.xml' }, healthy]);
  group.started(1, []);
  group.finished(result);
  await expect(group.ended(summaryOf([], 1), [], PACE)).rejects.toMatchObject({
    code: 'replay.cannotWriteReport',
    exitCode: 3,
    message: 'A report cannot be written: no room on the disk; out/a.xml: no such folder.',
  });
  expect(lines.map((line) => (JSON.parse(line) as { type: string }).type)).toEqual([
    'run.started',
    'fixture.started',
    'fixture.finished',
    'run.finished',
  ]);
});

it('every reporter gives back what it holds, once: one that fails half-way, and all of a run that breaks off', async () => {
  const closed: string[] = [];
  const all = (): ReporterGroup =>
    new ReporterGroup((['finished', 'ended', 'never'] as const).map((when) => failing(when, closed)));
  const group = all();
  group.finished(result);
  expect(closed).toEqual(['finished']);
  await expect(group.ended(summaryOf([], 1), [], PACE)).rejects.toMatchObject({ code: 'replay.cannotWriteReport' });
  expect(closed.splice(0)).toEqual(['finished', 'ended', 'never']);
  all().close();
  expect(closed).toEqual(['finished', 'ended', 'never']);
});

it('sessions bring along what a reporter asks for, and nothing of them is kept to the end', () => {
  const wanting = (events: Reporter['events']): Reporter => ({ ...failing('ended'), ...(events && { events }) });
  const events = (...wanted: Reporter['events'][]): string => new ReporterGroup(wanted.map(wanting)).events;
  expect([events(), events(undefined), events('stored', undefined), events('stored', 'all')]).toEqual([
    'none',
    'none',
    'stored',
    'all',
  ]);
  const kept: KeptResult = keptOf(result);
  expect(Object.keys(kept)).not.toEqual(expect.arrayContaining(['events']));
  expect(Object.keys(kept)).not.toEqual(expect.arrayContaining(['compared']));
});
