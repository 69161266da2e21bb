import { Command } from 'commander';
import { expect, it, vi } from 'vitest';
import { defineReplay } from '../../src/cli/replay.js';
import { fixtureFolder } from '../support/replay-fixtures.js';

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
