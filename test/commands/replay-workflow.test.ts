import { readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { parse } from 'yaml';
import { parseReporter } from '../../src/commands/replay/reporters/reporter.js';

interface Workflow {
  readonly jobs: Readonly<Record<string, { readonly steps: readonly { readonly run?: string }[] }>>;
}

it('the workflow in the docs is YAML whose commands and reporters exist', async () => {
  const { jobs } = parse(await readFile('docs/examples/replay-workflow.yml', 'utf8')) as Workflow;
  const runs = Object.values(jobs).flatMap(({ steps }) => steps.flatMap(({ run }) => run ?? []));
  expect(runs.map((run) => run.split(' ').slice(0, 3).join(' '))).toEqual(['npm ci', 'npx ielts-examiner replay']);
  const cli = await readFile('src/cli/replay.ts', 'utf8');
  for (const [option] of runs.join(' ').matchAll(/--[a-z-]+/g)) expect(cli).toContain(option);
  for (const [, reporter = ''] of runs.join(' ').matchAll(/--reporter (\S+)/g)) {
    expect(() => parseReporter(reporter)).not.toThrow();
  }
});
