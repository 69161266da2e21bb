import { Command } from 'commander';
import { expect, it } from 'vitest';
import { defineReplay } from '../../src/cli/replay.js';
import { fixtureFolder } from '../support/replay-fixtures.js';

it('--bail without its number takes the next word for the path that it is', async () => {
  const folder = await fixtureFolder({ 'talk/fixture.yaml': 'version: 7\n' });
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
  program.parse(['node', 'x', 'replay', '--bail', folder, '--dry-run']);
  expect(await run()).toBe(3);
  expect(written.join('\n')).toContain('talk');
});
